/** A file that is being written. */
export interface NewFile {
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Closes it; resolves when its bytes are on the disk, as far as that can be asked for. */
  close(): Promise<void>;
}

/** One name in a folder; `other` is a link, or leads elsewhere. */
export interface NamedEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/**
 * The place of new files and folders, which get their names only when they are whole: of this machine, or of a file
 * server. Failures are the system's errors.
 */
export interface NamingDisk {
  /** Names in a folder; none where it is not there. */
  list(folder: string): Promise<readonly NamedEntry[]>;
  isTaken(path: string): Promise<boolean>;
  /** Makes a folder and those above it. @returns the outermost one that was made; undefined where all were there. */
  makeFolders(path: string): Promise<string | undefined>;
  /** Makes a folder that nobody else may look into, where that can be said. */
  makePrivateFolder(path: string): Promise<void>;
  /** Makes a file that must not be there yet. */
  create(path: string): Promise<NewFile>;
  /** Reads a file to its end. The digest is SHA-256, in hexadecimal. */
  measure(path: string): Promise<{ readonly sizeBytes: number; readonly digest: string }>;
  /** Gives a finished file or folder its name. Never replaces what has it: EEXIST, or an error that says so. */
  giveName(temporary: string, path: string): Promise<void>;
  /** Removes a file, or a folder with all that is in it; nothing where it is not there. */
  remove(path: string): Promise<void>;
  /** Makes the names in a folder survive a crash, as far as that can be asked for. */
  syncFolder(path: string): Promise<void>;
  /** The last change of a folder and of everything in it, in milliseconds since 1970. */
  readLastChangeMs(path: string): Promise<number>;
  /** Turns the system's error for a place that cannot be written into one of restack; others stay as they are. */
  explain(error: unknown, path: string): unknown;
}
