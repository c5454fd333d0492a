import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { sampleKeyFile } from '../../../../samples/generator/stable-values.js';
import type { AppContext, SelectionOptions } from '../../../../src/app/app.js';
import { drillBackup } from '../../../../src/app/controller/drill-backup.js';
import { digestBackup } from '../../../../src/app/share/digest-backup.js';
import { listBackups } from '../../../../src/app/share/list-backups.js';
import { withOpenSets } from '../../../../src/app/share/open-sets.js';
import { proveRecords } from '../../../../src/app/share/prove-records.js';
import { chooseSet } from '../../../../src/app/share/choose-set.js';
import { showBackup } from '../../../../src/app/share/show-backup.js';
import { verifyBackups } from '../../../../src/app/share/verify-backups.js';
import { CANARY } from '../../../../samples/generator/stable-values.js';
import { silentProgress } from '../../../../src/core/progress.js';
import { makeTemporaryFolder } from '../../../fixtures/temporary-folder.js';

const SAMPLE = fileURLToPath(
  new URL('../../../../samples/share/azs.contoso.example/seattle', import.meta.url),
);
const NEWEST = '265bb71b-84e1-4025-a7ce-729b4728ff78';
const SECOND = 'da101aac-cca7-45b7-bcd3-756c6b64bdd3';
const PLANS = 'WAS;Microsoft.Subscriptions.Admin;-;Plans';
const HOUR_MS = 3_600_000;
/** Samples do not get younger. */
const CENTURY_MS = 100 * 365 * 24 * HOUR_MS;

const NO_KEYS = { certFiles: [], certPasswordFiles: [] };
const KEYS = {
  certFiles: [sampleKeyFile('TEST-ONLY-backup-2023.pfx')],
  certPasswordFiles: [sampleKeyFile('TEST-ONLY-password.txt')],
};

let share = '';
let warnings: string[] = [];
let context: AppContext;

const refuse = (): never => {
  throw new Error('nothing is to be asked');
};

beforeEach(async () => {
  share = path.join(await makeTemporaryFolder(), 'share');
  await cp(SAMPLE, share, { recursive: true });
  warnings = [];
  context = {
    progress: silentProgress,
    prompts: { askPassword: refuse, confirm: refuse },
    signal: new AbortController().signal,
    warn: (message) => warnings.push(message),
  };
});

async function find(isWanted: (name: string) => boolean): Promise<string> {
  const names = await readdir(share, { recursive: true });
  const [name, ...others] = names.filter(isWanted);
  if (name === undefined || others.length > 0) throw new Error(`${others.length + 1} files`);
  return path.join(share, name);
}

const dataFile = (backupId: string) =>
  find((name) => name.includes(PLANS) && name.includes(backupId) && name.endsWith('.zip'));

const verify = (backups: readonly string[], more: Partial<Parameters<typeof verifyBackups>[0]> = {}) =>
  verifyBackups({ share, backups, ...NO_KEYS, ...more }, context);

const codesOf = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code);

/** Each harm to registrations.json, and the code that verifying all sets says of it. */
const HARMS: readonly (readonly [string, (file: string) => Promise<void>, string, boolean])[] = [
  ['cut', (file) => truncate(file, 900), 'REGISTRATIONS_INVALID', true],
  ['empty', (file) => truncate(file, 0), 'REGISTRATIONS_INVALID', true],
  ['zeroed', (file) => writeFile(file, Buffer.alloc(1000)), 'REGISTRATIONS_INVALID', true],
  ['gone', (file) => rm(file), 'REGISTRATIONS_MISSING', false],
  [
    'of another encoding',
    (file) => writeFile(file, Buffer.from('[{"repositoryName":"Größe"}]', 'latin1')),
    'REGISTRATIONS_INVALID',
    true,
  ],
];

describe.each(HARMS)('a registrations.json that is %s', (...[, harm, code, fails]) => {
  beforeEach(async () => harm(await find((name) => name.endsWith('registrations.json'))));

  it('is said by verify of one set as by verify of all', async () => {
    const all = await verify([]);
    const one = await verify([NEWEST]);
    expect(codesOf(all.result.findings)).toEqual([code]);
    expect(one.result.findings).toEqual(all.result.findings);
    expect([one.outcome, all.outcome]).toEqual(fails ? ['SCHEMA', 'SCHEMA'] : [undefined, undefined]);
  });

  it('is said by show', async () => {
    const { findings } = await showBackup({ share, backup: NEWEST, ...KEYS }, context);
    expect(codesOf(findings)).toEqual([code]);
  });

  it('is said by what plan, restore, resume and diff prove a set with', async () => {
    const proving = withOpenSets({ share, ...KEYS }, context, async (sets) => {
      const { set } = await chooseSet(sets, { backup: NEWEST }, context);
      return proveRecords(set, { sets, context });
    });
    if (fails)
      await expect(proving).rejects.toMatchObject({ code: 'SCHEMA', details: { findings: [{ code }] } });
    else expect(codesOf((await proving).findings)).toContain(code);
  });
});

describe.each(HARMS.filter(([, , , fails]) => fails))(
  'a registrations.json that is %s',
  (_name, harm, code) => {
    it('is said by drill, which replays nothing', async () => {
      await harm(await find((name) => name.endsWith('registrations.json')));
      const runDir = await makeTemporaryFolder();
      const { result, outcome } = await drillBackup({ share, runDir, backup: NEWEST, ...KEYS }, context);
      expect(outcome).toBe('SCHEMA');
      expect(codesOf(result.verification.findings)).toContain(code);
      expect(result.conservation.read).toBe(0);
    });
  },
);

describe('the records of a set', () => {
  it('are shown by name once it is proved, without a value', async () => {
    const { records } = await showBackup({ share, backup: NEWEST, records: true, ...KEYS }, context);
    expect(records?.length).toBeGreaterThan(40);
    expect(JSON.stringify(records)).not.toContain(CANARY);
    const options = { share, backup: NEWEST, records: true, kind: 'compute-quota', ...KEYS };
    const shown = (await showBackup(options, context)).records ?? [];
    expect(new Set(shown.map(({ kind }) => kind))).toEqual(new Set(['computeQuota']));
  });

  it.each([
    ['NO_KEY', { records: true, ...NO_KEYS }],
    ['USAGE', { kind: 'plan', ...KEYS }],
    ['USAGE', { kind: 'planet', records: true, ...KEYS }],
  ])('are refused with %s where %j', async (expected, options) => {
    await expect(showBackup({ share, backup: NEWEST, ...options }, context)).rejects.toMatchObject({
      code: expected,
    });
  });
});

describe('latest', () => {
  beforeEach(async () => rm(await dataFile(NEWEST)));

  it('names each newer set that it passed over, and why', async () => {
    const { result, outcome } = await verify(['latest']);
    expect(outcome).toBeUndefined();
    expect(result.backups.map(({ backupId }) => backupId)).toEqual([SECOND]);
    expect(result.passedOver).toMatchObject([
      { backupId: NEWEST, status: 'PartialSucceeded', code: 'DATA_FILE_MISSING' },
    ]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(NEWEST);
    expect(warnings[0]).toContain('DATA_FILE_MISSING');
  });

  it.each<readonly [string, (options: SelectionOptions) => Promise<unknown>]>([
    ['verify', (options) => verify(['latest'], options)],
    ['show', (options) => showBackup({ share, backup: 'latest', ...KEYS, ...options }, context)],
    ['digest', (options) => digestBackup({ share, backup: 'latest', ...options }, context)],
    ['drill', (options) => drillBackup({ share, ...KEYS, ...options }, context)],
  ])('must pass over none with strictLatest: %s', async (_name, run) => {
    await expect(run({ strictLatest: true })).rejects.toMatchObject({
      code: 'INCOMPLETE',
      exitCode: 26,
      details: { latest: SECOND, passedOver: [{ backupId: NEWEST }] },
    });
    expect(warnings).toEqual([]);
  });

  it('is not asked where a set is named', async () => {
    const { result } = await verify([SECOND], { strictLatest: true });
    expect(result.passedOver).toEqual([]);
    expect(warnings).toEqual([]);
  });
});

describe('age', () => {
  it('of what was verified must be within its limit', async () => {
    for (const backups of [['latest'], [NEWEST], []]) {
      const old = await verify(backups, { maxAgeMs: 26 * HOUR_MS });
      expect(old.outcome).toBe('INCOMPLETE');
      expect(codesOf(old.result.findings)).toEqual(['BACKUP_TOO_OLD']);
      expect(old.result.backups.every(({ verdict }) => verdict === 'passed')).toBe(true);
      expect((await verify(backups, { maxAgeMs: CENTURY_MS })).outcome).toBeUndefined();
    }
  });

  it('of the newest set that is ready must be within its limit, in a list', async () => {
    const old = await listBackups({ share, maxAgeMs: 26 * HOUR_MS }, context);
    expect(old.outcome).toBe('INCOMPLETE');
    expect(codesOf(old.result.findings)).toEqual(['BACKUP_TOO_OLD']);
    expect(old.result.backups).toHaveLength(6);
    expect((await listBackups({ share, maxAgeMs: CENTURY_MS }, context)).outcome).toBeUndefined();
    expect((await listBackups({ share }, context)).outcome).toBeUndefined();
  });

  it('ends a drill before it begins', async () => {
    const drill = drillBackup({ share, ...KEYS, maxAgeMs: 26 * HOUR_MS }, context);
    await expect(drill).rejects.toMatchObject({
      code: 'INCOMPLETE',
      details: { finding: { code: 'BACKUP_TOO_OLD' } },
    });
  });
});

describe('a digest', () => {
  it('is that of one set, and of no other', async () => {
    const { digest, snapshots } = await digestBackup({ share, backup: NEWEST }, context);
    expect(snapshots).toBe(34);
    expect((await verify([NEWEST], { expectDigest: digest })).outcome).toBeUndefined();
    await expect(verify([SECOND], { expectDigest: digest })).rejects.toMatchObject({
      code: 'INTEGRITY',
      details: { finding: { code: 'DIGEST_MISMATCH' } },
    });
    await expect(verify([], { expectDigest: digest })).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('changes with a byte of metadata that nothing authenticates', async () => {
    const { digest } = await digestBackup({ share, backup: NEWEST }, context);
    const file = (await dataFile(NEWEST)).replace(/zip$/, 'xml');
    await writeFile(file, `${await readFile(file, 'utf8')}\n`);
    await expect(verify([NEWEST], { expectDigest: digest })).rejects.toMatchObject({ code: 'INTEGRITY' });
    const drill = drillBackup({ share, backup: NEWEST, ...KEYS, expectDigest: digest }, context);
    await expect(drill).rejects.toMatchObject({ code: 'INTEGRITY' });
  });
});

describe('headers, without a key', () => {
  it('show a data file that was put under a newer name', async () => {
    await cp(await dataFile(SECOND), await dataFile(NEWEST));
    const { result, outcome } = await verify([NEWEST]);
    expect(outcome).toBe('INTEGRITY');
    expect(codesOf(result.backups[0]?.findings ?? [])).toContain('SNAPSHOT_REPLAYED');
  });

  it('show a data file of zeros', async () => {
    const file = await dataFile(NEWEST);
    await writeFile(file, Buffer.alloc((await readFile(file)).length));
    const { result, outcome } = await verify([NEWEST]);
    expect(outcome).toBe('INTEGRITY');
    expect(codesOf(result.backups[0]?.findings ?? [])).toEqual(['HEADER_INVALID']);
  });

  it('are said once where the files are read anyway', async () => {
    const file = await dataFile(NEWEST);
    await writeFile(file, Buffer.alloc((await readFile(file)).length));
    const { result } = await verify([NEWEST], { ...KEYS, level: 'integrity' });
    const invalid = codesOf(result.backups[0]?.findings ?? []).filter((code) => code === 'HEADER_INVALID');
    expect(invalid).toHaveLength(1);
  });
});
