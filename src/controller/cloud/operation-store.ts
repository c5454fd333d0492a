/** A long-running operation. */
export interface Operation {
  readonly id: string;
  readonly startedAtMs: number;
  readonly endsAtMs: number;
}

/** Factors on the recorded durations and waits of operations; 1 is as recorded. */
export interface OperationTiming {
  readonly durationScale: number;
  readonly retryAfterScale: number;
}

/** The operations that clients poll. */
export interface OperationStore {
  add(operation: Operation): void;
  find(id: string): Operation | undefined;
  readonly durationScale: number;
  /** The value of a Retry-After header, in seconds. */
  retryAfter(seconds: number): string;
  clear(): void;
}

const KEPT = 10_000;

export function createOperationStore(timing: () => OperationTiming): OperationStore {
  const operations = new Map<string, Operation>();
  return {
    find: (id) => operations.get(id.toLowerCase()),
    add: (operation) => {
      const oldest = operations.size >= KEPT ? operations.keys().next().value : undefined;
      if (oldest !== undefined) operations.delete(oldest);
      operations.set(operation.id.toLowerCase(), operation);
    },
    get durationScale() {
      return timing().durationScale;
    },
    retryAfter: (seconds) => String(Math.ceil(seconds * timing().retryAfterScale)),
    clear: () => operations.clear(),
  };
}
