import { createTagCalculator } from '../../crypto/authentication-tag.js';
import { createEncryptor } from '../../crypto/block-cipher.js';
import { splitCompactKey } from '../../crypto/compact-key.js';
import { DATA_FILE_HEADER_SIZE, formatDataFileHeader } from '../../crypto/data-file-header.js';

/** The key and the IV of a data file. Both are fresh random bytes for every snapshot. */
export interface SealingKey {
  /** 64 bytes. */
  readonly compactKey: Uint8Array;
  /** 16 bytes. */
  readonly iv: Uint8Array;
}

/** The destination of a sealed file: a file handle, as a rule. */
export interface PositionalOutput {
  write(bytes: Uint8Array, position: number): Promise<void>;
}

/**
 * Encrypts a plaintext of any size into a data file: the ciphertext as it comes, and last the header with the tag,
 * which is known only then. A file that was left half-written has no header, and every reader refuses it.
 *
 * @returns the size of the data file in bytes.
 * Source: format specification, section 3.
 */
export async function sealDataFile(
  plaintext: AsyncIterable<Uint8Array>,
  key: SealingKey,
  output: PositionalOutput,
): Promise<number> {
  let position = DATA_FILE_HEADER_SIZE;
  const header = await encryptPieces(plaintext, key, async (piece) => {
    await output.write(piece, position);
    position += piece.length;
  });
  await output.write(header, 0);
  return position;
}

/** Encrypts a small plaintext in memory. Source: format specification, section 3. */
export async function sealBytes(plaintext: Uint8Array, key: SealingKey): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const header = await encryptPieces([plaintext], key, async (piece) => {
    pieces.push(piece);
  });
  return Buffer.concat([header, ...pieces]);
}

async function encryptPieces(
  plaintext: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  key: SealingKey,
  emit: (piece: Uint8Array) => Promise<void>,
): Promise<Uint8Array> {
  const { aesKey, macKey } = splitCompactKey(key.compactKey);
  const encryptor = createEncryptor(aesKey, key.iv);
  const calculator = createTagCalculator(macKey);
  const pass = async (piece: Uint8Array): Promise<void> => {
    if (piece.length === 0) return;
    calculator.update(piece);
    await emit(piece);
  };
  for await (const piece of plaintext) await pass(encryptor.update(piece));
  await pass(encryptor.final());
  return formatDataFileHeader({ iv: key.iv, tag: calculator.digest() });
}
