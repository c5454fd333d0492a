import type { Dirent } from 'node:fs';
import * as nodeFileSystem from 'node:fs/promises';

/** What a folder store asks of one open file. */
export interface FileSource {
  stat(): Promise<{ readonly size: number; isFile(): boolean }>;
  read(
    target: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

/** The part of `node:fs/promises` that reading a share needs: nothing here can write. */
export interface ReadOnlyFileSystem {
  stat(path: string): Promise<{ isDirectory(): boolean }>;
  lstat(path: string): Promise<{ readonly size: number }>;
  readdir(path: string, options: { readonly withFileTypes: true }): Promise<Dirent[]>;
  open(path: string, flags: number): Promise<FileSource>;
}

/** The machine's own file system. */
export const machineFileSystem: ReadOnlyFileSystem = nodeFileSystem;
