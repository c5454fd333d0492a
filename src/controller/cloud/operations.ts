import type { Cloud } from './cloud.js';
import type { Operation } from './operation-store.js';

/** Starts an operation that ends by the controller's clock. */
export function startOperation(
  cloud: Cloud,
  operation: { readonly id: string; readonly durationMs: number },
): void {
  const startedAtMs = cloud.clock.nowMs();
  const endsAtMs = startedAtMs + operation.durationMs * cloud.operations.durationScale;
  cloud.operations.add({ id: operation.id, startedAtMs, endsAtMs });
}

export function isDone(operation: Operation, cloud: Cloud): boolean {
  return cloud.clock.nowMs() >= operation.endsAtMs;
}
