/**
 * Objects by a name or id that compares without regard to case. Iterates in the order of creation; an update keeps
 * its place. The casing of ids is kept by the objects themselves. Source: REST reference, section 10.5.
 */
export class ObjectMap<T> {
  readonly #entries = new Map<string, T>();

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): T | undefined {
    return this.#entries.get(key.toLowerCase());
  }

  has(key: string): boolean {
    return this.#entries.has(key.toLowerCase());
  }

  /** @returns true when nothing had the key before. */
  set(key: string, value: T): boolean {
    const normalized = key.toLowerCase();
    const isNew = !this.#entries.has(normalized);
    this.#entries.set(normalized, value);
    return isNew;
  }

  delete(key: string): boolean {
    return this.#entries.delete(key.toLowerCase());
  }

  /** Removes every object that the test names. */
  deleteWhere(test: (value: T) => boolean): void {
    for (const [key, value] of this.#entries) if (test(value)) this.#entries.delete(key);
  }

  list(): T[] {
    return [...this.#entries.values()];
  }

  find(test: (value: T) => boolean): T | undefined {
    for (const value of this.#entries.values()) if (test(value)) return value;
    return undefined;
  }

  count(test: (value: T) => boolean): number {
    let count = 0;
    for (const value of this.#entries.values()) if (test(value)) count += 1;
    return count;
  }

  entries(): [string, T][] {
    return [...this.#entries];
  }
}
