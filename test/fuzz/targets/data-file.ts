import { createDecipheriv, createHmac } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { proveSnapshot } from '../../../src/backup-set/content/prove-snapshot.js';
import { openDataFile } from '../../../src/backup-set/data-file/open-data-file.js';
import { hasErrors } from '../../../src/core/errors/finding.js';
import { splitCompactKey } from '../../../src/crypto/compact-key.js';
import {
  DATA_FILE_HEADER_SIZE,
  formatDataFileHeader,
  IV_SIZE,
  parseDataFileHeader,
  TAG_SIZE,
} from '../../../src/crypto/data-file-header.js';
import { compactKey, createSealedSnapshot } from '../../fixtures/sealed-snapshot.js';
import { assertLaw, defineTarget } from '../fuzz-target.js';
import { readFilesOf } from './sample-files.js';

const TAG_OFFSET = DATA_FILE_HEADER_SIZE - TAG_SIZE;
const { aesKey, macKey } = splitCompactKey(compactKey);

/** Sealed as a data file is, with the input in its place. */
async function place(input: Uint8Array) {
  return createSealedSnapshot({ plaintext: new Uint8Array(1), mode: 'key', change: () => input });
}

/** A data file from its header to the plaintext of its archive. */
export const dataFileTarget = defineTarget<Uint8Array>({
  name: 'data-file',
  dictionary: ['\x01\0\0\0\0\0\x10\0\x40\0', '\x10\0', '\x40\0', '\xff\xff', '\x02\0', '\0\0'],
  refusals: ['INTEGRITY', 'UNSUPPORTED', 'NO_KEY'],
  readSeeds: () => readFilesOf('samples/share', /\.zip$/),
  async read(input) {
    const { snapshot, context } = await place(input);
    const opened = await openDataFile(snapshot, context);
    try {
      return await opened.plaintext.read(0, opened.plaintext.sizeBytes);
    } finally {
      await opened.dispose();
    }
  },
  async confirm(plaintext, input) {
    const { iv, tag, ciphertextOffset } = parseDataFileHeader(input);
    const header = formatDataFileHeader({ iv, tag });
    assertLaw(isDeepStrictEqual(header, Uint8Array.from(input.subarray(0, 90))), 'a header has one form');
    const ciphertext = input.subarray(ciphertextOffset);
    const decipher = createDecipheriv('aes-256-cbc', aesKey, iv);
    const expected = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    assertLaw(expected.equals(plaintext), 'node:crypto decrypts to the same bytes');
    const { snapshot, context } = await place(input);
    const proof = await proveSnapshot(snapshot, context);
    await proof.dataFile?.dispose();
    assertLaw(proof.dataFile !== undefined || hasErrors(proof.findings), 'what is not proved has a finding');
  },
  repair(input) {
    if (input.length < DATA_FILE_HEADER_SIZE) return undefined;
    const iv = input.subarray(TAG_OFFSET - IV_SIZE, TAG_OFFSET);
    const tag = createHmac('sha512', macKey).update(input.subarray(DATA_FILE_HEADER_SIZE)).digest();
    const ciphertext = input.subarray(DATA_FILE_HEADER_SIZE);
    return Buffer.concat([formatDataFileHeader({ iv, tag }), ciphertext]);
  },
});
