/** A place in the log of a database: virtual log file, block, and record inside of the block. */
export interface Lsn {
  readonly file: number;
  readonly block: number;
  readonly record: number;
}

/** Reads the ten bytes of a log sequence number: u32, u32, u16. */
export function parseLsn(view: DataView, at: number): Lsn {
  return {
    file: view.getUint32(at, true),
    block: view.getUint32(at + 4, true),
    record: view.getUint16(at + 8, true),
  };
}

/** Compares two places in the log: negative when `a` comes first, 0 when they are one place. */
export function compareLsn(a: Lsn, b: Lsn): number {
  return a.file - b.file || a.block - b.block || a.record - b.record;
}

/** A place in the log as SQL Server's tools write it, in decimal: `34:542:37`. */
export function renderLsn(lsn: Lsn): string {
  return `${lsn.file}:${lsn.block}:${lsn.record}`;
}
