import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningController, startController } from '../../src/controller/index.js';
import { schema } from '../../src/schema/generated/report.js';
import type { ReportDocument } from '../../src/schema/results.js';
import { damagedShare, PASSWORD_FILE, samplePath } from '../vectors/damaged-cases.js';
import { resultSchema } from '../fixtures/result-schemas.js';
import { runHere } from './run-here.js';
import { CERTIFICATE_2022, CERTIFICATE_2023, NEWEST, PASSWORD, readEnvelope, SHARE } from './run-restack.js';
import { findSecrets, listSampleSecrets, type SampleSecret } from './sample-secrets.js';

const CLIENT_SECRET = 'CANARY-client-secret-5b1f';
/** The time of the set da101aac. */
const TAKEN_MS = Date.parse('2023-01-18T07:31:11.125Z');
const KEYS = [...CERTIFICATE_2022, ...CERTIFICATE_2023, ...PASSWORD];
const FORMATS = ['html', 'md', 'json', 'xml', 'sarif', 'csv'] as const;

let folder: string;
let controller: RunningController;
let secrets: readonly SampleSecret[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-reports-'));
  controller = await startController({ deployment: { clientSecret: CLIENT_SECRET } });
  await writeFile(path.join(folder, 'ca.pem'), controller.caCertificate);
  secrets = [...(await listSampleSecrets()), { what: 'the client secret', text: CLIENT_SECRET }];
}, 60_000);

afterAll(async () => {
  await controller.close();
  await rm(folder, { recursive: true });
});

const at = (name: string) => path.join(folder, name);
/** Drills have a place of their own, so that the newest run is a restore. */
const DRILLS = () => ({ RESTACK_RUN_DIR: at('drills') });

function run(argv: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const environment = {
    AZURE_TENANT_ID: controller.tenantId,
    AZURE_CLIENT_ID: controller.clientId,
    AZURE_CLIENT_SECRET: CLIENT_SECRET,
    RESTACK_RUN_DIR: at('runs'),
    ...variables,
  };
  return runHere([...argv, '--no-input', '--yes', '--quiet'], { environment });
}

const target = () => ['--target', controller.adminEndpoint, '--ca-file', at('ca.pem')];
const reportsTo = (name: string, flag = '--report') => FORMATS.flatMap((end) => [flag, at(`${name}.${end}`)]);

/** Reads all reports of one name: none of them holds a secret, and the one in JSON is valid. */
async function readReports(name: string): Promise<ReportDocument> {
  for (const end of FORMATS) {
    const text = await readFile(at(`${name}.${end}`), 'utf8');
    expect(text.length, end).toBeGreaterThan(50);
    expect(findSecrets(text, secrets), `${name}.${end}`).toEqual([]);
  }
  const data: unknown = JSON.parse(await readFile(at(`${name}.json`), 'utf8'));
  if (!schema.validate(data)) throw new Error(JSON.stringify(schema.validate.errors));
  return data;
}

/** Reads numbers for a monitoring system: none of them is, or names, a secret. */
async function readMetrics(name: string): Promise<void> {
  const text = await readFile(at(`${name}.prom`), 'utf8');
  expect(text).toContain('restack_');
  expect(findSecrets(text, secrets), name).toEqual([]);
}

describe('--report', () => {
  it(
    'leaves the evidence of a night: plan, restore, the kept run, and a capture, without a secret',
    {
      timeout: 120_000,
    },
    async () => {
      const given = [NEWEST, ...SHARE, ...KEYS, ...target(), '--unmapped', 'keep'];
      const planned = await run(['plan', ...given, ...reportsTo('plan')]);
      expect(planned).toMatchObject({ exitCode: 0, leftBehind: [] });
      const plan = await readReports('plan');
      expect(plan).toMatchObject({ command: 'plan', outcome: { exitCode: 0 }, conservation: null });
      expect(plan.digests[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);

      const restored = await run(['restore', ...given, ...reportsTo('restore')]);
      expect(restored).toMatchObject({ exitCode: 0, leftBehind: [] });
      const report = await readReports('restore');
      expect(report.claims.map(({ claim, state }) => `${claim} ${state}`)).toEqual([
        'restored passed',
        'validated passed',
      ]);
      expect(report.tasks.length).toBeGreaterThan(0);

      const again = await run(['report', 'latest', ...reportsTo('again', '--out'), '--json']);
      expect(readEnvelope(again.stdout)).toMatchObject({ ok: true, result: { runId: report.run?.runId } });
      const kept = await readReports('again');
      const replayed = kept.timeline.filter(({ state }) => state === 'done');
      expect(replayed.length).toBeGreaterThan(5);
      for (const { startMs, waitMs, retries } of replayed) {
        expect([startMs, waitMs, retries].every((value) => value !== null && value >= 0)).toBe(true);
      }
      expect(kept.digests).toEqual(plan.digests);
      // Only the restore itself heard the warnings of its command.
      const { run: ran, target: cloud, claims, conservation, readBack, tasks, timeline, tables } = report;
      expect(kept).toMatchObject({ run: ran, target: cloud, claims, conservation, readBack, tasks });
      expect(kept).toMatchObject({ timeline, tables, outcome: { exitCode: 0 } });
      await run(['report', at('again.json'), '--out', at('third.html')]);
      expect(await readFile(at('third.html'))).toEqual(await readFile(at('again.html')));

      const compared = await run(['diff', NEWEST, ...SHARE, ...KEYS, ...target(), ...reportsTo('diff')]);
      expect(compared.exitCode).toBe(0);
      expect((await readReports('diff')).tables[0]?.title).toBe('Differences');

      await mkdir(at('captured'));
      const captured = await run([
        'capture',
        '--share',
        at('captured'),
        '--cert-public',
        samplePath('keys/TEST-ONLY-backup-2023.cer'),
        '--stamp-version',
        '1.2301.0.55',
        ...target(),
        ...reportsTo('capture'),
        '--metrics',
        at('capture.prom'),
      ]);
      await readMetrics('capture');
      expect([0, 40]).toContain(captured.exitCode);
      expect((await readReports('capture')).suites[0]?.checks.length).toBeGreaterThan(5);

      const resumed = await run(['runs', 'resume', 'latest', ...KEYS, ...reportsTo('resume')]);
      expect((await readReports('resume')).outcome.exitCode).toBe(resumed.exitCode);
      await run(['service', 'backups', ...target(), '--metrics', at('service.prom')]);
      await readMetrics('service');
    },
  );

  it('of a drill tells what was missed, and an earlier report is replaced', async () => {
    const argv = ['drill', '--rto', '1ms', '--rpo', '1ms', ...reportsTo('drill')];
    for (const _ of [1, 2]) expect((await run(argv, DRILLS())).exitCode).toBe(50);
    const report = await readReports('drill');
    expect(report.objectives.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'RTO missed',
      'RPO missed',
    ]);
    expect(report.outcome).toMatchObject({ exitCode: 50, code: 'OBJECTIVE_MISSED', verdict: 'failed' });
    expect(report.signOff.length).toBe(3);
  });

  it('of a drill is kept, rendered again to the byte, and packed; the drill is never gone on with', async () => {
    const runId = (await readReports('drill')).run?.runId ?? '';
    const told = async (words: readonly string[]) =>
      readEnvelope((await run([...words, '--json'], DRILLS())).stdout);
    const isDrill = { command: 'drill', state: 'completed', terminal: true };
    const runs = [{ ...isDrill, runId }, isDrill];
    expect(await told(['runs', 'list'])).toMatchObject({ result: { runs } });
    await run(['report', runId, ...reportsTo('drill-again', '--out')], DRILLS());
    for (const end of FORMATS) {
      expect(await readFile(at(`drill-again.${end}`)), end).toEqual(await readFile(at(`drill.${end}`)));
    }
    const packed = await told(['evidence', 'pack', runId, '--out', at('kept-drill.tar')]);
    for (const name of ['plan.json', 'journal.jsonl', 'result.json', 'run.json', 'backup-files.sha256'])
      expect(JSON.stringify(packed)).toContain(`"evidence/${name}"`);
    expect(findSecrets(await readFile(at('kept-drill.tar'), 'latin1'), secrets)).toEqual([]);
    expect(await told(['evidence', 'verify', at('kept-drill.tar')])).toMatchObject({ exitCode: 0 });
    const resume = ['runs', 'resume', ...KEYS, ...target()];
    const incident = ['--incident-at', '2023-01-18T20:00Z'];
    const report = ['report', runId, '--out', at('x.md'), ...incident];
    for (const words of [[...resume, runId], [...resume, 'latest'], ['runs', 'abandon', runId], report])
      expect(await told(words), words.join(' ')).toMatchObject({ exitCode: 2, error: { code: 'USAGE' } });
    expect(await told(resume)).toMatchObject({ exitCode: 10 });
    expect(await told(['runs', 'todo'])).toMatchObject({ exitCode: 0, result: { ...isDrill, runId } });
  });

  it('of a drill whose set fails its proof is kept, too; one that cannot be kept does not begin', async () => {
    const place = ['--share', damagedShare('ciphertext-bit'), ...KEYS, '--cert-password-file', PASSWORD_FILE];
    const kept = ['--run-dir', at('unproved')];
    expect((await run(['drill', ...place, ...reportsTo('unproved'), ...kept])).exitCode).toBe(22);
    await run(['report', 'latest', ...reportsTo('unproved-again', '--out'), ...kept]);
    const report = await readReports('unproved-again');
    expect(report).toEqual(await readReports('unproved'));
    expect(report).toMatchObject({ run: { state: 'failed' }, outcome: { code: 'INTEGRITY' } });
    await writeFile(at('no-folder'), '');
    const end = await run(['drill', '--run-dir', at('no-folder/runs'), '--json']);
    expect(readEnvelope(end.stdout)).toMatchObject({ error: { code: 'CONFIG' }, result: null });
  });

  it('is written of a failure, too, with and without a result', async () => {
    const damaged = [
      '--share',
      damagedShare('ciphertext-bit'),
      ...KEYS,
      '--cert-password-file',
      PASSWORD_FILE,
    ];
    const measured = [...reportsTo('damaged'), '--metrics', at('damaged.prom')];
    expect((await run(['verify', ...damaged, ...measured])).exitCode).toBe(22);
    await readMetrics('damaged');
    const { suites, findings } = await readReports('damaged');
    expect(findings.map(({ code }) => code)).toContain('TAG_MISMATCH');
    expect(suites[0]?.checks.some(({ state }) => state === 'failed')).toBe(true);
    expect((await run(['verify', 'ffffffff', ...SHARE, ...reportsTo('gone')])).exitCode).toBe(10);
    expect(await readReports('gone')).toMatchObject({ outcome: { code: 'NOT_FOUND' }, findings: [] });
  });

  it.each([
    ['an unknown end', ['--report', 'FOLDER/report.pdf']],
    ['no end', ['--report', 'FOLDER/report']],
    ['one file twice', ['--report', 'FOLDER/a.md', '--report', 'FOLDER/./a.md']],
    ['the file of the events', ['--events', 'FOLDER/e.json', '--report', 'FOLDER/./e.json']],
    ['a file that is no report', ['--report', 'FOLDER/foreign.json']],
    ['a folder', ['--report', 'FOLDER/folder.html']],
  ])('refuses %s before anything is done', async (_, argv) => {
    await writeFile(at('foreign.json'), '{"mine":true}');
    await mkdir(at('folder.html'), { recursive: true });
    const before = await readdir(folder);
    const words = argv.map((word) => word.replace('FOLDER', folder));
    const end = await run(['verify', ...SHARE, ...words, '--json']);
    expect(readEnvelope(end.stdout)).toMatchObject({ exitCode: 2, error: { code: 'USAGE' }, result: null });
    expect(await readFile(at('foreign.json'), 'utf8')).toBe('{"mine":true}');
    expect(await readdir(folder)).toEqual(before);
  });

  it('that cannot be written is a warning, and exit 14 where nothing else failed', async () => {
    const lost = ['--report', at('gone/report.md'), '--report', at('there.md'), '--json'];
    const good = readEnvelope((await run(['verify', ...SHARE, ...lost])).stdout);
    expect(good).toMatchObject({ exitCode: 14, error: { code: 'PERMISSION_MISSING' } });
    expect(good.result).not.toBeNull();
    expect(good.warnings.filter((warning) => warning.includes('gone/report.md'))).toHaveLength(1);
    expect(await readFile(at('there.md'), 'utf8')).toContain('Verification');
    const bad = readEnvelope((await run(['verify', 'ffffffff', ...SHARE, ...lost])).stdout);
    expect(bad).toMatchObject({ exitCode: 10, error: { code: 'NOT_FOUND' } });
    expect(bad.warnings.some((warning) => warning.includes('gone/report.md'))).toBe(true);
  });
});

describe('in GitHub Actions', () => {
  it('a failure is annotated, and the summary of the step is written', async () => {
    const summary = at('summary.md');
    await writeFile(summary, '# before\n');
    const variables = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    const damaged = [
      '--share',
      damagedShare('ciphertext-bit'),
      ...KEYS,
      '--cert-password-file',
      PASSWORD_FILE,
    ];
    const end = await run(['verify', ...damaged, '--json'], variables);
    expect(readEnvelope(end.stdout).exitCode).toBe(22);
    const annotated = end.stderr.split('\n').filter((line) => line.startsWith('::error '));
    expect(annotated[0]).toMatch(/^::error title=INTEGRITY \(exit 22\)::/);
    expect(annotated.length).toBeLessThanOrEqual(10);
    const text = await readFile(summary, 'utf8');
    expect(text).toMatch(/^# before\n[^]*# Verification of backup sets: FAILED/);
    expect(findSecrets(text + end.stderr, secrets)).toEqual([]);
  });

  it('a command that takes no report stays as it is', async () => {
    const end = await run(['list', '--share', at('nowhere')], { GITHUB_ACTIONS: 'true' });
    expect(end.exitCode).toBe(11);
    expect(end.stderr).not.toContain('::error');
  });
});

/** Runs what stands in the blocks of a page, in a folder, with nothing but the tools of the system. */
function runPage(page: string, folderOfBundle: string): string {
  const blocks = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, commands]) => commands);
  const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C' };
  const { stdout, stderr } = spawnSync('/bin/sh', ['-c', blocks.join('\n')], {
    cwd: folderOfBundle,
    env: environment,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

describe('evidence', () => {
  const packed = resultSchema('evidence-pack');
  const verified = resultSchema('evidence-verify');

  /** Makes a pair of keys with openssl, as the help says. */
  function makeKeys(name: string, algorithm: readonly string[]): void {
    const sign = at(`${name}-sign.pem`);
    execFileSync('openssl', ['genpkey', ...algorithm, '-out', sign], { stdio: 'ignore' });
    execFileSync('openssl', ['pkey', '-in', sign, '-pubout', '-out', at(`${name}-verify.pem`)]);
  }

  beforeAll(() => {
    makeKeys('ed', ['-algorithm', 'ed25519']);
    makeKeys('ec', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']);
    makeKeys('other', ['-algorithm', 'ed25519']);
  });

  async function pack(name: string, argv: readonly string[]) {
    const end = await run(['evidence', 'pack', ...argv, '--out', at(name), '--json']);
    expect(end, end.stdout).toMatchObject({ exitCode: 0, leftBehind: [] });
    const { result } = readEnvelope(end.stdout);
    if (!packed.validate(result)) throw new Error(JSON.stringify(packed.validate.errors));
    const bytes = await readFile(at(name));
    expect(findSecrets(bytes.toString('latin1'), secrets), name).toEqual([]);
    return result;
  }

  async function verify(name: string, argv: readonly string[] = []) {
    const end = await run(['evidence', 'verify', at(name), ...argv, '--json']);
    const { exitCode, result, error } = readEnvelope(end.stdout);
    if (exitCode === 0 && !verified.validate(result))
      throw new Error(JSON.stringify(verified.validate.errors));
    return { exitCode, result, error };
  }

  it('of a restore is one file, which a machine without restack verifies by its page', async () => {
    for (const name of ['ed', 'ec']) {
      const result = await pack(`${name}.tar`, ['latest', '--sign-key', at(`${name}-sign.pem`)]);
      expect(result.files.map(({ path: entry }) => entry.slice('evidence/'.length))).toEqual([
        'README.md',
        'report.html',
        'report.json',
        'report.md',
        'plan.json',
        'journal.jsonl',
        'run.json',
        'status.json',
        'result.json',
        'versions.json',
        'backup-files.sha256',
        'signer.pem',
      ]);
      const { digest } = result;
      const own = ['--verify-key', at(`${name}-verify.pem`)];
      expect(await verify(`${name}.tar`, own)).toMatchObject({
        exitCode: 0,
        result: { digest, signature: { verified: true } },
      });
      expect(await verify(`${name}.tar`)).toMatchObject({ result: { signature: { verified: false } } });
      expect(await verify(`${name}.tar`, ['--verify-key', at('other-verify.pem')])).toMatchObject({
        exitCode: 22,
        error: { details: { fault: 'otherKey' } },
      });

      const place = at(`${name}-page`);
      await mkdir(place);
      await cp(at(`${name}.tar`), path.join(place, `${name}.tar`));
      await cp(at(`${name}-verify.pem`), path.join(place, 'verify.pem'));
      execFileSync('tar', ['-xf', `${name}.tar`, 'evidence/README.md'], { cwd: place });
      const page = await readFile(path.join(place, 'evidence/README.md'), 'utf8');
      const said = runPage(page, place);
      expect(said).toMatch(/^in order\nchain whole\n# chain /);
      expect(said).toContain(`# chain ${digest}\n`);
      expect(said.match(/: OK$/gm)).toHaveLength(result.files.length);
      expect(said).not.toMatch(/FAILED|No such|error/i);
      expect(said).toContain(result.signature?.keyDigest ?? 'no signature');
      expect(said).toMatch(/(?:Signature Verified Successfully|Verified OK)\n$/);

      // The same page over a bundle of which somebody changed a file, dropped one, added one, and signed nothing anew.
      await rm(path.join(place, 'audit'), { recursive: true });
      const bytes = await readFile(at(`${name}.tar`));
      bytes.set(Buffer.from('Adopted'), bytes.indexOf('adopted'));
      await writeFile(path.join(place, `${name}.tar`), bytes);
      expect(runPage(page, place)).toMatch(/evidence\/[a-z.-]+: FAILED/);
      expect(await verify(`${name}-page/${name}.tar`)).toMatchObject({
        exitCode: 22,
        error: { code: 'INTEGRITY', details: { fault: 'changed' } },
      });
      const audit = path.join(place, 'audit');
      const tar = (...argv: readonly string[]) => execFileSync('tar', argv, { cwd: audit });
      await writeFile(path.join(audit, 'evidence/more.txt'), 'more');
      tar('-rf', `../${name}.tar`, 'evidence/more.txt');
      tar('--delete', '-f', `../${name}.tar`, 'evidence/plan.json');
      await rm(audit, { recursive: true });
      const told = runPage(page, place);
      expect(told).toMatch(/^< evidence\/plan\.json$/m);
      expect(told).toMatch(/^> evidence\/more\.txt$/m);
    }
  });

  it('of an interrupted run, of one whose share is gone, and of a drill holds what there is', async () => {
    const runId = (await readdir(at('runs'))).find((name) => !name.startsWith('.')) ?? '';
    const kept = at(`interrupted/${runId}`);
    await cp(at(`runs/${runId}`), kept, { recursive: true });
    await rm(path.join(kept, 'result.json'));
    const status: unknown = JSON.parse(await readFile(path.join(kept, 'status.json'), 'utf8'));
    const interrupted = Object.assign({}, status, { state: 'interrupted' });
    await writeFile(path.join(kept, 'status.json'), JSON.stringify(interrupted));
    const place = ['--run-dir', at('interrupted')];
    const gone = ['evidence', 'pack', runId, ...place, '--share', at('no-share'), '--out', at('gone.tar')];
    const refused = await run(gone);
    expect(refused).toMatchObject({ exitCode: 11, stdout: '', leftBehind: [] });
    expect(refused.stderr).toContain('--without-backup');
    const whole = await pack('interrupted.tar', [runId, ...place, '--without-backup']);
    const names = whole.files.map(({ path: entry }) => entry);
    expect(names).not.toContain('evidence/result.json');
    expect(names).not.toContain('evidence/backup-files.sha256');
    expect(whole.signature).toBeNull();
    expect(await verify('interrupted.tar')).toMatchObject({ exitCode: 0, result: { signature: null } });
    expect(await verify('interrupted.tar', ['--verify-key', at('ed-verify.pem')])).toMatchObject({
      exitCode: 22,
      error: { details: { fault: 'unsigned' } },
    });

    const incident = ['--newer', NEWEST, '--incident-at', '2023-01-18T20:00Z'];
    const drill = ['drill', 'da101aac', ...SHARE, ...KEYS, ...incident];
    await run([...drill, '--report', at('rehearsed.json')], DRILLS());
    const drilled = await pack('drill.tar', [at('rehearsed.json'), ...SHARE]);
    expect(drilled.files.at(-1)?.path).toBe('evidence/backup-files.sha256');
    const rehearsed: unknown = JSON.parse(await readFile(at('rehearsed.json'), 'utf8'));
    if (!schema.validate(rehearsed)) throw new Error('the drill left no report');
    const [lost, objects] = rehearsed.tables.slice(-2);
    expect(lost?.rows.map(([kind]) => kind)).toEqual(['acquiredPlan', 'secret']);
    expect(objects?.rows).toHaveLength(3);
    expect(rehearsed.objectives).toContainEqual(
      expect.objectContaining({ name: 'RPO', achievedMs: Date.parse('2023-01-18T20:00Z') - TAKEN_MS }),
    );
    await writeFile(
      at('other.json'),
      JSON.stringify(rehearsed).replace(/"sha256":"[0-9a-f]{4}/, '"sha256":"0000'),
    );
    const other = await run(['evidence', 'pack', at('other.json'), ...SHARE, '--out', at('other.tar')]);
    expect(other).toMatchObject({ exitCode: 22, leftBehind: [] });
  });

  it.each([
    ['a name that is taken', ['latest', '--out', 'FOLDER/ed.tar'], 2],
    ['another kind of file', ['latest', '--out', 'FOLDER/x.zip'], 2],
    ['a run that is not there', ['ffffffff', '--out', 'FOLDER/x.tar'], 10],
    ['a report of no run', ['FOLDER/there.json', '--out', 'FOLDER/x.tar'], 2],
    ['a password without a key', ['latest', '--out', 'FOLDER/x.tar', '--sign-key-password-file', 'x'], 2],
    ['a key that is none', ['latest', '--out', 'FOLDER/x.tar', '--sign-key', 'FOLDER/ed-verify.pem'], 23],
  ])('is not packed for %s, and nothing is left', async (_what, argv, exitCode) => {
    await run(['verify', ...SHARE, '--report', at('there.json')]);
    const words = argv.map((word) => word.replace('FOLDER', folder));
    const before = await readdir(folder);
    const end = await run(['evidence', 'pack', ...words, '--json']);
    expect(end).toMatchObject({ exitCode, leftBehind: [] });
    expect(readEnvelope(end.stdout).result).toBeNull();
    expect(await readdir(folder)).toEqual(before);
  });
});
