import type { PayloadTypes } from '../../schema/payloads.js';

const TERMINAL_STATES: ReadonlySet<string> = new Set(['Deleted', 'Deleting', 'PartiallyDeleted']);

/** True for a subscription that is gone or going: it is not replayed, so what it refers to need not be there. */
export function isTerminalSubscription({ state }: PayloadTypes['subscription']): boolean {
  return TERMINAL_STATES.has(state);
}
