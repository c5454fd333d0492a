import type { ReadOnlyFileSystem } from '../../../src/adapters/store/folder/file-system.js';

function missing(): never {
  throw Object.assign(new Error('not there'), { code: 'ENOENT' });
}

/** A file system that holds one file, whatever its name is asked for. */
export function createSingleFile(bytes: Uint8Array): ReadOnlyFileSystem {
  return {
    stat: async () => ({ isDirectory: () => false }),
    lstat: async () => ({ size: bytes.length, isFile: () => true, isDirectory: () => false }),
    readdir: async () => missing(),
    open: async () => ({
      stat: async () => ({ size: bytes.length, isFile: () => true }),
      read: async ({ buffer, offset, length, position }) => {
        const piece = bytes.subarray(position, position + length);
        buffer.set(piece, offset);
        return { bytesRead: piece.length };
      },
      close: async () => {},
    }),
    readPiece: async (_path, { sizeBytes }) => bytes.subarray(0, sizeBytes),
  };
}
