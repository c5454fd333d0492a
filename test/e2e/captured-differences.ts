import type { SetRecords } from '../../src/backup-set/content/records.js';
import { isJsonObject, type JsonObject, readText } from '../../src/cloud/json-value.js';
import { compareObjects } from '../../src/use-cases/restore/comparison.js';
import { KINDS } from '../../src/use-cases/restore/kinds/kind-registry.js';
import type { PayloadKind } from '../../src/schema/payloads.js';

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
