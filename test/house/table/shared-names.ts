import type { SharedName } from '../laws/tree-laws.js';

/** Files of one name. */
export const SHARED_FILE_NAMES: readonly SharedName[] = [];

/** Exported types, interfaces and classes of one name. */
export const SHARED_TYPE_NAMES: readonly SharedName[] = [];
