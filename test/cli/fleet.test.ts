import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANARY } from '../../samples/generator/stable-values.js';
import { isTaken } from '../../src/adapters/disk/new/new-file.js';
import {
  type ErrorCode,
  ERROR_CODES,
  isErrorCode,
  selectWorstCode,
} from '../../src/core/errors/error-codes.js';
import { parseWorkList } from '../../src/use-cases/fleet/work-list.js';
import { jobOf, placeArgs, readManifests, runIndexedJob } from '../fixtures/manifests.js';
import { type ResultTypes, resultSchema } from '../fixtures/result-schemas.js';
import { damagedShare, PASSWORD_FILE, readCountedCases, samplePath } from '../vectors/damaged-cases.js';
import { runHere } from './run-here.js';
import { readEnvelope, type Run, runRestack } from './run-restack.js';

const KILL_AT_STEP = fileURLToPath(new URL('kill-run-at-step.js', import.meta.url));
const DAMAGED = ['metadata-cut-short', 'metadata-doctype', 'metadata-status'];
const UNREACHABLE = ERROR_CODES.SHARE_UNREACHABLE.exit;
const KILLED = 128 + constants.signals.SIGKILL;
/** The stamp whose file server does not answer the first time. */
const SLOW = 'edge.fabrikam';

let folder: string;
const at = (...names: readonly string[]) => path.join(folder, ...names);

interface Stamp {
  readonly name: string;
  readonly share: string;
  readonly keys: readonly string[];
}

function listStamps(): readonly Stamp[] {
  const own = ['TEST-ONLY-backup-2022.pfx', 'TEST-ONLY-backup-2023.pfx', 'TEST-ONLY-legacy-key.txt'];
  const cases = readCountedCases();
  return [
    ...['azs.contoso', 'edge.fabrikam', 'west.contoso'].map((name) => ({
      name,
      share: name === SLOW ? at('mounted') : samplePath(`share/${name}.example`),
      keys: own,
    })),
    ...DAMAGED.map((name) => ({
      name,
      share: damagedShare(name),
      keys: cases.find((one) => one.case === name)?.keys ?? [],
    })),
  ];
}

const split = ({ keys }: Stamp) => ({
  certs: keys.filter((name) => name.endsWith('.pfx')).map((name) => samplePath(`keys/${name}`)),
  keyFile: keys.filter((name) => !name.endsWith('.pfx')).map((name) => samplePath(`keys/${name}`))[0],
});

/** The sample clouds, damaged shares, and one file server that is not there, whose password stands in a file. */
async function writeStamps(): Promise<void> {
  const stamps = listStamps().map((stamp) => {
    const { certs, keyFile } = split(stamp);
    const { name, share } = stamp;
    const key = keyFile === undefined ? {} : { 'key-file': keyFile };
    return { name, share, cert: certs, 'cert-password-file': [PASSWORD_FILE], ...key };
  });
  const gone = {
    name: 'gone',
    share: 'smb://127.0.0.1/backup',
    'share-user': String.raw`CONTOSO\reader`,
    'share-password-file': 'secrets/share.txt',
    cert: [samplePath('keys/TEST-ONLY-backup-2023.pfx')],
  };
  await symlink(samplePath(`share/${SLOW}.example`), at('mounted'), 'junction');
  await mkdir(at('secrets'));
  await writeFile(at('secrets', 'share.txt'), CANARY, { mode: 0o600 });
  await writeFile(at('stamps.yaml'), JSON.stringify({ stamps: [...stamps, gone] }));
}

/** The words that a manifest starts restack with, its volumes in the folder of this test. */
async function readArgs(manifest: string): Promise<readonly string[]> {
  const places = { work: folder, stamps: at('stamps.yaml'), secrets: at('secrets'), tmp: at('tmp') };
  const args = placeArgs((await readManifests(manifest)).at(-1), places);
  expect(args.length).toBeGreaterThan(3);
  return args;
}

/** The result of a command, which satisfies its schema. */
function readResult<Name extends keyof ResultTypes>({ stdout }: Run, name: Name): ResultTypes[Name] {
  const { result } = readEnvelope(stdout);
  const { validate } = resultSchema(name);
  if (validate(result)) return result;
  throw new TypeError(`${stdout.slice(0, 2000)}: ${JSON.stringify(validate.errors)}`);
}

const readMerged = (run: Run) => readResult(run, 'fleet-merge');
const readWork = async () => parseWorkList(await readFile(at('work.json'), 'utf8'), 'work.json');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-fleet-'));
  await writeStamps();
});
afterAll(() => rm(folder, { recursive: true }));

/**
 * Runs the shards as the manifest says: the first one is killed at its first attempt, and one file server does not
 * answer before the first shard that asked it is started again.
 */
async function runNight() {
  const job = jobOf((await readManifests('verify.yaml')).at(-1));
  const argv = await readArgs('verify.yaml');
  const runs = new Map<number, Run>();
  const runShard = async (index: number, more: Parameters<typeof runRestack>[1] = {}) => {
    const environment = { JOB_COMPLETION_INDEX: String(index), ...more.environment };
    const run = await runRestack([...argv, '--quiet', '--json'], { ...more, environment });
    runs.set(index, run);
    return run.exitCode ?? 128 + constants.signals[run.signal ?? 'SIGTERM'];
  };
  await rename(at('mounted'), at('away'));
  const indexes = await runIndexedJob(job, async (index, attempt) => {
    if (index === 0 && attempt === 1) {
      const environment = { KILL_AT_STEP: '12', RESTACK_RUN_DIR: at('results') };
      return runShard(index, { environment, preload: KILL_AT_STEP });
    }
    const isAway = !(await isTaken(at('mounted')));
    if (isAway && runs.get(index)?.exitCode === UNREACHABLE) await rename(at('away'), at('mounted'));
    return runShard(index);
  });
  return { runs, indexes, runShard };
}

describe('a night of eight shards', () => {
  it('comes to what verify of every share comes to, with one killed, one that waits for its share, and one run twice', async () => {
    const planned = await runHere([...(await readArgs('plan.yaml')), '--json']);
    expect(planned, planned.stderr).toMatchObject({ exitCode: 11, leftBehind: [] });
    const work = await readWork();
    expect(readResult(planned, 'fleet-plan').workDigest).toBe(work.digest);

    const { runs, indexes, runShard } = await runNight();
    const ends = indexes.map(({ exitCodes }) => exitCodes);
    expect(ends).toEqual([[KILLED, 0], [0], [UNREACHABLE, 0], [0], [0], [23], [22], [24]]);
    expect(await runShard(3)).toBe(0);
    const shards = [...runs.values()].map((run) => readResult(run, 'verify').shard);
    const kept = shards.flatMap((shard) => ((shard?.kept ?? 0) > 0 ? [shard?.index] : []));
    expect(new Set(kept)).toEqual(new Set([1, 4]));

    const merged = await runHere([...(await readArgs('merge.yaml')), '--json']);
    const result = readMerged(merged);
    expect(result.stamps.map(({ name }) => name)).toEqual([...listStamps().map(({ name }) => name), 'gone']);
    const codes: ErrorCode[] = ['SHARE_UNREACHABLE'];
    for (const stamp of listStamps()) {
      const { certs, keyFile } = split(stamp);
      const keys = [
        ...certs.flatMap((file) => ['--cert', file]),
        ...(keyFile === undefined ? [] : ['--key-file', keyFile]),
      ];
      const all = await runHere([
        'verify',
        '--share',
        stamp.share,
        ...keys,
        '--cert-password-file',
        PASSWORD_FILE,
        '--json',
      ]);
      const own = result.stamps.find(({ name }) => name === stamp.name);
      const { backups, findings } = readResult(all, 'verify');
      expect(own, stamp.name).toMatchObject({ backups, findings, unproved: [], failure: null });
      const { error } = readEnvelope(all.stdout);
      if (error !== null && isErrorCode(error.code)) codes.push(error.code);
    }
    const worst = selectWorstCode(codes);
    expect(merged.exitCode).toBe(worst === undefined ? 0 : ERROR_CODES[worst].exit);
    expect(codes.length).toBe(1 + DAMAGED.length);
  }, 120_000);

  it('says first on its page which stamp is not recoverable, and names no secret anywhere', async () => {
    const page = await readFile(at('fleet.html'), 'utf8');
    const [row] = [
      ...page.matchAll(/gone<\/td>\s*<td class="no">NOT RECOVERABLE<\/td>\s*<td>SHARE_UNREACHABLE/g),
    ];
    expect(row?.index).toBeGreaterThan(0);
    expect(row?.index).toBeLessThan(page.indexOf('What was shown'));
    const metrics = await readFile(at('fleet.prom'), 'utf8');
    expect(metrics).toContain('restack_fleet_stamp_recoverable{stamp="gone"} 0');
    expect(metrics).toContain('restack_fleet_stamp_recoverable{stamp="azs.contoso"} 1');
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    for (const { name, parentPath } of files) {
      const text = await readFile(path.join(parentPath, name), 'utf8');
      if (name !== 'share.txt') expect(text.includes(CANARY), name).toBe(false);
    }
    const work = await readFile(at('work.json'), 'utf8');
    expect(work).not.toMatch(/pfx|password|reader/i);
  });
});

describe('fleet merge', () => {
  const merge = (results: string, ...more: readonly string[]) =>
    runHere(['fleet', 'merge', results, '--work-list', at('work.json'), ...more, '--json']);
  const digest = async () => (await readWork()).digest;

  it('counts a set without a result as a failure, and takes shards from folders of their own', async () => {
    await mkdir(at('empty'));
    const none = await merge(at('empty'));
    const { counts } = readMerged(none);
    expect(none.exitCode).toBe(11);
    expect(counts).toMatchObject({ passed: 0, failed: 0, recoverable: 0 });
    const own = await digest();
    await cp(at('results', own), at('parts', 'one', own), { recursive: true });
    await cp(at('results', own), at('parts', 'two', own), { recursive: true });
    expect(readMerged(await merge(at('parts')))).toEqual(readMerged(await merge(at('results'))));
  });

  it('refuses results of another work list, and a result that was changed', async () => {
    const own = await digest();
    const [name = ''] = (await readdir(at('results', own))).filter((file) => /^[0-9a-f]/.test(file));
    const text = await readFile(at('results', own, name), 'utf8');
    const place = async (where: string, named: string, content: string) => {
      await mkdir(at(where, named), { recursive: true });
      await writeFile(at(where, named, name), content);
      return merge(at(where));
    };
    const other = 'f'.repeat(64);
    const foreign = text.replace(own, other);
    expect(await place('foreign', own, foreign)).toMatchObject({ exitCode: 2 });
    expect(await place('other', other, foreign)).toMatchObject({ exitCode: 30 });
    expect(await place('broken', own, text.slice(1))).toMatchObject({ exitCode: 2 });
    expect(await merge(at('nowhere'))).toMatchObject({ exitCode: 10 });
  });

  it('asks the age of the newest good set of each stamp', async () => {
    const merged = await merge(at('results'), '--max-age', '26h');
    const old = readMerged(merged).stamps.filter(({ findings }) =>
      findings.some(({ code }) => code === 'BACKUP_TOO_OLD'),
    );
    expect(old.map(({ name }) => name)).toContain('azs.contoso');
  });
});

describe('verify --work-list', () => {
  const shard = (...more: readonly string[]) =>
    runHere(['verify', '--work-list', at('work.json'), '--stamps', at('stamps.yaml'), ...more, '--json']);

  it.each([
    ['no folder', []],
    ['a set', ['latest', '--results', 'r']],
    ['a share', ['--share', 'x', '--results', 'r']],
    ['a level', ['--level', 'keys', '--results', 'r']],
    ['a shard that there is not', ['--shard', '9/8', '--results', 'r']],
    ['no number of a scheduler', ['--shard', 'auto/8', '--results', 'r']],
  ])('refuses %s', async (_, more) => {
    expect(await shard(...more)).toMatchObject({ exitCode: 2, leftBehind: [] });
  });

  it('proves again what left no result that can be read, and takes no other set for the one that was planned', async () => {
    const cert = [samplePath('keys/TEST-ONLY-backup-2023.pfx')];
    const [own, other] = ['west.contoso', 'edge.fabrikam'].map((name) => samplePath(`share/${name}.example`));
    const stamp = { name: 'a', share: at('moved'), cert, 'cert-password-file': [PASSWORD_FILE] };
    await symlink(`${own}`, at('moved'), 'junction');
    await writeFile(at('one.yaml'), JSON.stringify({ stamps: [stamp] }));
    const given = ['--stamps', at('one.yaml')];
    await runHere(['fleet', 'plan', ...given, '--out', at('one.json')]);
    const prove = () => {
      const list = ['--work-list', at('one.json'), '--results', at('one')];
      return runHere(['verify', ...list, ...given, '--json']);
    };
    expect(await prove()).toMatchObject({ exitCode: 0 });
    const [digest = ''] = await readdir(at('one'));
    const [result = ''] = await readdir(at('one', digest));
    const path = at('one', digest, result);
    const before = await readFile(path, 'utf8');
    await writeFile(path, before.slice(0, 100));
    const again = await prove();
    expect(again.exitCode).toBe(0);
    expect(readResult(again, 'verify').shard?.kept).toBe(1);
    expect(readEnvelope(again.stdout).warnings.join()).toContain('proved again');
    expect(await readFile(path, 'utf8')).toBe(before);

    await rm(at('one'), { recursive: true });
    await rm(at('moved'));
    await symlink(`${other}`, at('moved'), 'junction');
    const gone = await prove();
    expect(gone.exitCode).toBe(10);
    expect(readResult(gone, 'verify').backups).toEqual([]);
  });

  it('refuses a list that was changed, one whose night is over, and stamps that it was not planned with', async () => {
    const text = await readFile(at('work.json'), 'utf8');
    await writeFile(at('changed.json'), text.replace('"ready": true', '"ready": false'));
    const changed = await runHere(['fleet', 'merge', at('results'), '--work-list', at('changed.json')]);
    expect(changed).toMatchObject({ exitCode: 2 });
    const plan = ['fleet', 'plan', '--stamps', at('stamps.yaml'), '--out', at('short.json')];
    await runHere([...plan, '--valid-for', '1ms', '--level', 'structure']);
    const late = await runHere(['fleet', 'merge', at('results'), '--work-list', at('short.json')]);
    expect(late).toMatchObject({ exitCode: 30 });
    await writeFile(at('few.yaml'), JSON.stringify({ stamps: [{ name: 'gone', share: 'elsewhere' }] }));
    const few = ['verify', '--work-list', at('work.json'), '--stamps', at('few.yaml'), '--results', 'r'];
    expect(await runHere(few)).toMatchObject({ exitCode: 2, leftBehind: [] });
    const taken = await runHere([...plan.slice(0, -1), at('stamps.yaml')]);
    expect(taken).toMatchObject({ exitCode: 2 });
    expect(await readFile(at('stamps.yaml'), 'utf8')).toContain('"gone"');
  });
});
