import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningController, startController } from '../../src/controller/index.js';
import { schema } from '../../src/schema/generated/report.js';
import type { ReportDocument } from '../../src/schema/results.js';
import { damagedShare, PASSWORD_FILE, samplePath } from '../vectors/damaged-cases.js';
import { runHere } from './run-here.js';
import { CERTIFICATE_2022, CERTIFICATE_2023, NEWEST, PASSWORD, readEnvelope, SHARE } from './run-restack.js';
import { findSecrets, listSampleSecrets, type SampleSecret } from './sample-secrets.js';

const CLIENT_SECRET = 'CANARY-client-secret-5b1f';
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

describe('--report', () => {
  it('leaves the evidence of a night: plan, restore, the kept run, and a capture, without a secret', async () => {
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
    // Only the restore itself heard the warnings of its command.
    const { run: ran, target: cloud, claims, conservation, readBack, tasks, timeline, tables } = report;
    expect(kept).toMatchObject({ run: ran, target: cloud, claims, conservation, readBack, tasks });
    expect(kept).toMatchObject({ timeline, tables, outcome: { exitCode: 0 } });
    await run(['report', at('again.json'), '--out', at('third.html')]);
    expect(await readFile(at('third.html'), 'utf8')).toBe(await readFile(at('again.html'), 'utf8'));

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
    ]);
    expect([0, 40]).toContain(captured.exitCode);
    expect((await readReports('capture')).suites[0]?.checks.length).toBeGreaterThan(5);
  });

  it('of a drill tells what was missed, and an earlier report is replaced', async () => {
    const argv = ['drill', '--rto', '1ms', '--rpo', '1ms', ...reportsTo('drill')];
    for (const _ of [1, 2]) expect(await run(argv)).toMatchObject({ exitCode: 50, leftBehind: [] });
    const report = await readReports('drill');
    expect(report.objectives.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'RTO missed',
      'RPO missed',
    ]);
    expect(report.outcome).toMatchObject({ exitCode: 50, code: 'OBJECTIVE_MISSED', verdict: 'failed' });
    expect(report.signOff.length).toBe(3);
  });

  it('is written of a failure, too, with and without a result', async () => {
    const damaged = [
      '--share',
      damagedShare('ciphertext-bit'),
      ...KEYS,
      '--cert-password-file',
      PASSWORD_FILE,
    ];
    expect((await run(['verify', ...damaged, ...reportsTo('damaged')])).exitCode).toBe(22);
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
    ['a file that is no report', ['--report', 'FOLDER/foreign.json']],
    ['a folder', ['--report', 'FOLDER/folder.html']],
  ])('refuses %s before anything is done', async (_, argv) => {
    await writeFile(at('foreign.json'), '{"mine":true}');
    await mkdir(at('folder.html'), { recursive: true });
    const before = await readdir(folder);
    const inPlace = argv.map((word) => word.replace('FOLDER', folder));
    const end = await run(['verify', ...SHARE, ...inPlace, '--json']);
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
