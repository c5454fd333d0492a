import type { OrderRow } from '../table/order-row.js';

/** The two lists of a row that speak of one thing: what may be imported whole, and what lends its types only. */
export interface ListPair {
  readonly whole: 'imports' | 'outside' | 'packages';
  readonly types: 'types' | 'outsideTypes' | 'packageTypes';
}

export const BESIDE: ListPair = { whole: 'imports', types: 'types' };
export const OUTSIDE: ListPair = { whole: 'outside', types: 'outsideTypes' };
export const PACKAGES: ListPair = { whole: 'packages', types: 'packageTypes' };

/** Something imported, in the words of a list: a path below a folder, or the name of a package. */
export interface Wanted {
  readonly target: string;
  readonly typeOnly: boolean;
}

/** Keeps which words of the table were needed, so that a word that permits nothing can be found. */
export class PermissionUse {
  readonly #whole = new Set<string>();
  readonly #types = new Set<string>();

  /** Undefined when the row permits it, else the reason that it does not. */
  judge(row: OrderRow, lists: ListPair, { target, typeOnly }: Wanted): string | undefined {
    const whole = findWord(row[lists.whole], target);
    if (whole !== undefined) {
      (typeOnly ? this.#types : this.#whole).add(nameWord(row, lists.whole, whole));
      return undefined;
    }
    const types = findWord(row[lists.types], target);
    if (types === undefined) return `"${target}" is not listed`;
    if (!typeOnly) return `"${target}" lends its types only`;
    this.#types.add(nameWord(row, lists.types, types));
    return undefined;
  }

  /** Names each word of these lists that nothing needed, and each that is needed for types alone. */
  listIdle(table: readonly OrderRow[], lists: ListPair): string[] {
    return table.flatMap((row) => [
      ...(row[lists.whole] ?? []).flatMap((word) => {
        const name = nameWord(row, lists.whole, word);
        if (this.#whole.has(name)) return [];
        return this.#types.has(name)
          ? [`${name}: only types are imported; list it under "${lists.types}"`]
          : [`${name}: nobody imports it; strike it out`];
      }),
      ...(row[lists.types] ?? []).flatMap((word) => {
        const name = nameWord(row, lists.types, word);
        return this.#types.has(name) ? [] : [`${name}: nobody imports its types; strike it out`];
      }),
    ]);
  }
}

/** The narrowest word that covers the target. */
function findWord(words: readonly string[] | undefined, target: string): string | undefined {
  const covering = (words ?? []).filter((word) => target === word || target.startsWith(`${word}/`));
  return covering.toSorted((one, other) => other.length - one.length)[0];
}

function nameWord(row: OrderRow, list: string, word: string): string {
  return `row "${row.of}", ${list} "${word}"`;
}
