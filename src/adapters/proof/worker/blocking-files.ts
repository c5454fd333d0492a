import * as fs from 'node:fs';
import {
  type FileSource,
  machineFileSystem,
  type ReadOnlyFileSystem,
} from '../../store/folder/file-system.js';

/**
 * The machine's file system for a thread that has nothing to do while it reads: opening and reading block it, which costs
 * less than handing every read to the thread pool, and leaves that pool to those who need it.
 */
export const blockingFileSystem: ReadOnlyFileSystem = {
  ...machineFileSystem,
  open: async (path, flags) => createBlockingSource(fs.openSync(path, flags)),
};

function createBlockingSource(descriptor: number): FileSource {
  let open = true;
  return {
    stat: async () => fs.fstatSync(descriptor),
    read: async ({ buffer, offset, length, position }) => {
      if (!open) throw new Error('the file is closed');
      return { bytesRead: fs.readSync(descriptor, buffer, offset, length, position) };
    },
    close: async () => {
      if (open) fs.closeSync(descriptor);
      open = false;
    },
  };
}
