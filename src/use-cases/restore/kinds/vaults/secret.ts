import type { SetRecords } from '../../../../backup-set/content/records.js';
import { VAULT_HOST_VERSION } from '../../../../cloud/api-versions.js';
import { normalizeArmId } from '../../../../cloud/arm-id.js';
import { isJsonObject, type JsonObject } from '../../../../cloud/json-value.js';
import { groupByKey } from '../../../../core/group-by-key.js';
import { selectOwnMembers } from '../../comparison.js';
import type { ResourceKind } from '../resource-kind.js';
import { SECRET_RULES, type SecretPlace } from './secret-version.js';
import { findCopies, findVersion, prepareVersion, readVersionBack, writeVersion } from './secret-versions.js';
import type { VaultRecord } from './vault-access.js';

/**
 * Secrets. One record is one version. Versions get new ids, and the newest one is the current one, so they are written
 * one after the other, oldest first. Source: REST reference, section 8.2.
 */
export const secret: ResourceKind<'secret'> = {
  kind: 'secret',
  rules: SECRET_RULES,
  describe(record, context) {
    const place = parsePlace(record.id);
    const { vaults, histories } = indexRecords(context.records);
    const holder = vaults.get(place.vault.toLowerCase());
    if (holder === undefined) {
      return {
        action: 'manual',
        reason: `the set has no vault named ${place.vault}; create it and set the secret`,
      };
    }
    if (record.managed === true) {
      const reason = `backs a certificate; import the certificate ${place.name} into the vault ${place.vault}`;
      return { action: 'manual', reason };
    }
    const inside = normalizeArmId(holder.id);
    const history = histories.get(formatKey(place)) ?? [record];
    const bodies = history.map(selectBody);
    const position = history.indexOf(record);
    const body = bodies[position] ?? selectBody(record);
    const id = normalizeArmId(record.id);
    const newestId = normalizeArmId((history.at(-1) ?? record).id);
    const older = bodies.slice(0, position);
    const version = { place, vault: holder, id, newestId, body, older, bodies };
    return {
      action: 'replay',
      replay: {
        id,
        address: place.address,
        lane: { name: place.address.path + place.vault, position: createdAt(record) },
        steps: [
          {
            stage: 'secrets',
            body,
            settlesDoubt: true,
            opensToRead: true,
            prepare: (access) => prepareVersion(version, access),
            write: (access, doubt) => writeVersion(version, access, doubt),
            readBack: (access, written) => readVersionBack(version, written, access),
            findRepetition: (access) => findCopies(version, access),
          },
        ],
        references: [inside],
        inside,
        find: (access) => findVersion(version, access),
      },
    };
  },
};

/** Parses `https://{vault}.vault.{region}.{domain}[:port]/secrets/{name}/{version}`. */
function parsePlace(id: string): SecretPlace {
  const url = new URL(id);
  const vault = url.hostname.split('.')[0] ?? '';
  const name = url.pathname.split('/')[2] ?? '';
  return {
    vault,
    name,
    address: { host: { vault }, path: `/secrets/${name}`, apiVersion: VAULT_HOST_VERSION },
  };
}

function formatKey({ vault, name }: SecretPlace): string {
  return `${vault}/${name}`.toLowerCase();
}

/** The records of a whole set by which a secret is described. */
interface SecretIndex {
  /** The vaults by name, lower case. */
  readonly vaults: ReadonlyMap<string, VaultRecord>;
  /** All versions that are replayed, by secret, oldest first. */
  readonly histories: ReadonlyMap<string, readonly SecretRecord[]>;
}

const INDEXES = new WeakMap<SetRecords, SecretIndex>();

/** Makes the index once for all records of a set. */
function indexRecords(records: SetRecords): SecretIndex {
  const known = INDEXES.get(records);
  if (known !== undefined) return known;
  const vaults = new Map<string, VaultRecord>();
  for (const holder of records.vault) {
    const name = selectName(holder.id);
    if (!vaults.has(name)) vaults.set(name, holder);
  }
  const index = { vaults, histories: indexHistories(records) };
  INDEXES.set(records, index);
  return index;
}

function indexHistories(records: SetRecords): ReadonlyMap<string, readonly SecretRecord[]> {
  const replayed = records.secret.filter(({ managed }) => managed !== true);
  const histories = groupByKey<SecretRecord>(replayed, ({ id }) => formatKey(parsePlace(id)));
  for (const history of histories.values()) history.sort((left, right) => createdAt(left) - createdAt(right));
  return histories;
}

function selectName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1).toLowerCase();
}

interface SecretRecord {
  readonly id: string;
  readonly attributes?: { readonly created?: number | null; readonly enabled?: boolean | null };
}

function createdAt({ attributes }: SecretRecord): number {
  return attributes?.created ?? 0;
}

function selectBody(record: SecretRecord): JsonObject {
  const own = selectOwnMembers(record, SECRET_RULES);
  const { attributes } = own;
  return { ...own, attributes: { enabled: true, ...(isJsonObject(attributes) ? attributes : {}) } };
}
