import type { SharedName } from '../laws/tree-laws.js';

/** Files of one name. */
export const SHARED_FILE_NAMES: readonly SharedName[] = [
  {
    name: 'target-lock.ts',
    places: ['adapters/journal/target-lock.ts', 'app/runs/target-lock.ts'],
    reason: 'one of them waits for a name of its own',
  },
];

/** Exported types, interfaces and classes of one name. */
export const SHARED_TYPE_NAMES: readonly SharedName[] = [];
