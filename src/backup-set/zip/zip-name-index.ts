import { createHashSet } from './hash-set.js';
import { type EntryName, foldEntryName } from './zip-entry-name.js';
import { quoteName, zipUnsafe } from './zip-fault.js';

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
