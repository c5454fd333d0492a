import * as nodeFileSystem from 'node:fs/promises';

/** What a folder store asks of one open file. */
export interface FileSource {
  stat(): Promise<{ readonly size: number; isFile(): boolean }>;
  /** Fills `length` bytes of `buffer` from `offset` on with what stands at `position` in the file. */
  read(range: {
    readonly buffer: Uint8Array;
    readonly offset: number;
    readonly length: number;
    readonly position: number;
  }): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

/** What a folder says of one entry, without following links. */
export interface FolderEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
}

/** The part of `node:fs/promises` that reading a share needs: nothing here can write. */
export interface ReadOnlyFileSystem {
  stat(path: string): Promise<{ isDirectory(): boolean }>;
  lstat(path: string): Promise<{ readonly size: number }>;
  readdir(path: string, options: { readonly withFileTypes: true }): Promise<FolderEntry[]>;
  open(path: string, flags: number): Promise<FileSource>;
}

/** The machine's own file system. */
export const machineFileSystem: ReadOnlyFileSystem = nodeFileSystem;
