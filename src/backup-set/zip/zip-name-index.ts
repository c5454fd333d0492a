import { type EntryName, foldEntryName } from './zip-entry-name.js';
import { quoteName, zipUnsafe } from './zip-fault.js';
import { hash } from 'node:crypto';

/** Notices names that collide. */
export interface NameIndex {
  /** @throws INTEGRITY (finding ZIP_UNSAFE) when the name collides with one that was added before. */
  add(name: EntryName): void;
}

/**
 * Makes an empty index. It keeps 64 bits of a hash per name, so that archives with millions of entries fit in memory;
 * two names whose hashes meet would be refused, never let through.
 */
export function createNameIndex(): NameIndex {
  const hashes = createHashSet();
  // Entries of one folder follow each other as a rule: its parents need to be looked at once.
  let claimedParent = '';
  return {
    add({ text, folder }) {
      const segments = foldEntryName(text);
      const key = segments.join('/');
      if (!hashes.add(folder ? `entry of folder:${key}` : `file:${key}`)) {
        throw zipUnsafe(`the name ${quoteName(text)} stands in the archive twice, or differs in case only`);
      }
      if (folder) claimFolder(key, text);
      else if (hashes.has(`folder:${key}`)) throw clash(text);
      const parent = segments.slice(0, -1).join('/');
      if (parent === claimedParent) return;
      claimedParent = parent;
      for (let depth = 1; depth < segments.length; depth += 1) {
        claimFolder(segments.slice(0, depth).join('/'), text);
      }
    },
  };

  function claimFolder(key: string, text: string): void {
    if (hashes.has(`file:${key}`)) throw clash(text);
    hashes.add(`folder:${key}`);
  }
}

function clash(text: string): Error {
  return zipUnsafe(`the name ${quoteName(text)} makes one path both a file and a folder`);
}

/** A set that remembers a hash of each text only, in 8 bytes of an open-addressed table: 12 to 24 bytes a text. */
export interface HashSet {
  /** False when the text, or one with the same 63 bits of SHA-256, is there already. */
  add(text: string): boolean;
  has(text: string): boolean;
}

/** Makes an empty set. */
export function createHashSet(): HashSet {
  let slots = new Uint32Array(2 * 1024);
  let count = 0;
  const find = (table: Uint32Array, high: number, low: number): number => {
    const mask = table.length / 2 - 1;
    let slot = low & mask;
    while (
      (table[2 * slot] !== 0 || table[2 * slot + 1] !== 0) &&
      (table[2 * slot] !== high || table[2 * slot + 1] !== low)
    ) {
      slot = (slot + 1) & mask;
    }
    return slot;
  };
  const put = (table: Uint32Array, high: number, low: number): boolean => {
    const slot = find(table, high, low);
    if (table[2 * slot] === high && table[2 * slot + 1] === low) return false;
    table[2 * slot] = high;
    table[2 * slot + 1] = low;
    return true;
  };
  const grow = (): void => {
    const grown = new Uint32Array(slots.length * 2);
    for (let at = 0; at < slots.length; at += 2) {
      const high = slots[at] ?? 0;
      const low = slots[at + 1] ?? 0;
      if (high !== 0 || low !== 0) put(grown, high, low);
    }
    slots = grown;
  };
  return {
    add(text) {
      const { high, low } = hashText(text);
      if (!put(slots, high, low)) return false;
      count += 1;
      if (count * 3 > slots.length) grow();
      return true;
    },
    has(text) {
      const { high, low } = hashText(text);
      const slot = find(slots, high, low);
      return slots[2 * slot] === high && slots[2 * slot + 1] === low;
    },
  };
}

function hashText(text: string): { readonly high: number; readonly low: number } {
  const digest = hash('sha256', text, 'buffer');
  // Zero twice marks an empty slot.
  return { high: (digest.readUInt32LE(0) | 1) >>> 0, low: digest.readUInt32LE(4) };
}
