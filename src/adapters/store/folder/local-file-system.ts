import * as fs from 'node:fs';
import { dirname } from 'node:path';
import {
  type EntryStat,
  type FileRange,
  type FileSource,
  type FirstPiece,
  type MachineFile,
  openBlocking,
  type ReadOnlyFileSystem,
  readPieceBlocking,
} from './file-system.js';

/** Calls that take longer wait for a device, and wait better side by side. */
const WAITING_MS = 0.1;
/** So many more slow calls than quick ones: blocking has been a mistake. */
const SLOW_CALLS = 8;
/** Reads of more bytes take longer than asking another thread for them. */
const SMALL_READ_BYTES = 64 * 1024;
/** Work of this thread between two turns of its event loop. */
const SLICE_MS = 10;

/** Numbers of file systems that keep their files on this machine. Source: Linux, statfs(2). */
const LOCAL_TYPES: ReadonlySet<number> = new Set([
  0xef53, // ext2, ext3, ext4
  0x58465342, // XFS
  0x9123683e, // Btrfs
  0xf2f52010, // F2FS
  0x2fc12fc1, // ZFS
  0x01021994, // tmpfs
  0x794c7630, // overlayfs
]);

/** Calls that return when they are done. */
export interface BlockingCalls {
  lstat(path: string): EntryStat;
  open(path: string, flags: number): MachineFile;
  readPiece(path: string, piece: FirstPiece): Uint8Array;
}

/** The parts of a local file system. */
export interface LocalFileSystemOptions {
  /** Makes all other calls. */
  readonly usual: ReadOnlyFileSystem;
  readonly isLocal?: (folder: string) => Promise<boolean>;
  readonly calls?: BlockingCalls;
  readonly nowMs?: () => number;
}

/**
 * Makes small calls in this thread where files lie on this machine: such a call takes less time than asking another
 * thread for it. Every few milliseconds the event loop has its turn. Folders that another machine serves, and a disk
 * that turns out to be slow, are left to the usual file system.
 */
export function createLocalFileSystem(options: LocalFileSystemOptions): ReadOnlyFileSystem {
  const { usual, isLocal = isOnLocalDisk, calls = blockingCalls, nowMs = () => performance.now() } = options;
  const local = new Map<string, boolean>();
  let slowCalls = 0;
  let sliceStartMs: number | undefined;
  let turn: Promise<void> | undefined;

  async function learn(folder: string): Promise<void> {
    if (local.get(dirname(folder)) === false) local.set(folder, false);
    else local.set(folder, await isLocal(folder).catch(() => false));
  }

  async function make<R>(path: string, blocking: () => R, otherwise: () => Promise<R>): Promise<R> {
    if (slowCalls >= SLOW_CALLS || local.get(dirname(path)) !== true) return otherwise();
    const startMs = nowMs();
    sliceStartMs ??= startMs;
    if (startMs - sliceStartMs >= SLICE_MS) {
      turn ??= new Promise((resolve) => {
        setImmediate(() => {
          [sliceStartMs, turn] = [undefined, undefined];
          resolve();
        });
      });
      await turn;
      return make(path, blocking, otherwise);
    }
    try {
      return blocking();
    } finally {
      slowCalls = Math.max(0, slowCalls + (nowMs() - startMs > WAITING_MS ? 1 : -1));
    }
  }

  return {
    ...usual,
    open: (path, flags) => {
      const makeHere: MakeCall = (blocking, otherwise) => make(path, blocking, otherwise);
      const open = () => blockForSmallCalls(calls.open(path, flags), makeHere);
      return makeHere(open, () => usual.open(path, flags));
    },
    readdir: async (path, given) => {
      const [entries] = await Promise.all([usual.readdir(path, given), learn(path)]);
      return entries;
    },
    lstat: (path) =>
      make(
        path,
        () => calls.lstat(path),
        () => usual.lstat(path),
      ),
    readPiece: (path, piece) =>
      make(
        path,
        () => calls.readPiece(path, piece),
        () => usual.readPiece(path, piece),
      ),
  };
}

/** Makes a call in this thread, or else as usual. */
type MakeCall = <R>(blocking: () => R, otherwise: () => Promise<R>) => Promise<R>;

function blockForSmallCalls(file: MachineFile, make: MakeCall): FileSource {
  const look = () => file.blocking.stat();
  const read = (range: FileRange) => () => file.blocking.read(range);
  return {
    stat: () => make(look, () => file.stat()),
    read: (range) =>
      range.length > SMALL_READ_BYTES ? file.read(range) : make(read(range), () => file.read(range)),
    close: () => file.close(),
  };
}

async function isOnLocalDisk(folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  return LOCAL_TYPES.has((await fs.promises.statfs(folder)).type >>> 0);
}

/** The machine's own. */
const blockingCalls: BlockingCalls = {
  lstat: (path) => fs.lstatSync(path),
  open: openBlocking,
  readPiece(path, { flags, sizeBytes }) {
    if (scratch.length !== sizeBytes) scratch = Buffer.allocUnsafeSlow(sizeBytes);
    return Buffer.from(readPieceBlocking(path, flags, scratch));
  },
};

let scratch = Buffer.alloc(0);
