import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import { moveToTacoma, TACOMA } from '../../samples/generator/database/native-store.js';
import { SUBSCRIPTIONS_DATABASE } from '../../src/backup-set/names/portable-repositories.js';
import type { SetRecords } from '../../src/backup-set/content/records.js';
import type { PayloadTypes } from '../../src/schema/payloads.js';
import { loadRecordValidator } from '../../src/schema/validation.js';
import { writeTape } from '../../src/backup-set/write/database/write-tape.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import { writeSmallBackup } from '../fixtures/sql-server/small-backup.js';
import { resultSchema, type ResultTypes } from '../fixtures/result-schemas.js';
import { runHere } from './run-here.js';
import { samplePath } from '../vectors/damaged-cases.js';
import { CERTIFICATE_2023, PASSWORD, readEnvelope } from './run-restack.js';

/** The newest set of the sample whose plans, offers and subscriptions lie in a SQL Server backup. */
const SET = 'b5aeb21e';
const SHARE = ['--share', samplePath(`share/${TACOMA.fqdn}`)] as const;
const KEYS = [...CERTIFICATE_2023, ...PASSWORD];
const AT = [30, 20, 1] as const;
const CLIENT_SECRET = 'TEST-ONLY-native-set';

/** Records of one kind out of a text that somebody wrote. @throws when one breaks its schema. */
async function parseRecords<K extends keyof Company>(
  kind: K,
  text: string,
): Promise<readonly PayloadTypes[K][]> {
  const validate = await loadRecordValidator(kind);
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new TypeError(`${kind}s are no list`);
  return list.map((record) => {
    const result = validate(record);
    if (!result.valid) throw new TypeError(`a ${kind} breaks its schema`);
    return result.value;
  });
}

async function parseCompany(textOf: (kind: keyof Company) => string | Promise<string>): Promise<Company> {
  return {
    plan: await parseRecords('plan', await textOf('plan')),
    offer: await parseRecords('offer', await textOf('offer')),
    subscription: await parseRecords('subscription', await textOf('subscription')),
  };
}

type Company = Pick<SetRecords, 'plan' | 'offer' | 'subscription'>;

/** The company as a portable set of the same time would hold it. */
const COMPANY = await parseCompany((kind) =>
  moveToTacoma(JSON.stringify(contosoRecordsAt(new Date('2023-01-17T07:31:14.500Z'))[kind])),
);

let folder: string;
let cloud: RunningController;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-native-'));
  cloud = await startController({ deployment: { clientSecret: CLIENT_SECRET }, region: TACOMA.region });
  await writeFile(path.join(folder, 'ca.pem'), cloud.caCertificate);
}, 60_000);

afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true });
});

/** Runs a command over the sample, which must end well, and gives its result. */
async function run<N extends keyof ResultTypes>(schema: N, argv: readonly string[]): Promise<ResultTypes[N]> {
  const environment = {
    AZURE_TENANT_ID: cloud.tenantId,
    AZURE_CLIENT_ID: cloud.clientId,
    AZURE_CLIENT_SECRET: CLIENT_SECRET,
    RESTACK_RUN_DIR: path.join(folder, 'runs'),
  };
  const flags = [...SHARE, '--no-input', '--quiet', '--json'];
  const { exitCode, stdout, stderr } = await runHere([...argv, ...flags], { environment });
  expect(exitCode, stdout + stderr).toBe(0);
  const { result } = readEnvelope(stdout);
  const { validate } = resultSchema(schema);
  if (!validate(result)) throw new Error(JSON.stringify(validate.errors));
  return result;
}

const target = () => ['--target', cloud.adminEndpoint, '--ca-file', path.join(folder, 'ca.pem')];

/** The part of records that a database tells, in the order of their ids. */
function selectTold({ plan, offer, subscription }: Company): readonly unknown[] {
  const plans = plan.map(({ id, name, properties: { displayName, description = '', quotaIds } }) => [
    id,
    name,
    displayName,
    description,
    quotaIds,
  ]);
  const offers = offer.map(
    ({ id, properties: { displayName, maxSubscriptionsPerAccount, basePlanIds, addonPlans } }) => [
      id,
      displayName,
      maxSubscriptionsPerAccount ?? 0,
      basePlanIds,
      (addonPlans ?? []).map(({ planId }) => planId),
    ],
  );
  const subscriptions = subscription
    .filter(({ routingResourceManagerType }) => routingResourceManagerType !== 'Admin')
    .map(({ id, displayName, owner, tenantId, offerId, state, delegatedProviderSubscriptionId }) => [
      id,
      displayName,
      owner,
      tenantId,
      offerId,
      state,
      delegatedProviderSubscriptionId,
    ]);
  return [...plans, ...offers, ...subscriptions].toSorted((a, b) => String(a[0]).localeCompare(String(b[0])));
}

describe('a set of the native form', () => {
  it('is listed, shown and inspected', async () => {
    const { backups } = await run('list', ['list']);
    expect(backups.map(({ backupId }) => backupId.slice(0, 8))).toEqual([SET, 'b756c4aa']);
    expect(backups[0]).toMatchObject({ status: 'Succeeded', cloudRecoveryReady: true, problems: [] });
    const { chains, findings } = await run('show', ['show', SET]);
    expect(findings).toEqual([]);
    const lengths = chains.map(({ repository, snapshots }) => [repository, snapshots.length]);
    expect(lengths).toContainEqual([SUBSCRIPTIONS_DATABASE, 2]);
    const inspected = await run('database-inspect', ['database', 'inspect', SET, ...KEYS]);
    expect(inspected).toMatchObject({ state: { exact: true, open: [], unapplied: [] }, after: [] });
    expect(inspected.tables.filter(({ readable }) => !readable)).toEqual([]);
    expect(inspected).not.toHaveProperty('rows');
  });

  it('is verified to its content, and what the database does not tell is named once for each kind', async () => {
    const { backups } = await run('verify', ['verify', SET, ...KEYS]);
    const [found] = backups;
    expect(found).toMatchObject({ verdict: 'passed', complete: true });
    const untold = found?.findings.filter(({ code }) => code === 'DATABASE_UNTOLD') ?? [];
    expect(new Set(untold.map(({ message }) => message)).size).toBe(7);
    const unread = found?.findings.filter(({ code }) => code === 'NOT_READ') ?? [];
    expect(unread.filter(({ repository }) => repository === SUBSCRIPTIONS_DATABASE)).toEqual([]);
  });

  it('is extracted as the records that a portable set of the same company holds', async () => {
    const out = path.join(folder, 'out');
    const { repositories } = await run('extract', ['extract', SET, ...KEYS, '--out', out]);
    const files = repositories.flatMap((repository) => repository.files.map((file) => file.path));
    const names = { plan: 'Plans', offer: 'Offers', subscription: 'Subscriptions' } as const;
    const extracted = await parseCompany(async (kind) => {
      const end = `Microsoft.AzureStack.Subscriptions.${names[kind]}.json`;
      return readFile(path.join(out, files.find((file) => file.endsWith(end)) ?? ''), 'utf8');
    });
    expect(selectTold(extracted)).toEqual(selectTold(COMPANY));
  });

  it('is planned, restored and compared: all comes back but for the subscriptions of a directory', async () => {
    const plan = await run('plan', ['plan', SET, ...KEYS, ...target()]);
    expect(plan).toMatchObject({ blockers: [], summary: { blocked: 0, outOfScope: 0 } });
    expect(plan.untold.map(({ kind }) => kind)).toEqual([
      'offer',
      'offer',
      'acquiredPlan',
      'offerDelegation',
      'plan',
      'resourceGroup',
      'directoryTenant',
    ]);
    const restored = await run('restore', ['restore', SET, ...KEYS, ...target(), '--yes']);
    const ended = new Map(restored.conservation.byKind.map((counts) => [counts.kind, counts]));
    expect(restored).toMatchObject({ state: 'completed', conservation: { failed: 0, outOfScope: 0 } });
    expect(ended.get('plan')).toMatchObject({ created: COMPANY.plan.length });
    // They are made, and their state is left to a person.
    expect(ended.get('offer')).toMatchObject({ manual: COMPANY.offer.length });
    const guests = COMPANY.subscription.filter(({ tenantId }) => tenantId !== TACOMA.homeTenantId);
    expect(guests).toHaveLength(2);
    expect(ended.get('subscription')).toMatchObject({
      created: COMPANY.subscription.length - guests.length,
      manual: guests.length,
    });
    const { summary, differences } = await run('diff', ['diff', SET, ...KEYS, ...target()]);
    expect(summary).toMatchObject({ changed: 0, onlyLeft: 2, onlyRight: 0, notCompared: 0 });
    expect(new Set(differences.map(({ id }) => id.split('/').at(-1)))).toEqual(
      new Set(guests.map(({ subscriptionId }) => subscriptionId)),
    );
  });

  it('is drilled, and names what is left', async () => {
    const drill = await run('drill', ['drill', SET, ...KEYS]);
    expect(drill).toMatchObject({ state: 'completed', conservation: { failed: 0, outOfScope: 0 } });
    const left = new Set(drill.tasks.map(({ kind }) => kind));
    expect(left).toEqual(
      new Set(['offer', 'subscription', 'acquiredPlan', 'offerDelegation', 'plan', 'resourceGroup']),
    );
  });
});

describe('database inspect over files', () => {
  const whole = writeSmallBackup();
  // In the newer copy of an extent: the first page of the table of photos.
  const inPage = Buffer.from(whole).lastIndexOf('MQDA') + 24 + 120;
  const damaged = Uint8Array.from(whole, (byte, at) => (at === inPage ? byte ^ 1 : byte));
  const old = writeSmallBackup({ version: 611 });
  it.each([
    ['it was read', 0, null, '', whole],
    ['a page is damaged', 22, 'INTEGRITY', 'Photos', damaged],
    ['it is of SQL Server 2005', 23, 'UNSUPPORTED', 'given.bak: the database is of format 611', old],
    [
      'a stripe is missing',
      26,
      'INCOMPLETE',
      'stripe 2 is missing',
      writeTape([{ kind: 'full', checkpoint: AT, last: AT }], [1, 2]),
    ],
  ])('when %s it ends with %i', async (...[, exitCode, code, said, bytes]) => {
    const file = path.join(folder, 'given.bak');
    await writeFile(file, bytes);
    const end = await runHere(['database', 'inspect', file, '--json', '--no-input']);
    const { result, error } = readEnvelope(end.stdout);
    expect([end.exitCode, error?.code ?? null]).toEqual([exitCode, code]);
    if (exitCode === 0) expect(resultSchema('database-inspect').validate(result)).toBe(true);
    else expect(error?.message).toContain(said);
  });
});
