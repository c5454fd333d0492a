import { DATA_FILE_HEADER_SIZE } from '../../crypto/data-file-header.js';

/** A data file that is being read: the bytes of its header, and a stream of all that follows. */
export interface SplitDataFile {
  /** Shorter than a header when the file is. */
  readonly headerBytes: Uint8Array;
  readonly ciphertext: AsyncIterable<Uint8Array>;
}

/** Reads the header off the front of a stream, however the stream is cut into chunks. */
export async function splitDataFile(source: AsyncIterable<Uint8Array>): Promise<SplitDataFile> {
  const iterator = source[Symbol.asyncIterator]();
  let front: Uint8Array = new Uint8Array(0);
  while (front.length < DATA_FILE_HEADER_SIZE) {
    const step = await iterator.next();
    if (step.done === true) break;
    front = front.length === 0 ? step.value : Buffer.concat([front, step.value]);
  }
  const rest = front.subarray(DATA_FILE_HEADER_SIZE);
  return { headerBytes: front.subarray(0, DATA_FILE_HEADER_SIZE), ciphertext: continueWith(rest, iterator) };
}

async function* continueWith(
  first: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) yield step.value;
}
