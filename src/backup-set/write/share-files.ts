/** The files of a share, as a writer needs them. Paths are absolute. Tests break them off at any call. */
export interface ShareFiles {
  /** Makes a folder and those above it, and makes their names survive a crash. */
  makeFolder(path: string): Promise<void>;
  /** Writes a file that must not be there yet; resolves when its bytes would survive a crash. */
  writeNew(path: string, bytes: Uint8Array): Promise<void>;
  /** Gives a file another name, on which nothing may stand. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file, if it is there. */
  remove(path: string): Promise<void>;
  /** Makes the names in a folder survive a crash. */
  syncFolder(path: string): Promise<void>;
  /** Names in a folder; none when it is not there. */
  list(path: string): Promise<readonly { readonly name: string; readonly folder: boolean }[]>;
  /** A small file as text, and when it was written. */
  read(path: string): Promise<{ readonly text: string; readonly modifiedAt: Date }>;
}
