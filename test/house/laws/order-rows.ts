import { posix } from 'node:path';
import { listFolders } from '../graph/import-graph.js';
import type { OrderRow } from '../table/order-row.js';

/** A row that binds a file, by the folder on its path, or the file itself, that the row speaks of. */
export interface BindingRow {
  /** `controller/server`, or the path of the file. */
  readonly place: string;
  /** The folder that the place lies in, with a slash at its end; empty for `src`. */
  readonly parent: string;
  /** Undefined when the table has no row for the place. */
  readonly row: OrderRow | undefined;
}

/** The table, asked by place. */
export class OrderRows {
  readonly #rows: ReadonlyMap<string, OrderRow>;

  /** @throws Error when two rows speak of one place */
  constructor(readonly table: readonly OrderRow[]) {
    this.#rows = new Map(table.map((row) => [row.of, row]));
    if (this.#rows.size !== table.length) throw new Error('two rows of the table speak of one place');
  }

  has(place: string): boolean {
    return this.#rows.has(place);
  }

  /** From the outermost folder to the file itself. */
  listBinding(path: string): BindingRow[] {
    return [...listFolders(path), path].map((place) => {
      const folder = posix.dirname(place);
      const parent = folder === '.' ? '' : `${folder}/`;
      const row = this.#rows.get(place) ?? (place === path ? this.#rows.get(`${parent}*.ts`) : undefined);
      return { place, parent, row };
    });
  }
}
