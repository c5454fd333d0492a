import { hash } from 'node:crypto';
import { writeFile, chmod, chown, mkdir, readdir, symlink, mkdtemp, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, describe, afterEach, beforeEach } from 'vitest';
import { hashFile } from '../../../src/adapters/disk/file-digest.js';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.js';
import { readLines, readOwnText, splitLines } from '../../../src/adapters/disk/own-files.js';
import { type OpenFolder, syncFolder } from '../../../src/adapters/disk/sync-folder.js';
import { assertOwnFolder } from '../../../src/adapters/disk/file-failure.js';
import { openRunArchive } from '../../../src/adapters/journal/run-archive-folder.js';
import { findStoreRoot } from '../../../src/adapters/store/unpack/find-store-root.js';
import { machineProcesses } from '../../../src/adapters/disk/process/machine-processes.js';
import { createRunFolder } from '../../../src/adapters/journal/run/run-folder.js';
import { NEW_RUN, RUN_ID } from '../../fixtures/restore-run.js';
import { TARGET } from '../../doubles/memory-target.js';
import { catchRejection } from '../../fixtures/thrown.js';
import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { GIVEN_FILES, type GivenFileKind } from '../../../src/adapters/disk/given-file-kinds.js';
import { type GivenFileOptions, readGivenFile } from '../../../src/adapters/disk/read-given-file.js';
import { readTrustRoots } from '../../../src/adapters/keys/given-file.js';
import { sampleFile } from '../../fixtures/sample-set.js';

it.each([0, 1, 65_536, 200_001])('hashes %i bytes as sha256sum does', async (size) => {
  const path = join(await makeTemporaryFolder(), 'file');
  const bytes = Buffer.alloc(size, 'restack');
  await writeFile(path, bytes);
  expect(await hashFile(path)).toBe(hash('sha256', bytes));
});

it('throws the error of the system', async () => {
  const path = join(await makeTemporaryFolder(), 'none');
  await expect(hashFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

const decode = (lines: Iterable<Uint8Array>) => [...lines].map((line) => new TextDecoder().decode(line));

describe('lines of a file', () => {
  it.each([
    ['nothing', '', []],
    ['one line', 'a\n', ['a\n']],
    ['an unfinished line', 'a\nb', ['a\n', 'b']],
    ['empty lines', '\n\nä\n', ['\n', '\n', 'ä\n']],
  ])('are found in %s', async (_name, text, lines) => {
    const path = join(await makeTemporaryFolder(), 'lines');
    await writeFile(path, text);
    expect(decode(readLines(path))).toEqual(lines);
    expect(decode(splitLines(Buffer.from(text)))).toEqual(lines);
  });

  it('are whole where they are read in pieces', async () => {
    const path = join(await makeTemporaryFolder(), 'lines');
    const lines = Array.from({ length: 3000 }, (_, index) => `${index} ${'ü'.repeat(index % 997)}\n`);
    lines.push(`${'x'.repeat(600_000)}\n`, 'torn');
    await writeFile(path, lines.join(''));
    expect(decode(readLines(path))).toEqual(lines);
  });

  it('tell of a file that is not there', () => {
    expect(() => [...readLines('/nowhere/lines')]).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});

const failure = (code: string) => Object.assign(new Error(code), { code });

/** A system whose folders open and cannot be synced. */
function failToSync(code: string, calls: string[] = []): OpenFolder {
  const handle = {
    sync: () => Promise.reject(failure(code)),
    close: () => Promise.resolve(void calls.push('close')),
  };
  return () => Promise.resolve(handle);
}

const failToOpen =
  (code: string): OpenFolder =>
  () =>
    Promise.reject(failure(code));

describe('own files', () => {
  const makers: readonly (readonly [string, (path: string) => unknown, RegExp])[] = [
    [
      'a pipe that nobody writes to',
      (path) => execFileSync('mkfifo', [path]),
      / is a named pipe, expected a regular file$/,
    ],
    ['a folder', async (path) => mkdir(path), / is a folder, expected a regular file$/],
    ['a device', async (path) => symlink('/dev/zero', path), / is a device, expected a regular file$/],
  ];

  it.each(makers)('are no %s, and nobody waits for it', async (_, make, message) => {
    const path = join(await makeTemporaryFolder(), 'status.json');
    await make(path);
    await expect(readOwnText(path)).rejects.toThrow(message);
    expect(() => [...readLines(path)]).toThrow(message);
    await expect(hashFile(path)).rejects.toThrow(message);
  });

  it('are read whole up to their limit', async () => {
    const path = join(await makeTemporaryFolder(), 'status.json');
    await writeFile(path, 'größe');
    expect(await readOwnText(path, 7)).toBe('größe');
    await expect(readOwnText(path, 6)).rejects.toThrow(/has 7 bytes, more than the 6 that are read$/);
    await truncate(path, 1024 ** 3);
    await expect(readOwnText(path)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });

  it('have no line of more than 64 MiB', async () => {
    const path = join(await makeTemporaryFolder(), 'journal.jsonl');
    await writeFile(path, 'one\n');
    await truncate(path, 1024 ** 3);
    const lines = readLines(path);
    expect(Buffer.from(lines.next().value ?? []).toString()).toBe('one\n');
    expect(() => lines.next()).toThrow(/is damaged: a line has more than 67108864 bytes$/);
  });
});

describe('syncFolder', () => {
  it('syncs a folder of this machine', async () => {
    await expect(syncFolder(await makeTemporaryFolder())).resolves.toBeUndefined();
  });

  it.each(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EBADF'])(
    'passes over %s, by which file systems say that they cannot, and closes the folder',
    async (code) => {
      const calls: string[] = [];
      await syncFolder('/share', { open: failToSync(code, calls), platform: 'linux' });
      await syncFolder('/share', { open: failToOpen(code), platform: 'linux' });
      expect(calls).toEqual(['close']);
    },
  );

  it.each(['EPERM', 'EACCES'])('passes over %s on Windows alone', async (code) => {
    await syncFolder('C:\\share', { open: failToOpen(code), platform: 'win32' });
    await expect(syncFolder('/share', { open: failToOpen(code), platform: 'linux' })).rejects.toMatchObject({
      code,
    });
  });

  it.each(['EIO', 'ENOSPC', 'EDQUOT', 'ESTALE', 'ENOTCONN', 'EROFS', 'ENOENT', 'EMFILE'])(
    'throws %s, after which names may be lost',
    async (code) => {
      for (const platform of ['linux', 'win32', 'darwin'] as const) {
        const calls: string[] = [];
        const syncing = syncFolder('/share', { open: failToSync(code, calls), platform });
        await expect(syncing).rejects.toMatchObject({ code });
        expect(calls).toEqual(['close']);
        await expect(syncFolder('/share', { open: failToOpen(code), platform })).rejects.toMatchObject({
          code,
        });
      }
    },
  );

  it('throws for a folder that is not there', async () => {
    const folder = join(await makeTemporaryFolder(), 'none');
    await expect(syncFolder(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

const now = () => new Date('2023-01-19T12:00:00.000Z');

describe.skipIf(process.platform === 'win32')(
  'a folder that is not this account’s alone (no modes on Windows)',
  () => {
    it('is taken where it is private, and where it is not there yet', async () => {
      const folder = await makeTemporaryFolder();
      await expect(assertOwnFolder(folder)).resolves.toBeUndefined();
      await expect(assertOwnFolder(join(folder, 'none'))).resolves.toBeUndefined();
    });

    it.each([0o777, 0o1777, 0o770, 0o722])(
      'is refused as a folder of runs with mode %o, and stays empty',
      async (mode) => {
        const folder = await makeTemporaryFolder();
        await chmod(folder, mode);
        const archive = openRunArchive(folder, machineProcesses, now);
        for (const work of [() => archive.listIds(), () => archive.lock({ target: TARGET, runId: 'r' })]) {
          const error = await catchRejection(work());
          expect(error).toMatchObject({ code: 'CONFIG', details: { path: folder } });
          expect(error.hints[0]).toBe(`chmod go-w ${folder}`);
        }
        expect(await readdir(folder)).toEqual([]);
      },
    );

    it('is refused as a folder of locks that is a link, and nothing is written where it leads', async () => {
      const [folder, elsewhere] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
      await symlink(elsewhere, join(folder, '.locks'));
      const archive = openRunArchive(folder, machineProcesses, now);
      expect((await catchRejection(archive.lock({ target: TARGET, runId: 'r' }))).code).toBe('CONFIG');
      const names = await readdir(elsewhere, { recursive: true });
      expect(names.filter((name) => name.includes('.held'))).toEqual([]);
    });

    it('is refused as the folder of a run that is a link, whatever of it is read', async () => {
      const [runs, elsewhere] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
      const real = await createRunFolder(elsewhere, NEW_RUN);
      await symlink(real.path, join(runs, RUN_ID));
      const archive = openRunArchive(runs, machineProcesses, now);
      expect(await archive.listIds()).toEqual([]);
      const run = archive.open(RUN_ID);
      for (const read of [() => run.readInputs(), () => run.readStatus(), () => run.readResult()])
        expect(await catchRejection(read())).toMatchObject({ code: 'CONFIG' });
    });

    it.skipIf(process.getuid?.() !== 0)(
      'is refused when it belongs to somebody else (only root can give folders away)',
      async () => {
        const folder = await makeTemporaryFolder();
        await chown(folder, 12_345, 12_345);
        const archive = openRunArchive(folder, machineProcesses, now);
        for (const work of [() => archive.listIds(), () => archive.lock({ target: TARGET, runId: 'r' })])
          expect(await catchRejection(work())).toMatchObject({ code: 'CONFIG', details: { path: folder } });
        expect(await readdir(folder)).toEqual([]);
      },
    );

    it.each(['MASBackup', 'masbackup'])('is refused as %s of a share that is a link', async (name) => {
      const [folder, elsewhere] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
      await mkdir(join(elsewhere, 'progressivebackup'));
      await symlink(elsewhere, join(folder, name));
      expect((await catchRejection(findStoreRoot(join(folder, name)))).code).toBe('USAGE');
      expect(await readdir(elsewhere)).toEqual(['progressivebackup']);
    });
  },
);

describe('read given file', () => {
  const KINDS: readonly (readonly [string, GivenFileKind])[] = Object.entries(GIVEN_FILES);
  const onPosix = it.runIf(process.platform !== 'win32');
  const onLinux = it.runIf(process.platform === 'linux');

  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'restack-given-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const at = (name: string) => join(folder, name);

  function makePipe(): string {
    execFileSync('mkfifo', [at('pipe')]);
    return at('pipe');
  }

  function read(path: string, changes: Partial<GivenFileOptions> = {}) {
    return readGivenFile(path, {
      kind: GIVEN_FILES.mapping,
      signal: new AbortController().signal,
      takeStdin: () => {
        throw new Error('standard input is not asked for');
      },
      ...changes,
    });
  }

  describe.each(KINDS)('a file given as %s', (_, kind) => {
    it('is read whole', async () => {
      await writeFile(at('file'), 'content');
      expect(Buffer.from((await read(at('file'), { kind })).bytes).toString()).toBe('content');
    });

    it('is refused above its limit, which a small machine can hold', async () => {
      expect(kind.limitBytes).toBeLessThanOrEqual(256 * 1024 * 1024);
      await writeFile(at('file'), '');
      await truncate(at('file'), kind.limitBytes + 1);
      expect(await catchRejection(read(at('file'), { kind }))).toMatchObject({ code: 'UNSUPPORTED' });
    });

    onPosix('is not waited for when it is a pipe without a writer', async () => {
      const error = await catchRejection(read(makePipe(), { kind }));
      expect(error).toMatchObject({ code: 'UNSUPPORTED' });
      expect(error.message).toContain('named pipe');
    });

    it('comes from standard input where that makes sense, and is bounded there, too', async () => {
      const takeStdin = () => Readable.from([Buffer.from('con'), Buffer.from('tent')]);
      const reading = read('-', { kind, takeStdin });
      if (!kind.takesStdin) {
        expect(await catchRejection(reading)).toMatchObject({ code: 'USAGE' });
        return;
      }
      expect(Buffer.from((await reading).bytes).toString()).toBe('content');
      const small = { ...kind, limitBytes: 6 };
      expect((await catchRejection(read('-', { kind: small, takeStdin }))).code).toBe('UNSUPPORTED');
    });
  });

  describe('readTrustRoots', () => {
    const { signal } = new AbortController();
    const readRoots = (name: string) => readTrustRoots(sampleFile(`keys/${name}`), { signal, warn() {} });

    it('takes one certificate in DER, and PEM as it is', async () => {
      const pem = await readRoots('TEST-ONLY-backup-2023.cer');
      expect(pem).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
      await writeFile(at('two.pem'), pem + pem);
      expect(await readTrustRoots(at('two.pem'), { signal, warn() {} })).toBe(pem + pem);
    });

    it('refuses a file of another kind', async () => {
      expect((await catchRejection(readRoots('TEST-ONLY-backup-2023.pfx'))).code).toBe('UNSUPPORTED');
    });
  });

  describe('readGivenFile', () => {
    it('refuses a folder and what is not there', async () => {
      expect((await catchRejection(read(at('nothing')))).code).toBe('NOT_FOUND');
      expect((await catchRejection(read(folder))).code).toBe('UNSUPPORTED');
    });

    onPosix('refuses a device that never ends', async () => {
      expect((await catchRejection(read('/dev/zero'))).code).toBe('UNSUPPORTED');
    });

    onPosix('refuses a socket', async () => {
      const server = createServer().listen(at('socket'));
      try {
        expect((await catchRejection(read(at('socket')))).code).toBe('UNSUPPORTED');
      } finally {
        server.close();
      }
    });

    onLinux('reads files whose size the system does not tell', async () => {
      expect((await read('/proc/version')).bytes.length).toBeGreaterThan(0);
    });

    onLinux('reads a pipe that the shell opened, up to its limit', async () => {
      for (const limitBytes of [100_000, 99_999]) {
        const descriptor = openSync(makePipe(), constants.O_RDWR | constants.O_NONBLOCK);
        const kind = { ...GIVEN_FILES.mapping, limitBytes };
        const reading = read(`/proc/self/fd/${descriptor}`, { kind });
        // More than a pipe holds: the reader has to take it away meanwhile.
        const rest = [Buffer.alloc(50_000, 1), Buffer.alloc(50_000, 2)];
        const settled = reading.then(
          ({ bytes }) => bytes.length,
          (error: unknown) => error,
        );
        while (rest[0] !== undefined) {
          await new Promise(setImmediate);
          try {
            const written = writeSync(descriptor, rest[0]);
            if (written < rest[0].length) rest[0] = rest[0].subarray(written);
            else rest.shift();
          } catch {
            // Full, until the reader has had its turn.
          }
        }
        closeSync(descriptor);
        if (limitBytes === 100_000) expect(await settled).toBe(100_000);
        else expect(await settled).toMatchObject({ code: 'UNSUPPORTED' });
        await rm(at('pipe'));
      }
    });

    onLinux('ends with the signal while nothing comes from such a pipe', async () => {
      const descriptor = openSync(makePipe(), constants.O_RDWR | constants.O_NONBLOCK);
      const stop = new AbortController();
      const reading = read(`/proc/self/fd/${descriptor}`, { signal: stop.signal });
      const reason = new Error('stopped');
      setImmediate(() => stop.abort(reason));
      await expect(reading).rejects.toBe(reason);
      closeSync(descriptor);
    });

    onPosix.each([
      [0o600, false],
      [0o640, false],
      [0o644, true],
      [0o604, true],
    ])('knows of a file of mode %o whether everybody can read it: %s', async (mode, expected) => {
      await writeFile(at('file'), 'secret');
      await chmod(at('file'), mode);
      expect((await read(at('file'))).isReadableByAll).toBe(expected);
    });
  });
});
