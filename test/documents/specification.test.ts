import {
  constants,
  createCipheriv,
  createHmac,
  createPublicKey,
  privateDecrypt,
  X509Certificate,
} from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { PORTABLE_REPOSITORIES } from '../../src/backup-set/names/portable-repositories.js';
import { FINDING_CODES } from '../../src/core/errors/finding-codes.js';
import { openCertificateFile } from '../../src/crypto/certificate/certificate-file.js';
import { splitCompactKey } from '../../src/crypto/compact-key.js';
import { parseDataFileHeader } from '../../src/crypto/data-file-header.js';
import { unwrapCompactKey, wrapCompactKey } from '../../src/crypto/wrapped-key.js';
import { listItems } from '../fixtures/readme-tables.js';

const REPOSITORY = new URL('../../', import.meta.url);
const SPECIFICATION = readFileSync(new URL('schemas/README.md', REPOSITORY), 'utf8');

/** The text of a code block, by the language and label behind its fence. */
function blockOf(language: 'hex' | 'text', label: string): string {
  const text = new RegExp(`\`\`\`${language} ${label}\n([^\`]+)\`\`\``).exec(SPECIFICATION)?.[1];
  if (text === undefined) throw new Error(`the specification has no block ${label}`);
  return text.replaceAll(/\s/g, '');
}

const bytesOf = (label: string): Buffer => Buffer.from(blockOf('hex', label), 'hex');
const keyFile = (name: string): Buffer => readFileSync(new URL(`samples/keys/TEST-ONLY-${name}`, REPOSITORY));
const sectionOf = (number: number): string => {
  const [section] = SPECIFICATION.split(/^## /m).filter((text) => text.startsWith(`${number}. `));
  if (section === undefined) throw new Error(`the specification has no section ${number}`);
  return section;
};
const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
const codeIn = (cell = ''): string => cell.replaceAll('`', '');

describe('the worked example', () => {
  const compactKey = bytesOf('compact-key');
  const { aesKey, macKey } = splitCompactKey(compactKey);
  const openKey = async () => {
    const password = keyFile('password.txt')
      .toString('utf8')
      .replace(/\r?\n$/, '');
    const [opened] = await openCertificateFile(keyFile('backup-2023.pfx'), password);
    if (opened?.privateKey == null) throw new Error('the sample certificate has no private key');
    return opened.privateKey;
  };

  it('wraps the compact key', async () => {
    const certificate = new X509Certificate(keyFile('backup-2023.cer'));
    const wrappedKey = blockOf('text', 'wrapped-key');
    expect(blockOf('text', 'compact-key-base64')).toBe(compactKey.toString('base64'));
    expect(blockOf('text', 'thumbprint')).toBe(certificate.fingerprint.replaceAll(':', ''));
    expect(wrapCompactKey({ publicKey: certificate.publicKey, compactKey, seed: bytesOf('oaep-seed') })).toBe(
      wrappedKey,
    );
    expect(await unwrapCompactKey({ privateKey: await openKey(), wrappedKey })).toEqual({
      compactKey,
      oaepHash: 'sha256',
    });
  });

  it('unwraps with nothing but the runtime', async () => {
    const message = privateDecrypt(
      { key: await openKey(), oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING },
      Buffer.from(blockOf('text', 'wrapped-key'), 'base64'),
    );
    expect(message.toString('ascii')).toBe(blockOf('text', 'compact-key-base64'));
    expect(createPublicKey(await openKey()).asymmetricKeyDetails?.modulusLength).toBe(2048);
  });

  it('holds an archive of one stored file', () => {
    const archive = bytesOf('plaintext');
    expect(archive).toHaveLength(121);
    expect(archive.readUInt32LE(0)).toBe(0x04034b50);
    expect(archive.subarray(30, 43).toString('latin1')).toBe('Plans.json[]\n');
    expect(archive.readUInt32LE(14)).toBe(crc32('[]\n'));
    expect([archive.readUInt32LE(43), archive.readUInt32LE(99)]).toEqual([0x02014b50, 0x06054b50]);
  });

  it('encrypts, authenticates and assembles to the data file', () => {
    const cipher = createCipheriv('aes-256-cbc', aesKey, bytesOf('iv'));
    const ciphertext = Buffer.concat([cipher.update(bytesOf('plaintext')), cipher.final()]);
    expect(bytesOf('ciphertext')).toEqual(ciphertext);
    expect(bytesOf('tag')).toEqual(createHmac('sha512', macKey).update(ciphertext).digest());
    const parts = ['header', 'iv', 'tag', 'ciphertext'].map(bytesOf);
    expect(bytesOf('data-file')).toEqual(Buffer.concat(parts));
    expect(bytesOf('data-file')).toHaveLength(218);
  });

  it('has the header that restack reads', () => {
    const { iv, tag, ciphertextOffset } = parseDataFileHeader(bytesOf('data-file'));
    expect(Buffer.from(iv)).toEqual(bytesOf('iv'));
    expect(Buffer.from(tag)).toEqual(bytesOf('tag'));
    expect(bytesOf('data-file').subarray(ciphertextOffset)).toEqual(bytesOf('ciphertext'));
  });
});

describe('the tables', () => {
  it('list every finding as the registry has it', () => {
    expect(listItems(sectionOf(7))).toEqual(
      Object.entries(FINDING_CODES).map(
        ([code, { severity, outcome, meaning }]) =>
          `\`${code}\` (${severity}${outcome === null ? '' : `, \`${outcome}\``}): ${meaning}`,
      ),
    );
  });

  it('list every repository that is read', () => {
    const rows = sectionOf(5)
      .split('\n')
      .filter((line) => line.startsWith('| `') && line.includes('.json`'))
      .map(cellsOf);
    const repositories = rows.filter(([first = '']) => first.includes(';'));
    const schemas = new Map(
      rows.map(([file, holds = '']) => [codeIn(file), /\]\(([a-z-]+)\.json\)/.exec(holds)?.[1]]),
    );
    const nameOf = (kind: string) => kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    expect(
      repositories.map(([name, file, essential]) => [
        codeIn(name),
        codeIn(file),
        schemas.get(codeIn(file)),
        essential,
      ]),
    ).toEqual(
      PORTABLE_REPOSITORIES.map(({ repositoryName, file, kind, essential }) => [
        repositoryName,
        file,
        nameOf(kind),
        essential ? 'yes' : 'no',
      ]),
    );
  });

  it('leave out no schema, and name none that is not there', () => {
    const folder = fileURLToPath(new URL('schemas/', REPOSITORY));
    const linked = [...SPECIFICATION.matchAll(/\]\(([a-z-]+\.json)\)/g)].map(([, file]) => file ?? '');
    for (const file of linked) expect(existsSync(folder + file), file).toBe(true);
    const schemas = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'shared.json');
    expect(new Set(linked)).toEqual(new Set(schemas));
  });
});

it('has the sections that the code cites', () => {
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) expect(sectionOf(number).length).toBeGreaterThan(200);
});
