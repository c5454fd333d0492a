import type { OrderRow } from '../table/order-row.js';

/** A reader takes in about as many names at one look. */
export const MAX_ENTRIES = 12;

/**
 * Lists folders that hold more than twelve files and folders, unless their row gives a reason, and reasons that nobody
 * needs any more. Only source files count.
 */
export function findCrowdedFolders(paths: readonly string[], table: readonly OrderRow[]): string[] {
  const counts = countEntries(paths);
  const excused = new Set(table.filter(({ crowded }) => crowded !== undefined).map(({ of }) => of));
  const crowded = [...counts].filter(([folder, count]) => count > MAX_ENTRIES && !excused.has(folder));
  const idle = [...excused].filter((folder) => (counts.get(folder) ?? 0) <= MAX_ENTRIES);
  return [
    ...crowded.map(
      ([folder, count]) => `src/${folder} holds ${count} entries, more than ${MAX_ENTRIES}: split it`,
    ),
    ...idle.map(
      (folder) => `row "${folder}", crowded: src/${folder} holds no more than ${MAX_ENTRIES}; strike it out`,
    ),
  ];
}

/** Entries by folder; `src` itself is the empty path. */
function countEntries(paths: readonly string[]): Map<string, number> {
  const entries = new Map<string, Set<string>>();
  for (const path of paths) {
    const parts = path.split('/');
    for (const [depth, part] of parts.entries()) {
      const folder = parts.slice(0, depth).join('/');
      const names = entries.get(folder) ?? new Set();
      entries.set(folder, names.add(part));
    }
  }
  return new Map([...entries].map(([folder, names]) => [folder, names.size]));
}
