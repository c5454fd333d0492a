import { normalizeArmId, selectLastSegment } from '../../../cloud/arm-id.js';
import { isJsonObject, type JsonObject, readText, readTextOrEmpty } from '../../../cloud/json-value.js';
import { groupByKey } from '../../../core/group-by-key.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import type { SecretDigest } from './conceal-secrets.js';

/** A record of a set, in the form in which it compares. */
export interface ComparableRecord {
  readonly record: JsonObject;
  readonly comparable: JsonObject;
}

/**
 * The records of one kind by an identity that two sets share, lower case. Mostly that is the id. Names that a server
 * makes itself mean nothing between two sets:
 * - a role assignment is identified by its scope, role and principal;
 * - the current version of a secret by the secret, an older one by its content, in no order: a restore writes all
 * versions within a second, and then the API tells of the current one only which it is.
 *
 * Source: REST reference, sections 7.4 and 8.2.
 */
export function identifyRecords(
  kind: PayloadKind,
  records: readonly ComparableRecord[],
  digest: SecretDigest,
): ReadonlyMap<string, JsonObject> {
  if (kind === 'secret') return identifyVersions(records, digest);
  const identify = kind === 'roleAssignment' ? identifyGrant : identifyById;
  return new Map(records.map(({ record, comparable }) => [identify(record), comparable]));
}

function identifyById(record: JsonObject): string {
  return normalizeArmId(readTextOrEmpty(record, 'id'));
}

function identifyGrant(record: JsonObject): string {
  const { properties } = record;
  const read = (member: string) =>
    (isJsonObject(properties) ? readText(properties, member) : undefined) ?? '';
  const scope = read('scope') === '/' ? '' : read('scope');
  const grant = `${selectLastSegment(read('roleDefinitionId'))} to ${read('principalId')}`;
  return normalizeArmId(`${scope}/providers/Microsoft.Authorization/roleAssignments/${grant}`);
}

function identifyVersions(
  records: readonly ComparableRecord[],
  digest: SecretDigest,
): ReadonlyMap<string, JsonObject> {
  const identified = new Map<string, JsonObject>();
  for (const [secret, versions] of groupByKey(records, ({ record }) => formatSecretId(record))) {
    const sorted = versions.toSorted((left, right) => createdAt(left.record) - createdAt(right.record));
    for (const { comparable } of sorted.slice(0, -1)) {
      const id = `${secret}/older ${digest(JSON.stringify(comparable))}`;
      identified.set(selectFree(id, identified), comparable);
    }
    const current = sorted.at(-1);
    if (current !== undefined) identified.set(secret, current.comparable);
  }
  return identified;
}

/** The first free identity for one of several equal older versions, which are counted. */
function selectFree(id: string, taken: ReadonlyMap<string, JsonObject>): string {
  let free = id;
  for (let count = 2; taken.has(free); count++) free = `${id} (${count})`;
  return free;
}

/** The id of a secret without version and port. A cloud on a port of its own shows the port or leaves it out. */
function formatSecretId(record: JsonObject): string {
  const id = readTextOrEmpty(record, 'id');
  const [, host, name] = /^https:\/\/([^/:]+)(?::\d+)?\/secrets\/([^/]+)/i.exec(id) ?? [];
  return host === undefined || name === undefined
    ? id.toLowerCase()
    : `https://${host}/secrets/${name}`.toLowerCase();
}

function createdAt({ attributes }: JsonObject): number {
  const created = isJsonObject(attributes) ? attributes['created'] : undefined;
  return typeof created === 'number' ? created : 0;
}
