import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject } from '../../src/cloud/json-value.js';
import { findKerberosGap, startKerberosRealm, TICKET_HOST } from '../fixtures/kerberos-realm.js';
import { startRelay } from '../fixtures/smb-harm.js';
import {
  findSmbd,
  ORDINARY_USER,
  SMB_PASSWORD,
  SMB_USER,
  type SmbServer,
  startSmbServer,
} from '../fixtures/smb-server.js';
import { makeTemporaryFolder } from '../fixtures/temporary-folder.js';
import { samplePath } from '../vectors/damaged-cases.js';
import { runHere } from './run-here.js';
import { startCaptureCloud } from './capture-cloud.js';
import {
  CERTIFICATE_2022,
  CERTIFICATE_2023,
  LEGACY_KEY,
  NEWEST,
  PASSWORD,
  readEnvelope,
  runRestack,
} from './run-restack.js';

const smbd = await findSmbd();
const [title, program] = 'path' in smbd ? ['Samba', smbd.path] : [`Samba (skipped: ${smbd.missing})`, ''];
/** A clone below a private folder of root is nobody's to look into. */
const isShut =
  userInfo().uid === 0 &&
  spawnSync(process.execPath, ['-e', `fs.readdirSync(${JSON.stringify(samplePath('share'))})`], ORDINARY_USER)
    .status !== 0;
const KEYS = [...CERTIFICATE_2022, ...CERTIFICATE_2023, ...PASSWORD, ...LEGACY_KEY];

/** Arguments and environments of a process and of those that it has started. */
function readProcess(pid: number | undefined): readonly string[] {
  const read = (name: string) => {
    try {
      return readFileSync(`/proc/${name}`, 'latin1');
    } catch {
      return '';
    }
  };
  const children = read(`${pid}/task/${pid}/children`)
    .split(' ')
    .filter((id) => id !== '');
  return [`${pid}`, ...children].flatMap((id) => [read(`${id}/cmdline`), read(`${id}/environ`)]);
}

/** What a command answered, wherever its share lies. The marks that stand for secrets differ from run to run. */
function withoutPlace(stdout: string, place: string): string {
  return JSON.stringify(readEnvelope(stdout))
    .replaceAll(place, 'SHARE')
    .replaceAll(/\(secret \w+\)/g, '(secret)');
}

describe.skipIf(program === '')(`a share of ${title} that demands encryption`, () => {
  let folder = '';
  let server: SmbServer | undefined;
  let access: readonly string[] = [];
  const share = (name: string, port?: number) => {
    const url = server?.url(name) ?? '';
    return ['--share', port === undefined ? url : url.replace(/:\d+\//, `:${port}/`), ...access];
  };

  beforeAll(async () => {
    folder = await makeTemporaryFolder();
    await mkdir(path.join(folder, 'empty'));
    await writeFile(path.join(folder, 'password'), `${SMB_PASSWORD}\n`, { mode: 0o600 });
    access = ['--share-user', SMB_USER, '--share-password-file', path.join(folder, 'password')];
    const sealed = { 'read only': 'no', 'smb encrypt': 'required' };
    server = await startSmbServer(program, {
      folder: path.join(folder, 'server'),
      shares: {
        samples: { ...sealed, path: samplePath('share'), 'read only': 'yes' },
        empty: { ...sealed, path: path.join(folder, 'empty') },
      },
    });
  }, 30_000);

  afterAll(async () => server?.close());

  it.each([
    ['list'],
    ['show', NEWEST, ...KEYS],
    ['digest', NEWEST],
    ['keys', 'check', NEWEST, ...KEYS],
    ['verify', '--all', ...KEYS],
    ['diff', NEWEST, 'da101aac', ...KEYS],
    ['database', 'inspect', 'b5aeb21e', ...KEYS],
  ])('answers as the same folder of this machine does: %s', async (...argv) => {
    const local = await runHere([...argv, '--share', samplePath('share'), '--json']);
    const remote = await runHere([...argv, ...share('samples'), '--json']);
    expect(remote, remote.stderr).toMatchObject({ exitCode: local.exitCode, leftBehind: [] });
    const found = withoutPlace(remote.stdout, server?.url('samples') ?? '');
    expect(found).toBe(withoutPlace(local.stdout, samplePath('share')));
    expect(readEnvelope(remote.stdout).ok).toBe(true);
  });

  it('plans, restores and extracts as the same folder of this machine does', async () => {
    const rehearse = async (place: readonly string[]) => {
      const { exitCode, stdout } = await runRestack(['drill', NEWEST, ...place, ...KEYS, '--json']);
      const { conservation, verification } = readEnvelope(stdout).result ?? {};
      return {
        exitCode,
        conservation,
        levels: isJsonObject(verification) ? verification['levels'] : undefined,
      };
    };
    const extract = async (name: string, place: readonly string[]) => {
      const out = path.join(folder, name);
      const run = await runRestack(['extract', NEWEST, ...place, ...KEYS, '--out', out]);
      expect(run, run.stderr).toMatchObject({ exitCode: 0 });
      const entries = await readdir(out, { recursive: true, withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
      return Promise.all(
        files.toSorted().map(async (file) => [path.relative(out, file), await readFile(file, 'hex')]),
      );
    };
    const places = [['--share', samplePath('share')], share('samples')] as const;
    const [local, remote] = await Promise.all(places.map(rehearse));
    expect([local?.exitCode, isJsonObject(local?.conservation)]).toEqual([0, true]);
    expect(remote).toEqual(local);
    const [own, read] = await Promise.all(places.map((place, index) => extract(`extract-${index}`, place)));
    expect(own?.length).toBeGreaterThan(10);
    expect(read).toEqual(own);
  });

  it.each([
    [['--share-user', String.raw`a\b\c`], /--share-user is none/],
    [['--share-password-file', 'password'], /nobody has said whose/],
    [['--share-user', 'u', '--share-password-file', 'empty'], /is empty/],
    [['--share-user', 'u', '--share-password-file', 'long'], /more than 255 bytes/],
  ])('refuses a user or a password that is of no use: %j', async (argv, message) => {
    const files = { password: 'geheim', empty: '\r\n', long: 'geheim'.repeat(50) };
    const run = await runHere(['list', '--share', 'smb://h/s', ...argv, '--debug'], { files });
    expect([run.exitCode, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(message);
    expect(run.stderr).not.toContain('geheim');
  });

  it.each([
    ['list', '--share', 'smb://u:geheimer@h/s'],
    ['list', '--share', 'smb://u:geheimer@h/s', '--verify-key', 'nosuch'],
    ['archive', 'pack', 'latest', '--share', samplePath('share'), '--out', 'smb://u:geheimer@h/s/x.tar'],
    ['archive', 'unpack', 'smb://u:geheimer@h/s/x.tar', '--share', 'new', '--nosuch'],
  ])('repeats no password that stands in a URL: %s %s', async (...argv) => {
    const run = await runHere([...argv, '--debug']);
    expect([run.exitCode === 0, run.stdout, run.stderr.includes('geheimer')]).toEqual([false, '', false]);
    expect(run.leftBehind).toEqual([]);
  });

  it('goes on with --share-encrypt, and refuses a server that does not encrypt', async () => {
    const plain = await startSmbServer(program, {
      folder: path.join(folder, 'plain'),
      global: { 'server smb encrypt': 'off' },
      shares: { samples: { path: samplePath('share') } },
    });
    try {
      const list = (url: string, environment = {}) =>
        runRestack(['list', '--share', url, ...access, '--json'], { environment });
      const sealed = await list(server?.url('samples') ?? '', { RESTACK_SHARE_ENCRYPT: '1' });
      expect(sealed, sealed.stderr).toMatchObject({ exitCode: 0 });
      expect(await list(plain.url('samples'))).toMatchObject({ exitCode: 0 });
      const refused = await runRestack([
        'list',
        '--share',
        plain.url('samples'),
        ...access,
        '--share-encrypt',
        '--json',
      ]);
      expect(refused, refused.stderr).toMatchObject({ exitCode: 11 });
      expect(readEnvelope(refused.stdout).error).toMatchObject({ details: { reason: 'NOT_ENCRYPTED' } });
      const wrong = await list(plain.url('samples'), { RESTACK_SHARE_ENCRYPT: 'no' });
      expect(wrong, wrong.stderr).toMatchObject({ exitCode: 2 });
    } finally {
      await plain.close();
    }
  });

  it.each([2000, 20_000, 60_000])('ends with exit 11 where the server is gone after %i bytes', async (at) => {
    const [relay, port] = await startRelay(server?.port ?? 0);
    try {
      const isReady = once(relay, 'message');
      // A read is tried again over a new connection, and none comes up any more.
      const gone = Array.from({ length: 50 }, () => ({ kind: 'cut', at: 10 }));
      relay.postMessage({ faults: [{ kind: 'cut', at }, ...gone] }, []);
      await isReady;
      const run = await runRestack(['verify', '--all', ...share('samples', port), ...KEYS, '--json']);
      expect(run, run.stderr).toMatchObject({ exitCode: 11, leftBehind: [] });
      expect(readEnvelope(run.stdout).error).toMatchObject({ code: 'SHARE_UNREACHABLE' });
    } finally {
      await relay.terminate();
    }
  });

  it('keeps the password out of arguments, environments, output, events and debug lines', async () => {
    const seen: string[] = [];
    const events = path.join(folder, 'events.jsonl');
    const argv = ['verify', '--all', ...share('samples'), ...KEYS, '--debug', '--events', events];
    const run = await runRestack(argv, {
      onOutput: ({ pid }) => void seen.push(...readProcess(pid)),
    });
    expect(run.exitCode).toBe(0);
    const texts = [run.stdout, run.stderr, await readFile(events, 'utf8'), ...seen];
    expect(seen.join('')).toContain('--share-user');
    for (const text of texts) expect(text).not.toMatch(/geheim|50%;/);
  });

  it.skipIf(isShut)(
    `is read and written where nobody is root${isShut ? ' (skipped: he may not look here)' : ''}`,
    async () => {
      const place = await makeTemporaryFolder();
      await mkdir(path.join(place, 'share'));
      for (const name of [place, path.join(place, 'share')]) {
        await chown(name, ORDINARY_USER.uid, ORDINARY_USER.gid);
        await chmod(name, 0o755);
      }
      const own = await startSmbServer(program, {
        folder: path.join(place, 'server'),
        runBy: ORDINARY_USER,
        shares: {
          samples: { path: samplePath('share') },
          own: { path: path.join(place, 'share'), 'read only': 'no' },
        },
      });
      try {
        const environment = {
          RESTACK_SHARE: own.url('samples'),
          RESTACK_SHARE_USER: ORDINARY_USER.username,
          RESTACK_SHARE_PASSWORD: SMB_PASSWORD,
          RESTACK_SHARE_ENCRYPT: 'true',
        };
        const argv = ['archive', 'pack', NEWEST, '--out', `${own.url('own')}/set.tar`, '--json'];
        const run = await runRestack(argv, { environment, runBy: ORDINARY_USER });
        expect(run, run.stderr).toMatchObject({ exitCode: 0 });
        const { uid } = await stat(path.join(place, 'share', 'set.tar'));
        expect(uid).toBe(ORDINARY_USER.uid);
        expect(uid).toBeGreaterThan(0);
      } finally {
        await own.close();
      }
    },
  );

  it('takes an archive, and what is in it, and gives both back', async () => {
    const base = server?.url('empty') ?? '';
    const out = `${base}/archives/set.tar.gz`;
    const pack = (...argv: string[]) => runHere(['archive', 'pack', NEWEST, ...argv, ...access, '--json']);
    const packed = await pack('--share', server?.url('samples') ?? '', '--out', out);
    expect(packed, packed.stderr).toMatchObject({ exitCode: 0, leftBehind: [] });
    const again = await pack('--share', samplePath('share'), '--out', out);
    expect(again, again.stderr).toMatchObject({ exitCode: 2 });
    const share = `${base}/it's 100% späte;r`;
    const unpack = () => runHere(['archive', 'unpack', out, '--share', share, ...access, '--json']);
    expect(await unpack()).toMatchObject({ exitCode: 11, leftBehind: [] });
    await mkdir(path.join(folder, 'empty', "it's 100% späte;r"));
    const unpacked = await unpack();
    expect(unpacked, unpacked.stderr).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(readEnvelope(unpacked.stdout).result).toMatchObject({ store: `${share}/MASBackup`, identical: 0 });
    expect(readEnvelope((await unpack()).stdout).result).toMatchObject({ placed: 0 });
    for (const place of [share, out]) {
      const verified = await runHere(['verify', 'latest', '--share', place, ...access, ...KEYS, '--json']);
      expect(verified, verified.stderr).toMatchObject({ exitCode: 0 });
    }
    expect((await readdir(path.join(folder, 'empty'))).toSorted()).toEqual(['archives', "it's 100% späte;r"]);
    expect(await readdir(path.join(folder, 'empty', 'archives'))).toEqual(['set.tar.gz']);
    await rm(path.join(folder, 'empty'), { recursive: true });
    await mkdir(path.join(folder, 'empty'));
  }, 60_000);

  it('takes a captured set, which then verifies over it', async () => {
    const cloud = await startCaptureCloud();
    try {
      const argv = cloud.argv(server?.url('empty') ?? '', '--enable-disabled', ...access, '--json');
      const captured = await runRestack(argv, { environment: cloud.environment });
      expect(captured, captured.stderr).toMatchObject({ exitCode: 0, leftBehind: [] });
      const verified = await runRestack([
        'verify',
        ...share('empty'),
        ...CERTIFICATE_2023,
        ...PASSWORD,
        '--json',
      ]);
      expect(readEnvelope(verified.stdout).result).toMatchObject({
        level: 'content',
        backups: [{ verdict: 'passed', findings: [] }],
      });
    } finally {
      await cloud.close();
    }
  });
});

const gap = program === '' ? 'no Samba' : await findKerberosGap();

it.skipIf(gap !== undefined)(
  `is read by a ticket of Kerberos alone${gap === undefined ? '' : ` (skipped: ${gap})`}`,
  async () => {
    const folder = await makeTemporaryFolder();
    const realm = await startKerberosRealm(path.join(folder, 'realm'));
    const server = await startSmbServer(program, {
      folder: path.join(folder, 'server'),
      global: { ...realm.server, 'map to guest': 'bad user' },
      shares: { samples: { path: samplePath('share'), 'guest ok': 'yes' } },
    });
    try {
      await realm.getTicket('valid');
      const url = `smb://${TICKET_HOST}:${server.port}/samples`;
      const run = (ticket: string, argv: readonly string[]) =>
        runRestack([...argv, '--share', url, '--share-encrypt', '--json'], {
          environment: realm.environment(ticket),
        });
      const [local, remote, refused] = await Promise.all([
        runHere(['verify', '--all', ...KEYS, '--share', samplePath('share'), '--json']),
        run('valid', ['verify', '--all', ...KEYS]),
        run('none', ['list']),
      ]);
      expect(remote, remote.stderr).toMatchObject({ exitCode: 0, leftBehind: [] });
      expect(withoutPlace(remote.stdout, url)).toBe(withoutPlace(local.stdout, samplePath('share')));
      expect(refused.exitCode).toBe(11);
      // Nothing but the error: libsmbclient has words of its own for it.
      expect(refused.stderr).toMatch(/^error SHARE_UNREACHABLE: .*\n(?: {2}.*\n)+$/);
      const { error } = readEnvelope(refused.stdout);
      expect(error).toMatchObject({ code: 'SHARE_UNREACHABLE', details: { reason: 'NO_TICKET' } });
      expect(error?.hints.join()).toMatch(/--share-user.*kinit.*klist/);
    } finally {
      await server.close();
      await realm.close();
    }
  },
);
