/**
 * A private, immutable copy of ciphertext: later reads give the very bytes that were read once. Small copies are held
 * in memory, large ones in a file (mode 0600, in a folder of mode 0700).
 */
export interface StagedBytes {
  readonly sizeBytes: number;
  /** Fills `target` from `offset` on. @throws INTEGRITY when the range is not inside the bytes. */
  read(target: Uint8Array, offset: number): Promise<void>;
  /** The bytes themselves, not to be changed, where they lie in memory. Errors as `read`. */
  view?(offset: number, length: number): Uint8Array;
  /** Removes the copy. Safe to call twice. */
  dispose(): Promise<void>;
}

/** Bytes of a staged copy, not to be changed. Errors as {@link StagedBytes.read}. */
export async function readStaged(staged: StagedBytes, offset: number, length: number): Promise<Uint8Array> {
  if (staged.view !== undefined) return staged.view(offset, length);
  const bytes = Buffer.allocUnsafeSlow(length);
  await staged.read(bytes, offset);
  return bytes;
}

/** Makes staged copies; one per command, disposed at its end and on every signal. */
export interface StagingArea {
  /** Copies `source` until it ends, handing each chunk to `observe` on its way (for the tag). */
  stage(
    source: AsyncIterable<Uint8Array>,
    options: { readonly sizeHintBytes: number; readonly observe?: (chunk: Uint8Array) => void },
  ): Promise<StagedBytes>;
  /** Removes everything that is still staged. */
  dispose(): Promise<void>;
}
