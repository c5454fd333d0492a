import { STAGES } from '../restore/stage-order.js';
import type { DrillReport } from './drill-report.js';

/** The balance of a drill that replayed nothing. */
export const EMPTY_CONSERVATION: DrillReport['conservation'] = {
  read: 0,
  created: 0,
  adopted: 0,
  updated: 0,
  skipped: 0,
  manual: 0,
  failed: 0,
  outOfScope: 0,
  byKind: [],
};

/** The stages of a drill that reached none of them. */
export function listPendingStages(): DrillReport['stages'] {
  return STAGES.map(({ name, kind }) => ({ name, kind, objects: 0, durationMs: 0, state: 'pending' }));
}
