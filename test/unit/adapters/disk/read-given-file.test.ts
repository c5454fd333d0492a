import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { chmod, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GIVEN_FILES, type GivenFileKind } from '../../../../src/adapters/disk/given-file-kinds.js';
import { type GivenFileOptions, readGivenFile } from '../../../../src/adapters/disk/read-given-file.js';
import { catchRejection } from '../../../fixtures/thrown.js';

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
