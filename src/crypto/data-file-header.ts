import { formatCount } from '../core/sizes.js';
import { createFindingError } from '../core/errors/finding-error.js';
import { assertSize } from './byte-size.js';

/** Length of the initialisation vector, in bytes. */
export const IV_SIZE = 16;

/** Length of the authentication tag, in bytes. */
export const TAG_SIZE = 64;

/** Length of the header of a data file, in bytes: the ciphertext begins right behind it. */
export const DATA_FILE_HEADER_SIZE = 90;

/** The two fields of a data file's header that are not constants. */
export interface DataFileHeader {
  /** 16 bytes. Not covered by the tag. */
  readonly iv: Uint8Array;
  /** HMAC-SHA-512 over the ciphertext, 64 bytes. */
  readonly tag: Uint8Array;
}

const HEADER_TAG = 1;
const AES_256_CBC = 0;
const HMAC_SHA_512 = 0;

/**
 * Parses the header at the start of a data file; bytes behind it are not looked at. The result holds copies.
 *
 * @throws INTEGRITY (finding HEADER_INVALID) when it is cut short, or its tag or a length is wrong.
 * @throws UNSUPPORTED (finding HEADER_UNSUPPORTED) when it names an unknown algorithm.
 * Source: format specification, section 3.
 */
export function parseDataFileHeader(
  bytes: Uint8Array,
): DataFileHeader & { readonly ciphertextOffset: number } {
  if (bytes.length < DATA_FILE_HEADER_SIZE) {
    throw createFindingError(
      'HEADER_INVALID',
      `the data file ends inside its header: found ${formatCount(bytes.length, 'byte')}, expected at least ${DATA_FILE_HEADER_SIZE}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, DATA_FILE_HEADER_SIZE);
  // 0, 2 bytes: header tag
  expectField('HEADER_INVALID', { name: 'header tag', found: view.getInt16(0, true), expected: HEADER_TAG });
  // 2, 2 bytes: encryption algorithm
  const encryption = { name: 'encryption algorithm', found: view.getInt16(2, true), expected: AES_256_CBC };
  expectField('HEADER_UNSUPPORTED', encryption);
  // 4, 2 bytes: authentication algorithm
  const authentication = {
    name: 'authentication algorithm',
    found: view.getInt16(4, true),
    expected: HMAC_SHA_512,
  };
  expectField('HEADER_UNSUPPORTED', authentication);
  // 6, 2 bytes: length of the IV
  expectField('HEADER_INVALID', { name: 'IV length', found: view.getInt16(6, true), expected: IV_SIZE });
  // 8, 2 bytes: length of the tag
  expectField('HEADER_INVALID', { name: 'tag length', found: view.getInt16(8, true), expected: TAG_SIZE });
  return {
    // 10, 16 bytes: IV
    iv: bytes.slice(10, 26),
    // 26, 64 bytes: authentication tag
    tag: bytes.slice(26, 90),
    // 90: ciphertext, to the end of the file
    ciphertextOffset: DATA_FILE_HEADER_SIZE,
  };
}

/**
 * The 90 bytes that {@link parseDataFileHeader} reads.
 *
 * @throws INTERNAL when IV or tag have another length than 16 and 64 bytes.
 */
export function formatDataFileHeader(header: DataFileHeader): Uint8Array {
  assertSize('IV', header.iv, IV_SIZE);
  assertSize('tag', header.tag, TAG_SIZE);
  const bytes = new Uint8Array(DATA_FILE_HEADER_SIZE);
  const view = new DataView(bytes.buffer);
  view.setInt16(0, HEADER_TAG, true);
  view.setInt16(2, AES_256_CBC, true);
  view.setInt16(4, HMAC_SHA_512, true);
  view.setInt16(6, IV_SIZE, true);
  view.setInt16(8, TAG_SIZE, true);
  bytes.set(header.iv, 10);
  bytes.set(header.tag, 26);
  return bytes;
}

function expectField(
  code: 'HEADER_INVALID' | 'HEADER_UNSUPPORTED',
  field: { readonly name: string; readonly found: number; readonly expected: number },
): void {
  if (field.found === field.expected) return;
  throw createFindingError(
    code,
    `the header of the data file has ${field.name} ${field.found}, expected ${field.expected}`,
  );
}
