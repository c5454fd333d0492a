export const KIB = 1024;
export const MIB = 1024 * KIB;
export const GIB = 1024 * MIB;

/** A number of things, in words: `1 set`, `2 sets`, `0 entries`. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** One decimal below ten, none above. */
export function formatScaled(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

/** A size for people, in binary units: `812 B`, `1.2 MiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < KIB) return `${bytes} B`;
  if (bytes < MIB) return `${formatScaled(bytes / KIB)} KiB`;
  if (bytes < GIB) return `${formatScaled(bytes / MIB)} MiB`;
  return `${formatScaled(bytes / GIB)} GiB`;
}
