import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTOSO, TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import { sampleKeyFile } from '../../samples/generator/stable-values.js';
import type { AppContext } from '../../src/app/app.js';
import type { CapturePorts, CheckedOptions } from '../../src/app/capture/capture-set.js';
import { letInto } from '../fixtures/restore-run.js';
import { createAppContext } from '../doubles/app-context.js';
import { machineShareFiles } from '../../src/adapters/disk/machine-share-files.js';
import { readPublicCertificate } from '../../src/app/keys/keyring.js';
import { withOpenSets } from '../../src/app/share/open-sets.js';
import { verifyOne } from '../../src/app/share/verify-backups.js';
import type { Catalog } from '../../src/backup-set/catalog.js';
import { selectBackupSet } from '../../src/backup-set/catalog/select-set.js';
import type { SetRecords } from '../../src/backup-set/content/records.js';
import { silentProgress } from '../../src/core/progress.js';
import type { DeploymentOptions, SeedRecords } from '../../src/controller/index.js';
import type { DrillCloud, DrillReport } from '../../src/use-cases/drill/drill-report.js';
import { runDrill } from '../../src/use-cases/drill/run-drill.js';
import { machineProcesses } from '../../src/adapters/disk/process/machine-processes.js';
import { systemClock } from '../../src/core/clock.js';
import { isJsonObject, type JsonObject, readText } from '../../src/cloud/json-value.js';
import { compareObjects } from '../../src/use-cases/restore/comparison.js';
import { KINDS } from '../../src/use-cases/restore/kinds/kind-registry.js';
import type { PayloadKind } from '../../src/schema/payloads.js';

export const PRINCIPAL = '4d0c1a52-3a7e-4d9b-9f10-0b1f2c3d4e5f';
export const STAMP_VERSION = '1.2301.0.55';
/** The same deployment twice: a cloud, and what is made in its place. */
export const DEPLOYMENT: DeploymentOptions = {
  principalId: PRINCIPAL,
  providerSubscriptionId: CONTOSO.providerSubscriptionId,
  tenantId: CONTOSO.homeTenantId,
};

/** The sample company as it is; the service principal may do nothing in its vaults. */
export const companyRecords: SetRecords = contosoRecordsAt(new Date(TIMES.wednesdayNoon));

/**
 * The sample company; its vaults let the service principal do everything with secrets. The entry of the home directory is
 * there already: the deployment makes it.
 */
export const company: SeedRecords = {
  ...companyRecords,
  directoryTenant: companyRecords.directoryTenant.filter(
    ({ properties }) => properties.tenantId !== CONTOSO.homeTenantId,
  ),
  vault: letInto(companyRecords.vault, PRINCIPAL),
};

export const PORTS: CapturePorts = {
  files: machineShareFiles,
  processes: machineProcesses,
  clock: systemClock,
};

export const context: AppContext = {
  progress: silentProgress,
  prompts: {
    askPassword: () => Promise.reject(new Error('nobody is here')),
    confirm: () => Promise.reject(new Error('nobody is here')),
  },
  signal: new AbortController().signal,
  warn: () => {},
};

/** A capture onto a share for the sample certificate of 2023. */
export async function captureOptions(
  share: string,
  more: Partial<CheckedOptions> = {},
): Promise<CheckedOptions> {
  const certificate = await readPublicCertificate(
    sampleKeyFile('TEST-ONLY-backup-2023.cer'),
    createAppContext(),
  );
  return {
    share,
    runsFolder: join(share, '.runs'),
    certificate,
    fullEvery: 14,
    fqdn: undefined,
    stampVersion: STAMP_VERSION,
    enableDisabled: true,
    ...more,
  };
}

/** The keys that open the sets. */
export const KEYS = {
  certFiles: [sampleKeyFile('TEST-ONLY-backup-2023.pfx')],
  certPasswordFiles: [sampleKeyFile('TEST-ONLY-password.txt')],
};

export function makeShare(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'restack-capture-'));
}

/** A set of a share, verified to its last record. */
export async function readCaptured(
  share: string,
  backup: string,
): Promise<{
  readonly catalog: Catalog;
  readonly records: SetRecords | undefined;
  /** Codes of what is worse than context. */
  readonly problems: readonly string[];
}> {
  return withOpenSets({ share, ...KEYS }, context, async (sets) => {
    const set = selectBackupSet(sets.catalog, backup);
    const { records, findings } = await verifyOne(set, { level: 'content', sets, context });
    const problems = findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
    return { catalog: sets.catalog, records, problems };
  });
}

/** Restores records into a cloud that stays. */
export async function restoreInto(target: DrillCloud['target'], records: SetRecords): Promise<DrillReport> {
  const { result } = await runDrill(
    {
      startCloud: () => Promise.resolve({ target, close: () => Promise.resolve() }),
      readSet: () =>
        Promise.resolve({
          backupId: '00000000-0000-4000-8000-000000000001',
          createdAt: new Date(),
          deploymentId: '00000000-0000-4000-8000-000000000002',
          stampVersion: '1.2301.0.55',
          digest: 'a'.repeat(64),
          verification: { level: 'content', verdict: 'passed', complete: true, findings: [] },
          records,
        }),
    },
    { runId: 'drill-1', clock: systemClock },
  );
  return result;
}

/** Where two captures differ in what belongs to the cloud's owners. */
export function describeDifferences(
  left: SetRecords,
  right: SetRecords,
  homeTenantId: string,
): readonly string[] {
  return Object.values(KINDS).flatMap(({ kind, rules }) => {
    const [ours, theirs] = [left, right].map((records) => indexRecords(kind, records, homeTenantId));
    const keys = [...new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])];
    return keys.flatMap((key) => {
      const [a, b] = [ours?.get(key), theirs?.get(key)];
      if (a === undefined || b === undefined)
        return [`${kind} ${key}: only ${a === undefined ? 'right' : 'left'}`];
      return compareObjects(a, b, rules).map(({ path }) => `${kind} ${key}: ${path}`);
    });
  });
}

function indexRecords(
  kind: PayloadKind,
  records: SetRecords,
  homeTenantId: string,
): ReadonlyMap<string, JsonObject> {
  const all: readonly object[] = records[kind];
  const own = all.filter((record): record is JsonObject => isJsonObject(record));
  const kept = own.filter(
    (record) => kind !== 'directoryTenant' || read(record, 'tenantId') !== homeTenantId,
  );
  // A restore makes all versions within a second, and then the API tells only which one is the current.
  const current = new Map(kept.map((record) => [secretKeyOf(record), record]));
  return new Map(
    kept.map((record) => {
      if (kind === 'roleAssignment') return [grantKeyOf(record), record];
      const key = kind === 'secret' ? secretKeyOf(record) : idOf(record);
      const isOld = kind === 'secret' && current.get(key) !== record;
      return [isOld ? `${key} was ${readText(record, 'value') ?? ''}` : key, record];
    }),
  );
}

function read(record: JsonObject, member: string): string {
  const properties = record['properties'];
  return (isJsonObject(properties) ? readText(properties, member) : undefined) ?? '';
}

function idOf(record: JsonObject): string {
  return (readText(record, 'id') ?? '').toLowerCase();
}

/** Vault and name. */
function secretKeyOf(record: JsonObject): string {
  return idOf(record)
    .replace(/:\d+(?=\/)/, '')
    .replace(/\/[^/]*$/, '');
}

/** The names of assignments are the server's where it makes them itself. */
function grantKeyOf(record: JsonObject): string {
  const role = read(record, 'roleDefinitionId').split('/').at(-1) ?? '';
  return [read(record, 'scope'), read(record, 'principalId'), role].join(' ').toLowerCase();
}
