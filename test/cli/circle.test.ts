import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import { sampleKeyFile } from '../../samples/generator/stable-values.js';
import { letInto } from '../fixtures/restore-run.js';
import { resultSchema } from '../fixtures/result-schemas.js';
import type { SeedRecords } from '../../src/controller/index.js';
import { CLEAR } from '../../src/controller/server/weather/named-profiles.js';
import { CERTIFICATE_2023, PASSWORD, readEnvelope, runRestack } from './run-restack.js';
import { serveCloud, type ServedCloud } from './served-cloud.js';

const captureSchema = resultSchema('capture');
const diffSchema = resultSchema('diff');
const startSchema = resultSchema('service-start');

let folder = '';
let share = '';
const clouds: ServedCloud[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-circle-'));
  share = await mkdtemp(path.join(folder, 'share-'));
});

afterEach(async () => {
  await Promise.all(clouds.splice(0).map((cloud) => cloud.stop()));
  await rm(folder, { recursive: true });
});

async function startCloud(...argv: readonly string[]): Promise<ServedCloud> {
  const cloud = await serveCloud(...argv);
  clouds.push(cloud);
  return cloud;
}

/** Runs a command against a cloud that must end well, and gives its result. */
async function run(cloud: ServedCloud, ...argv: readonly string[]): Promise<unknown> {
  const environment = {
    ...cloud.environment,
    RESTACK_SHARE: share,
    RESTACK_RUN_DIR: path.join(folder, 'runs'),
  };
  const end = await runRestack([...argv, '--json', '--no-input'], { environment });
  expect(end, end.stdout + end.stderr).toMatchObject({ exitCode: 0, leftBehind: [] });
  return readEnvelope(end.stdout).result;
}

/** The sample company, whose vaults let one more principal see their secrets. */
function companyOpenTo(objectId: string): SeedRecords {
  const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
  return { ...records, vault: letInto(records.vault, objectId) };
}

const KEYS = [...CERTIFICATE_2023, ...PASSWORD];
const QUICK = { durationScale: 0, retryAfterScale: 0 };
const CERTIFICATE = sampleKeyFile('TEST-ONLY-backup-2023.cer');
const CAPTURE = ['capture', '--enable-disabled', '--cert-public', CERTIFICATE];

async function capture(cloud: ServedCloud): Promise<string> {
  const result = await run(cloud, ...CAPTURE, '--stamp-version', '1.2301.0.55');
  if (!captureSchema.validate(result)) throw new TypeError('the capture told something else');
  return result.backupId;
}

/** Restores a set into a fresh cloud of other names, captures that one, and compares the two sets. */
async function closeCircle(first: ServedCloud, backupId: string): Promise<void> {
  const second = await startCloud('--region', 'north');
  const map = path.join(folder, 'map.json');
  await writeFile(map, JSON.stringify({ principals: { [first.principalId]: second.principalId } }));
  const verified = await run(first, 'verify', backupId, ...KEYS);
  expect(verified).toMatchObject({ level: 'content', backups: [{ verdict: 'passed', findings: [] }] });
  const mapped = ['--map', map];
  const restored = await run(second, 'restore', backupId, ...KEYS, ...mapped, '--unmapped', 'keep', '--yes');
  expect(restored).toMatchObject({ state: 'completed', conservation: { failed: 0, outOfScope: 0 } });
  const again = await capture(second);
  const compared = await run(second, 'diff', backupId, again, ...KEYS, ...mapped);
  if (!diffSchema.validate(compared)) throw new TypeError('the comparison told something else');
  const { equal, ...others } = compared.summary;
  expect(compared).toMatchObject({ equal: true, differences: [] });
  expect(others).toEqual({ changed: 0, onlyLeft: 0, onlyRight: 0, notCompared: 0 });
  // All that was restored, but for the entry of the home directory.
  expect(equal).toBeGreaterThan(70);
}

/** Lets the cloud's own service make a set. */
async function backUp(cloud: ServedCloud): Promise<string> {
  const password = path.join(folder, 'share-password.txt');
  await writeFile(password, 'the share of the circle');
  const account = ['--user', 'CONTOSO\\svc-azsbackup', '--password-file', password];
  await run(cloud, 'service', 'configure', '--path', share, ...account, '--cert-public', CERTIFICATE);
  const result = await run(cloud, 'service', 'start');
  if (!startSchema.validate(result)) throw new TypeError('the service told something else');
  expect(result).toMatchObject({ status: 'Succeeded' });
  return String(result.backupId);
}

describe('the circle of a cloud, its set, and the cloud that comes back from it', () => {
  it('closes over a set that the service of the cloud made', async () => {
    // Backups take minutes on a real stamp.
    const profile = path.join(folder, 'quick.json');
    await writeFile(profile, JSON.stringify({ ...CLEAR, longRunning: QUICK }));
    const first = await startCloud('--profile', profile);
    await first.seed(companyOpenTo(first.principalId));
    await closeCircle(first, await backUp(first));
  }, 180_000);

  it('closes over a set that restack captured', async () => {
    const first = await startCloud();
    await first.seed(companyOpenTo(first.principalId));
    await closeCircle(first, await capture(first));
  }, 180_000);
});
