import type { PayloadTypes } from '../../schema/payloads.js';

const TERMINAL_STATES: ReadonlySet<string> = new Set(['Deleted', 'Deleting', 'PartiallyDeleted']);

/** True for a subscription that is gone or going. It is not replayed, so its references need not resolve. */
export function isTerminalSubscription({ state }: PayloadTypes['subscription']): boolean {
  return TERMINAL_STATES.has(state);
}
