import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Header } from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderBundleManifest } from '../../../../src/adapters/evidence/bundle-manifest.js';
import { examineBundle, examineBytes } from '../../../../src/adapters/evidence/examine-bundle.js';
import { renderBundle, writeBundle } from '../../../../src/adapters/evidence/write-bundle.js';
import { createStagedBytes } from '../../../../src/adapters/store/archive/archive-bytes.js';
import { renderSignature, signManifest } from '../../../../src/adapters/store/archive/archive-signature.js';
import { createStagedMemory } from '../../../../src/adapters/store/staging/staged-file.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import {
  parseSigningKey,
  parseVerifyingKey,
  type VerifyingKey,
} from '../../../../src/crypto/signature-keys.js';

const RUN_ID = '5f0c2a61-0000-4000-8000-000000000001';
const { signal } = new AbortController();

const createSigner = (pair = generateKeyPairSync('ed25519')) => ({
  signing: parseSigningKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
  verifying: parseVerifyingKey(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()),
});
const OWN = createSigner();
const OTHER = createSigner();
const ECDSA = createSigner(generateKeyPairSync('ec', { namedCurve: 'prime256v1' }));

const CONTENTS = ['README.md', 'report.json', 'plan.json', 'journal.jsonl'].map((name, index) => ({
  name,
  bytes: Buffer.from(`${name} `.repeat(10 * index)),
}));
const SIGNED = renderBundle({ runId: RUN_ID, contents: CONTENTS, signingKey: OWN.signing });
const PLAIN = renderBundle({ runId: RUN_ID, contents: CONTENTS });

function examine(bytes: Uint8Array, verifyingKey?: VerifyingKey) {
  const staged = createStagedBytes('memory.tar', createStagedMemory([bytes], bytes.length));
  return examineBytes(staged, { verifyingKey, signal });
}

/** The details of the refusal; undefined when the bundle is taken. */
async function refusalOf(bytes: Uint8Array, verifyingKey?: VerifyingKey) {
  try {
    await examine(bytes, verifyingKey);
    return undefined;
  } catch (error) {
    if (error instanceof RestackError && ['INTEGRITY', 'UNSUPPORTED'].includes(error.code)) {
      return { code: error.code, ...error.details };
    }
    throw error;
  }
}

/** An entry as it lies: its name, and all of its blocks. */
interface Part {
  readonly path: string;
  readonly bytes: Buffer;
}

function split({ bytes }: { readonly bytes: Uint8Array }): readonly Part[] {
  const whole = Buffer.from(bytes);
  const parts: Part[] = [];
  for (let offset = 0; whole[offset] !== 0;) {
    const header = new Header(whole, offset);
    const end = offset + 512 + Math.ceil((header.size ?? 0) / 512) * 512;
    parts.push({ path: header.path ?? '', bytes: whole.subarray(offset, end) });
    offset = end;
  }
  return parts;
}

const joinParts = (parts: readonly Part[]) =>
  Buffer.concat([...parts.map(({ bytes }) => bytes), Buffer.alloc(1024)]);

function partOf(path: string, content: string, facts: Readonly<Record<string, unknown>> = {}): Part {
  const bytes = Buffer.alloc(512 + Math.ceil(content.length / 512) * 512);
  new Header({
    path,
    mode: 0o600,
    uid: 0,
    gid: 0,
    size: content.length,
    mtime: new Date(0),
    type: 'File',
    ...facts,
  }).encode(bytes, 0);
  bytes.write(content, 512);
  return { path, bytes };
}

/** The same entry, whose header claims another size under a checksum that is right. */
function withSize({ path, bytes }: Part, size: string): Part {
  const changed = Buffer.from(bytes);
  changed.write(size, 124, 'latin1');
  changed.write(' '.repeat(8), 148);
  const sum = changed.subarray(0, 512).reduce((all, byte) => all + byte, 0);
  changed.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return { path, bytes: changed };
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restack-bundle-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a bundle', () => {
  it('is as it was written: its entries, its digest, its signature', async () => {
    const { files, digest } = SIGNED;
    expect(await examine(SIGNED.bytes)).toMatchObject({
      runId: RUN_ID,
      files,
      digest,
      signature: { algorithm: 'ed25519', verified: false },
    });
    expect(await examine(SIGNED.bytes, OWN.verifying)).toMatchObject({ signature: { verified: true } });
    expect(await examine(PLAIN.bytes)).toMatchObject({ signature: null });
    const ecdsa = renderBundle({ runId: RUN_ID, contents: CONTENTS, signingKey: ECDSA.signing });
    expect(await examine(ecdsa.bytes, ECDSA.verifying)).toMatchObject({
      signature: { algorithm: 'ecdsa-p256-sha256', verified: true },
    });
  });

  it('of which any byte was changed is refused', async () => {
    const { bytes } = SIGNED;
    const changed = Buffer.from(bytes);
    const taken: string[] = [];
    for (const [offset, byte] of bytes.entries()) {
      changed[offset] = byte ^ (1 << (offset % 8));
      if ((await refusalOf(changed)) === undefined) taken.push(`bit ${offset % 8} of byte ${offset}`);
      changed[offset] = byte;
    }
    expect(taken).toEqual([]);
    expect(bytes.length).toBeGreaterThan(8000);
  }, 20_000);

  it('that was cut short anywhere, or goes on, is refused', async () => {
    const { bytes } = SIGNED;
    for (let length = 0; length < bytes.length; length += 37) {
      expect(await refusalOf(bytes.subarray(0, length)), `${length} bytes`).toBeDefined();
    }
    for (const more of [1, 511, 512, 1024, 10_240]) {
      const longer = Buffer.concat([bytes, Buffer.alloc(more)]);
      expect(await refusalOf(longer)).toMatchObject({ fault: 'added' });
    }
    expect(await refusalOf(bytes.subarray(0, -1))).toMatchObject({ fault: 'cutShort' });
  });
});

describe('the first entry', () => {
  const parts = split(SIGNED);
  const at = (name: string) => parts.findIndex(({ path }) => path === `evidence/${name}`);
  const without = (name: string) => joinParts(parts.toSpliced(at(name), 1));
  const swapped = (one: string, other: string) =>
    joinParts(
      parts.map((part, index) =>
        index === at(one)
          ? (parts[at(other)] ?? part)
          : index === at(other)
            ? (parts[at(one)] ?? part)
            : part,
      ),
    );

  it('that was dropped is named', async () => {
    for (const [index, { name }] of CONTENTS.entries()) {
      const refusal = await refusalOf(without(name));
      expect(refusal).toMatchObject({ fault: 'dropped', number: index + 1, entry: `evidence/${name}` });
    }
    expect(await refusalOf(without('signer.pem'))).toMatchObject({
      fault: 'dropped',
      entry: 'evidence/signer.pem',
    });
    expect(await refusalOf(without('SIGNATURE'))).toMatchObject({
      fault: 'dropped',
      entry: 'evidence/SIGNATURE',
    });
    expect(await refusalOf(without('SHA256SUMS'))).toMatchObject({
      fault: 'dropped',
      entry: 'evidence/SHA256SUMS',
    });
  });

  it('that was moved is named', async () => {
    expect(await refusalOf(swapped('report.json', 'journal.jsonl'))).toMatchObject({
      fault: 'moved',
      number: 2,
      entry: 'evidence/report.json',
    });
    const moved = { code: 'INTEGRITY', fault: 'moved' };
    expect(await refusalOf(swapped('SHA256SUMS', 'SIGNATURE'))).toMatchObject({
      ...moved,
      entry: 'evidence/SHA256SUMS',
    });
    const [, signature] = parts;
    for (const index of [2, parts.length - 1]) {
      const late = parts.toSpliced(1, 1).toSpliced(index, 0, signature ?? partOf('', ''));
      expect(await refusalOf(joinParts(late))).toMatchObject({ ...moved, entry: 'evidence/SIGNATURE' });
    }
  });

  it('that was added, or stands there twice, is named', async () => {
    const added = partOf('evidence/more.txt', 'more');
    for (const index of [3, parts.length]) {
      expect(await refusalOf(joinParts(parts.toSpliced(index, 0, added)))).toMatchObject({
        fault: 'added',
        entry: 'evidence/more.txt',
      });
    }
    const twice = parts[at('report.json')];
    if (twice === undefined) throw new Error('no report');
    expect(await refusalOf(joinParts(parts.toSpliced(at('plan.json'), 0, twice)))).toMatchObject({
      fault: 'added',
      number: 3,
      entry: 'evidence/report.json',
    });
  });

  it('that was changed is named: its content, its header, its name', async () => {
    const [report] = CONTENTS.slice(1);
    const text = report?.bytes.toString() ?? '';
    const changes = [
      partOf('evidence/report.json', text.replace('report', 'Report')),
      partOf('evidence/report.json', `${text}.`),
      partOf('evidence/report.json', text, { mtime: new Date(1000) }),
      partOf('evidence/report.json', text, { mode: 0o644 }),
      partOf('evidence/report.json', text, { uname: 'root' }),
      withSize(partOf('evidence/report.json', text), `\x80${'\xff'.repeat(11)}`),
      withSize(partOf('evidence/report.json', text), '77777777777\0'),
      partOf('evidence/other.json', text),
    ];
    for (const changed of changes) {
      const bytes = joinParts(parts.with(at('report.json'), changed));
      expect(await refusalOf(bytes)).toMatchObject({
        fault: 'changed',
        number: 2,
        entry: 'evidence/report.json',
      });
    }
  });

  it('of a list that somebody wrote anew is named where the chain breaks; the signature tells of the rest', async () => {
    const [, , ...rest] = parts;
    const list = parts[0]?.bytes.subarray(512).toString('latin1').replace(/\0+$/, '') ?? '';
    const refuse = async (text: string) =>
      refusalOf(joinParts([partOf('evidence/SHA256SUMS', text), ...parts.slice(1)]));
    const lines = list.split('\n');
    const entry = (number: number) => lines.slice(3 * number - 1, 3 * number + 2);
    const rewrite = (...numbers: readonly number[]) =>
      [...lines.slice(0, 2), ...numbers.flatMap(entry), ''].join('\n');
    expect(rewrite(1, 2, 3, 4, 5)).toBe(list);
    expect(await refuse(rewrite(1, 3, 4, 5))).toMatchObject({ fault: 'dropped', number: 2 });
    expect(await refuse(rewrite(1, 2, 3, 4))).toMatchObject({ fault: 'dropped', number: 5 });
    expect(await refuse(rewrite(1, 3, 2, 4, 5))).toMatchObject({ fault: 'dropped', number: 2 });
    expect(await refuse(rewrite(2, 1, 3, 4, 5))).toMatchObject({ fault: 'dropped', number: 1 });
    expect(await refuse(rewrite(1, 2, 2, 3, 4, 5))).toMatchObject({ fault: 'added', number: 3 });
    expect(await refuse(rewrite(1, 2, 3, 4, 5, 5))).toMatchObject({ fault: 'added', number: 6 });
    expect(
      await refuse(list.replace(/[0-9a-f]{64} {2}evidence\/plan/, `${'0'.repeat(64)}  evidence/plan`)),
    ).toMatchObject({ fault: 'changed', number: 3, entry: 'evidence/plan.json' });
    expect(await refuse(list.replace(RUN_ID, RUN_ID.replace('5', '6')))).toMatchObject({ number: 1 });
    expect(await refuse(`${list}\n`)).toMatchObject({ code: 'INTEGRITY' });
    expect(await refuse('# restack evidence 1\n')).toMatchObject({ fault: 'damaged' });
    // The chain made anew, too: without a key nobody can tell where, and the signature does not match.
    const forged = renderBundleManifest({ runId: RUN_ID.replace('5', '6'), files: SIGNED.files });
    expect(await refuse(forged)).toMatchObject({ fault: 'changed', entry: 'evidence/SIGNATURE' });
    const unsigned = joinParts([partOf('evidence/SHA256SUMS', forged), ...rest]);
    expect(await refusalOf(unsigned)).toMatchObject({ fault: 'dropped', entry: 'evidence/SIGNATURE' });
  });
});

describe('a key that is given', () => {
  it('must be that of the signature', async () => {
    expect(await refusalOf(SIGNED.bytes, OTHER.verifying)).toMatchObject({ fault: 'otherKey' });
    expect(await refusalOf(PLAIN.bytes, OWN.verifying)).toMatchObject({ fault: 'unsigned' });
    const parts = split(SIGNED);
    const list = parts[0]?.bytes.subarray(512).toString('latin1').replace(/\0+$/, '') ?? '';
    const kinds = [
      signManifest(Buffer.from(list), OTHER.signing, 'evidence'),
      signManifest(Buffer.from(list), OWN.signing, 'archive'),
    ];
    for (const signature of kinds) {
      const part = partOf('evidence/SIGNATURE', renderSignature(signature, 'evidence'));
      expect(await refusalOf(joinParts(parts.with(1, part)))).toMatchObject({
        fault: 'changed',
        entry: 'evidence/SIGNATURE',
      });
    }
  });
});

describe('a file', () => {
  it('is written whole or not at all, and never over another', async () => {
    const path = join(folder, 'night.tar');
    await writeBundle(path, { runId: RUN_ID, contents: CONTENTS });
    expect(await readFile(path)).toEqual(PLAIN.bytes);
    expect(await examineBundle(path, { signal })).toMatchObject({ digest: PLAIN.digest });
    const again = writeBundle(path, { runId: RUN_ID, contents: [] });
    await expect(again).rejects.toMatchObject({ code: 'USAGE' });
    expect(await readdir(folder)).toEqual(['night.tar']);
    expect(await readFile(path)).toEqual(PLAIN.bytes);
  });

  it('that is none, or is not there, is told apart', async () => {
    await writeFile(join(folder, 'text.tar'), 'x'.repeat(2048));
    const reading = (name: string) => examineBundle(join(folder, name), { signal });
    await expect(reading('text.tar')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    await expect(reading('gone.tar')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await symlink('loop.tar', join(folder, 'loop.tar'));
    await expect(reading('loop.tar')).rejects.toThrow(/loop\.tar cannot be read \(ELOOP\)$/);
    await expect(reading('.')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });
});
