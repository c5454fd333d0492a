import { ADAPTER_ROWS } from './adapter-rows.js';
import { BACKUP_SET_ROWS, FOUNDATION_ROWS } from './foundation-rows.js';
import { COMMAND_ROWS, SURFACE_ROWS } from './surface-rows.js';
import { CONTROLLER_ROWS } from './controller-rows.js';
import type { OrderRow } from './order-row.js';
import { TOP_ROWS } from './top-rows.js';
import { USE_CASE_ROWS } from './use-case-rows.js';

/** The order of the house: a folder imports what its row lists, and every word of a row is needed. */
export const ORDER_TABLE: readonly OrderRow[] = [
  ...TOP_ROWS,
  ...FOUNDATION_ROWS,
  ...BACKUP_SET_ROWS,
  ...USE_CASE_ROWS,
  ...ADAPTER_ROWS,
  ...CONTROLLER_ROWS,
  ...SURFACE_ROWS,
  ...COMMAND_ROWS,
];
