import * as fs from 'node:fs';

/** `length` bytes at `position` of a file, and their place in a buffer: from `offset` on. */
export interface FileRange {
  readonly buffer: Uint8Array;
  readonly offset: number;
  readonly length: number;
  readonly position: number;
}

/** The size and the sort of an open file. */
export interface FileStat {
  readonly size: number;
  isFile(): boolean;
}

/** One open file, as a folder store uses it. */
export interface FileSource {
  stat(): Promise<FileStat>;
  read(range: FileRange): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

/** An open file of this machine. */
export interface MachineFile extends FileSource {
  /** Calls that return when they are done. */
  readonly blocking: {
    stat(): FileStat;
    read(range: FileRange): { readonly bytesRead: number };
  };
}

/** One entry of a folder, without following links. File systems that do not tell types say no to all. */
export interface FolderEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  /** Of a file, where the folder tells it: no call needs to ask for it then. */
  readonly sizeBytes?: number;
  /** True for what leads to another place, and is not looked at any further. */
  readonly isElsewhere?: boolean;
}

/** An entry by itself, without following links. */
export interface EntryStat {
  readonly size: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

/** The first bytes of a file, by one read. */
export interface FirstPiece {
  /** Flags of the call that opens the file. */
  readonly flags: number;
  readonly sizeBytes: number;
}

/** The part of `node:fs/promises` that reading a share needs: nothing here can write. */
export interface ReadOnlyFileSystem {
  stat(path: string): Promise<{ isDirectory(): boolean }>;
  lstat(path: string): Promise<EntryStat>;
  readdir(path: string, options: { readonly withFileTypes: true }): Promise<FolderEntry[]>;
  open(path: string, flags: number): Promise<FileSource>;
  /** Opens, reads once and closes. A piece that is shorter than asked for mostly is all of the file, and may be less. */
  readPiece(path: string, piece: FirstPiece): Promise<Uint8Array>;
}

/**
 * The machine's own file system. It calls with callbacks, because a share has thousands of files to look at, and the
 * promises and file handles of `node:fs/promises` cost this process more than opening and reading a small file does.
 */
export const machineFileSystem: ReadOnlyFileSystem = {
  stat: (path) => settle((done) => fs.stat(path, done)),
  lstat: (path) => settle((done) => fs.lstat(path, done)),
  readdir: (path, options) => settle((done) => fs.readdir(path, options, done)),
  open: async (path, flags) => createFileSource(await settle((done) => fs.open(path, flags, done))),
  readPiece: (path, piece) => settle((done) => readPiece(path, piece, done)),
};

type Callback<T> = (error: NodeJS.ErrnoException | null, value: T) => void;

function settle<T>(call: (done: Callback<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, value) => {
      if (error === null) resolve(value);
      else reject(error);
    });
  });
}

/**
 * Makes a file that closes once, and only when no read is under way: the number of a closed file soon means another
 * one.
 */
function createFileSource(descriptor: number): MachineFile {
  let readCount = 0;
  let wake = (): void => {};
  let closed: Promise<void> | undefined;
  const assertOpen = (): void => {
    if (closed !== undefined) throw new Error('the file is closed');
  };
  return {
    blocking: {
      stat: () => fs.fstatSync(descriptor),
      read: ({ buffer, offset, length, position }) => {
        assertOpen();
        return { bytesRead: fs.readSync(descriptor, buffer, offset, length, position) };
      },
    },
    stat: () => settle((done) => fs.fstat(descriptor, done)),
    read: async ({ buffer, offset, length, position }) => {
      assertOpen();
      return settle((done) => {
        fs.read(descriptor, buffer, offset, length, position, (error, bytesRead) => {
          readCount -= 1;
          done(error, { bytesRead });
          if (readCount === 0) wake();
        });
        readCount += 1;
      });
    },
    close: () => {
      closed ??= new Promise((resolve, reject) => {
        wake = () => fs.close(descriptor, (error) => (error ? reject(error) : resolve()));
        if (readCount === 0) wake();
      });
      return closed;
    },
  };
}

/** Pieces of one size are read into few buffers, by turns. */
const scratches: Buffer[] = [];

function readPiece(path: string, { flags, sizeBytes }: FirstPiece, done: Callback<Uint8Array>): void {
  fs.open(path, flags, (failure, descriptor) => {
    if (failure !== null) {
      done(failure, EMPTY);
      return;
    }
    const known = scratches.pop();
    const scratch = known?.length === sizeBytes ? known : Buffer.allocUnsafeSlow(sizeBytes);
    fs.read(descriptor, scratch, 0, sizeBytes, 0, (error, bytesRead) => {
      const piece = error === null ? Buffer.from(scratch.subarray(0, bytesRead)) : EMPTY;
      scratches.push(scratch);
      // A file that was only read loses nothing when closing it fails.
      fs.close(descriptor, () => done(error, piece));
    });
  });
}

const EMPTY = new Uint8Array(0);

/** Opens a file, and blocks its thread. */
export function openBlocking(path: string, flags: number): MachineFile {
  return createFileSource(fs.openSync(path, flags));
}

/** Does the same as {@link ReadOnlyFileSystem.readPiece}, and blocks its thread. @returns a part of `scratch`. */
export function readPieceBlocking(path: string, flags: number, scratch: Buffer): Buffer {
  const descriptor = fs.openSync(path, flags);
  try {
    return scratch.subarray(0, fs.readSync(descriptor, scratch, 0, scratch.length, 0));
  } finally {
    fs.closeSync(descriptor);
  }
}
