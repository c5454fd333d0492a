import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';
import { createStagedBytes } from '../../../../../src/adapters/store/archive/archive-bytes.js';
import { indexArchive } from '../../../../../src/adapters/store/archive/archive-index.js';
import { createArchiveStores } from '../../../../../src/adapters/store/archive/archive-store.js';
import { openArchive, openGivenArchive } from '../../../../../src/adapters/store/archive/open-archive.js';
import {
  machineFileSystem,
  type ReadOnlyFileSystem,
} from '../../../../../src/adapters/store/folder/file-system.js';
import { openShare, type OpenShareOptions } from '../../../../../src/adapters/store/locate-share.js';
import { createStagedMemory } from '../../../../../src/adapters/store/staging/staged-file.js';
import type { Store } from '../../../../../src/backup-set/store.js';
import {
  parseSigningKey,
  parseVerifyingKey,
  type SigningKey,
} from '../../../../../src/crypto/signature-keys.js';
import { writeInto } from '../../../../../src/adapters/disk/new/new-file.js';
import { writeArchive } from '../../../../../src/adapters/store/archive/write-archive.js';
import {
  DAMAGED_ARCHIVES,
  SOUND_ARCHIVE,
  SOUND_SHARE_ARCHIVE,
} from '../../../../fixtures/damaged-archives.js';

const BACKUP_ID = '11111111-2222-3333-4444-555555555555';
const LONG = `201812040646/${BACKUP_ID}/${'n'.repeat(120)};b;c;d.zip`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restack-archive-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A store in memory. */
function storeOf(files: Readonly<Record<string, string>>): Store {
  const contentOf = (path: string) => Buffer.from(files[path] ?? '');
  return {
    location: 'memory',
    list: async () => ({
      files: Object.keys(files).map((path) => ({ path, sizeBytes: contentOf(path).length })),
      unreadable: [],
    }),
    readFile: async (path) => contentOf(path),
    openStream: async (path) => Readable.from([contentOf(path)]),
  };
}

async function pack(name: string, store: Store, signingKey?: SigningKey): Promise<string> {
  const path = join(folder, name);
  const handle = await open(path, 'wx+');
  const { files } = await store.list();
  try {
    await writeArchive(writeInto(handle), { store, backupId: BACKUP_ID, files, signingKey });
  } finally {
    await handle.close();
  }
  return path;
}

async function openOne(path: string, options: OpenShareOptions = {}): Promise<Store> {
  return takeOnly(await openShare(path, options));
}

function takeOnly(stores: readonly Store[]): Store {
  const [store, ...others] = stores;
  if (store === undefined || others.length > 0) throw new Error(`${stores.length} stores`);
  return store;
}

/** All that can be read of an archive in memory. */
async function readAll(bytes: Uint8Array): Promise<readonly string[]> {
  const staged = createStagedBytes('memory.tar', createStagedMemory([bytes], bytes.length));
  const store = takeOnly(createArchiveStores(staged, await indexArchive(staged)));
  const { files } = await store.list();
  return Promise.all(
    files.map(async ({ path }) => {
      const whole = Buffer.from(await store.readFile(path, 4096));
      expect(await buffer(await store.openStream(path))).toEqual(whole);
      return `${store.packedBackupId} ${path} ${whole.toString()}`;
    }),
  );
}

describe('an archive', () => {
  const files = { 'progressivebackup/1.2.3.4/registrations.json': '[]', [LONG]: 'z'.repeat(1500), empty: '' };

  it('gives back what was packed, sorted, whatever the length of names', async () => {
    const store = await openOne(await pack('a.tar', storeOf(files)));
    expect(store.packedBackupId).toBe(BACKUP_ID);
    const listing = await store.list();
    expect(listing.files.map(({ path }) => path)).toEqual(Object.keys(files).toSorted());
    for (const [path, content] of Object.entries(files)) {
      expect(Buffer.from(await store.readFile(path, 4096)).toString()).toBe(content);
      expect((await buffer(await store.openStream(path))).toString()).toBe(content);
    }
  });

  it('is read at any offset, and not beyond a file', async () => {
    const store = await openOne(await pack('offset.tar', storeOf({ a: 'abcdef', b: 'ghi' })));
    const reader = await store.openReader?.('a');
    const target = Buffer.alloc(10, '-');
    expect(await reader?.read(target, 4)).toBe(2);
    expect(target.toString()).toBe('ef--------');
    expect(await reader?.read(target, 6)).toBe(0);
    await reader?.close();
  });

  it('is the same bytes each time', async () => {
    const [first, second] = [await pack('1.tar', storeOf(files)), await pack('2.tar', storeOf(files))];
    expect(await readFile(first)).toEqual(await readFile(second));
  });

  it('takes no name that leads elsewhere', async () => {
    await expect(pack('evil.tar', storeOf({ '../evil': 'x' }))).rejects.toMatchObject({
      code: 'UNSUPPORTED',
    });
  });

  it('says which files it does not hold, without harm to the rest', async () => {
    const store = await openOne(await pack('missing.tar', storeOf(files)));
    await expect(store.readFile('other', 10)).rejects.toMatchObject({
      code: 'SHARE_UNREACHABLE',
      details: { scope: 'file' },
    });
  });

  it('refuses a file above the limit of its kind', async () => {
    const store = await openOne(await pack('large.tar', storeOf(files)));
    await expect(store.readFile(LONG, 10)).rejects.toMatchObject({
      code: 'INTEGRITY',
      details: { finding: { code: 'METADATA_DAMAGED' } },
    });
  });

  it('that is gone when it is read is unreachable', async () => {
    const path = await pack('gone.tar', storeOf(files));
    const store = await openOne(path);
    await rm(path);
    await expect(store.readFile('empty', 10)).rejects.toMatchObject({
      code: 'SHARE_UNREACHABLE',
      details: { scope: 'store' },
    });
    await expect(openShare(path)).rejects.toMatchObject({ code: 'SHARE_UNREACHABLE' });
  });
});

describe('an archive of a share', () => {
  it('gives each of its stores, with the files of that one alone', async () => {
    const path = join(folder, 'share.tar');
    await writeFile(path, SOUND_SHARE_ARCHIVE);
    const stores = await openShare(path);
    const roots = [['a.example'], ['b.example', 'east']];
    expect(stores.map(({ location }) => location)).toEqual(
      roots.map((root) => join(path, ...root, 'MASBackup')),
    );
    for (const store of stores) {
      expect(store.packedBackupId).toBeUndefined();
      const { files } = await store.list();
      expect(files.map(({ sizeBytes }) => sizeBytes)).toEqual([700, 2]);
      for (const { path: name, sizeBytes } of files) {
        expect(await store.readFile(name, 4096)).toHaveLength(sizeBytes);
      }
      await store.close?.();
    }
  });

  it('is not unpacked', async () => {
    const path = join(folder, 'whole-share.tar');
    await writeFile(path, SOUND_SHARE_ARCHIVE);
    await expect(openGivenArchive(path, {})).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });
});

describe('a damaged archive', () => {
  it('differs from a sound one', async () => {
    expect(await readAll(SOUND_ARCHIVE)).toHaveLength(2);
    expect(DAMAGED_ARCHIVES).toHaveLength(71);
  });

  it.each(DAMAGED_ARCHIVES)('is refused: $what', async ({ what, name, bytes }) => {
    const path = join(folder, `${what}-${name}`);
    await writeFile(path, bytes);
    const reading = openShare(path).then(async ([store]) => {
      const { files } = (await store?.list()) ?? { files: [] };
      return Promise.all(files.map(async (file) => store?.readFile(file.path, 4096)));
    });
    await expect(reading).rejects.toMatchObject({ name: 'RestackError', code: 'INTEGRITY' });
  });

  it('never reads as another one, whichever bit is flipped', async () => {
    const sound = await readAll(SOUND_ARCHIVE);
    let refused = 0;
    for (let offset = 0; offset < SOUND_ARCHIVE.length; offset++) {
      const bytes = Buffer.from(SOUND_ARCHIVE);
      bytes[offset] = (bytes[offset] ?? 0) ^ (1 << (offset % 8));
      const read = await readAll(bytes).catch((error: unknown) => {
        if (!(error instanceof RestackError) || error.code !== 'INTEGRITY') throw error;
        refused += 1;
        return sound;
      });
      if (read.join() !== sound.join()) expect(read, `bit ${offset % 8} of byte ${offset}`).toEqual(sound);
    }
    // What may stay unseen are spaces and zeros around the numbers of a header.
    expect(refused).toBeGreaterThan(SOUND_ARCHIVE.length - 50);
  });

  it('fails at the end of a stream, and says so as a finding', async () => {
    const bytes = Buffer.from(SOUND_ARCHIVE);
    bytes[bytes.indexOf('xxxx')] = 0x79;
    const staged = createStagedBytes('memory.tar', createStagedMemory([bytes], bytes.length));
    const store = takeOnly(createArchiveStores(staged, await indexArchive(staged)));
    const data = (await store.list()).files.find(({ path }) => path.endsWith('.zip'));
    await expect(store.openStream(data?.path ?? '').then(buffer)).rejects.toMatchObject({
      code: 'INTEGRITY',
      details: { finding: { code: 'ARCHIVE_MISMATCH' } },
    });
  });
});

const createSigner = (pair = generateKeyPairSync('ed25519')) => ({
  signing: parseSigningKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
  verifying: parseVerifyingKey(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()),
});

describe.each([
  ['ed25519', createSigner()],
  ['ecdsa-p256-sha256', createSigner(generateKeyPairSync('ec', { namedCurve: 'prime256v1' }))],
] as const)('an archive that is signed with %s', (algorithm, { signing, verifying }) => {
  const files = { 'progressivebackup/1.2.3.4/registrations.json': '[]', [LONG]: 'z'.repeat(1500) };
  const { keyDigest } = verifying;

  it('reads as the key that signed it says, and as any other without a key', async () => {
    const path = await pack(`${algorithm}.tar`, storeOf(files), signing);
    const store = await openOne(path, { verifyingKey: verifying });
    expect(store.signature).toEqual({ algorithm, keyDigest, verified: true });
    expect((await store.list()).files).toHaveLength(2);
    expect((await buffer(await store.openStream(LONG))).toString()).toBe(files[LONG]);
    const unchecked = await openOne(path);
    expect(unchecked.signature).toEqual({ algorithm, keyDigest, verified: false });
    expect((await unchecked.list()).files).toHaveLength(2);
  });

  it('gives out no part of a file that it has not compared to its end', async () => {
    const path = await pack(`${algorithm}-parts.tar`, storeOf(files), signing);
    expect(typeof (await openOne(path, { verifyingKey: verifying })).openReader).toBe('undefined');
    expect(typeof (await openOne(path)).openReader).toBe('function');
  });

  it('is refused for another key, unsigned, or with another list of files', async () => {
    const path = await pack(`${algorithm}-other.tar`, storeOf(files), signing);
    const other = createSigner();
    const refusal = (code: string) => ({ code: 'INTEGRITY', details: { finding: { code } } });
    await expect(openShare(path, { verifyingKey: other.verifying })).rejects.toMatchObject(
      refusal('ARCHIVE_SIGNATURE_WRONG'),
    );
    const unsigned = await pack(`${algorithm}-unsigned.tar`, storeOf(files));
    await expect(openShare(unsigned, { verifyingKey: verifying })).rejects.toMatchObject(
      refusal('ARCHIVE_UNSIGNED'),
    );
    const forged = await pack(
      `${algorithm}-forged.tar`,
      storeOf({ ...files, [LONG]: 'y'.repeat(1500) }),
      signing,
    );
    const [whole, changed] = [await readFile(path), await readFile(forged)];
    const at = whole.indexOf('# restack archive signature');
    changed.copy(whole, 0, 0, at);
    changed.copy(whole, at + SIGNATURE_ROOM, at + SIGNATURE_ROOM);
    await writeFile(path, whole);
    await expect(openShare(path, { verifyingKey: verifying })).rejects.toMatchObject(
      refusal('ARCHIVE_SIGNATURE_WRONG'),
    );
    expect((await (await openOne(path)).list()).files).toHaveLength(2);
  });

  it('is refused with a key, whichever byte of the list or the signature is flipped', async () => {
    const sound = await readFile(await pack(`${algorithm}-flip.tar`, storeOf(files), signing));
    const end = sound.indexOf('# restack archive signature') + SIGNATURE_ROOM;
    const path = join(folder, `${algorithm}-flipped.tar`);
    const expected = JSON.stringify((await storeOf(files).list()).files);
    const faults: string[] = [];
    for (let offset = 0; offset < end; offset += 3) {
      const bytes = Buffer.from(sound);
      bytes[offset] = (bytes[offset] ?? 0) ^ 1;
      await writeFile(path, bytes);
      const read = await openOne(path, { verifyingKey: verifying }).then(
        async (store) => JSON.stringify((await store.list()).files),
        (error: unknown) => (error instanceof RestackError ? error.code : 'another error'),
      );
      if (read !== 'INTEGRITY' && read !== expected) faults.push(`byte ${offset}: ${read}`);
    }
    expect(faults).toEqual([]);
  }, 60_000);
});

/** Bytes of an entry's content of the length of a signature. */
const SIGNATURE_ROOM = 512;

it('refuses a key for a folder, which nobody signs', async () => {
  await expect(openShare(folder, { verifyingKey: createSigner().verifying })).rejects.toMatchObject({
    code: 'USAGE',
  });
});

/** The machine's files, of which call number `at` fails: opening, asking for the size, reading. */
function failAt(
  at: number,
  code: string,
): { readonly fileSystem: ReadOnlyFileSystem; readonly calls: () => number } {
  let calls = 0;
  const pass = async <T>(call: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (calls - 1 === at) throw Object.assign(new Error(code), { code });
    return call();
  };
  const fileSystem: ReadOnlyFileSystem = {
    ...machineFileSystem,
    open: async (path, flags) => {
      const source = await pass(() => machineFileSystem.open(path, flags));
      return {
        stat: () => pass(() => source.stat()),
        read: (range) => pass(() => source.read(range)),
        close: () => source.close(),
      };
    },
  };
  return { fileSystem, calls: () => calls };
}

describe.each(['EIO', 'EAGAIN', 'ESTALE', 'EMFILE'])('an archive whose reading fails with %s', (code) => {
  it('cannot be reached, whichever call it is', async () => {
    const location = await pack(`failing-${code}.tar`, storeOf({ [LONG]: 'content' }));
    const whole = failAt(-1, code);
    await takeOnly(await openArchive(location, whole)).close?.();
    expect(whole.calls()).toBeGreaterThan(5);
    for (let at = 0; at < whole.calls(); at += 1) {
      const opening = openArchive(location, failAt(at, code));
      await expect(opening, `call ${at}`).rejects.toMatchObject({ code: 'SHARE_UNREACHABLE' });
    }
  });
});
