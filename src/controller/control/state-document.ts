import { isJsonObject } from '../../cloud/json-value.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { Cloud, CloudIds } from '../cloud/cloud.js';
import { stringAt, valueAt } from '../wire/request-fields.js';
import {
  type CloudState,
  COLLECTION_NAMES,
  type CollectionName,
  createEmptyState,
} from '../cloud/state/cloud-state.js';
import { COLLECTION_RULES, isOfCollection } from './collection-rules.js';
import { type BackupState, createBackupState } from '../cloud/backups/backup-state.js';

const FORMAT = 'restack-controller-state';
const VERSION = 1;

/** One object of a collection; the rules of its collection say which members it has. */
type StateObject = Readonly<Record<string, unknown>>;

/**
 * Everything that is in a cloud, with its secrets, and the ids of its deployment.
 * Plain JSON: what `dump` returns and what a state file holds.
 */
export interface StateDocument {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly region: string;
  readonly domain: string;
  readonly identity: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly vaultRootKey: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly principalId: string;
  /** Absent in files of earlier versions of restack. */
  readonly stampVersion?: string | undefined;
  readonly oemVersion?: string | undefined;
  /** The backup service; absent in files of earlier versions of restack. */
  readonly backup?: BackupDocument | undefined;
  readonly collections: Readonly<Record<string, readonly StateObject[]>>;
}

/** Makes the document of a cloud. */
export function createStateDocument(cloud: Cloud): StateDocument {
  const principal = cloud.principals.list()[0];
  const collections = COLLECTION_NAMES.map((name): [string, readonly StateObject[]] => [
    name,
    cloud.state[name].list().map((value) => ({ ...value })),
  ]);
  return {
    format: FORMAT,
    version: VERSION,
    region: cloud.names.region,
    domain: cloud.names.domain,
    identity: cloud.names.identity,
    ids: { ...cloud.ids },
    vaultRootKey: cloud.vaultRootKey,
    clientId: principal?.clientId ?? '',
    clientSecret: principal?.clientSecret ?? '',
    principalId: principal?.principalId ?? '',
    ...cloud.stamp,
    backup: createBackupDocument(cloud.backup),
    collections: Object.fromEntries(collections),
  };
}

/**
 * Parses a state document.
 *
 * @throws CONFIG when the value is not a state document of this version.
 */
export function parseStateDocument(value: unknown): StateDocument {
  if (isStateDocument(value)) return value;
  throw new RestackError(
    'CONFIG',
    `the controller's state is not a document of the format ${FORMAT}, version ${VERSION}`,
  );
}

function isStateDocument(value: unknown): value is StateDocument {
  const texts = ['region', 'domain', 'identity', 'vaultRootKey', 'clientId', 'clientSecret', 'principalId'];
  const collections = valueAt(value, 'collections');
  return (
    stringAt(value, 'format') === FORMAT &&
    valueAt(value, 'version') === VERSION &&
    texts.every((name) => stringAt(value, name) !== undefined) &&
    isJsonObject(valueAt(value, 'ids')) &&
    isBackupDocument(valueAt(value, 'backup')) &&
    isJsonObject(collections) &&
    Object.values(collections).every((items) => Array.isArray(items))
  );
}

/**
 * Reads the collections of a document.
 *
 * @throws CONFIG naming the first object that is none of its collection.
 */
export function readCollections(document: StateDocument): CloudState {
  const state = createEmptyState();
  for (const name of COLLECTION_NAMES) loadCollection(state[name], name, document.collections[name] ?? []);
  return state;
}

function loadCollection<C extends CollectionName>(
  objects: CloudState[C],
  name: C,
  items: readonly unknown[],
): void {
  for (const [index, item] of items.entries()) {
    if (!isOfCollection(name, item)) {
      throw new RestackError('CONFIG', `the controller's state is damaged at /collections/${name}/${index}`);
    }
    objects.set(COLLECTION_RULES[name].key(item), item);
  }
}

/** The ids of a deployment that a document names; missing ones come from `fallback`. */
export function readIds(document: StateDocument, fallback: CloudIds): CloudIds {
  const { ids } = document;
  return {
    providerSubscriptionId: ids['providerSubscriptionId'] ?? fallback.providerSubscriptionId,
    meteringSubscriptionId: ids['meteringSubscriptionId'] ?? fallback.meteringSubscriptionId,
    consumptionSubscriptionId: ids['consumptionSubscriptionId'] ?? fallback.consumptionSubscriptionId,
    tenantId: ids['tenantId'] ?? fallback.tenantId,
    armApplicationId: ids['armApplicationId'] ?? fallback.armApplicationId,
    networkInternalSubscriptionId:
      ids['networkInternalSubscriptionId'] ?? fallback.networkInternalSubscriptionId,
    deploymentId: ids['deploymentId'] ?? fallback.deploymentId,
  };
}

/**
 * The part of the backup service that is kept between starts: everything but work under way. Plain JSON; holds the
 * symmetric key.
 */
export type BackupDocument = Readonly<
  Partial<Omit<BackupState, 'tasks' | 'operations'>> & Pick<BackupState, 'settings' | 'backups'>
>;

const HOUR_MS = 60 * 60 * 1000;

/** Makes the document of the service's state. */
export function createBackupDocument(backup: BackupState): BackupDocument {
  const { tasks: _, operations: __, ...kept } = backup;
  return kept;
}

/** True when a value out of a file is such a document, or absent. */
export function isBackupDocument(value: unknown): value is BackupDocument | undefined {
  if (value === undefined) return true;
  const backups = valueAt(value, 'backups');
  const numbers = ['frequencyHours', 'retentionDays'].map((name) => valueAt(value, `settings.${name}`));
  return (
    isJsonObject(value) &&
    numbers.every((item) => typeof item === 'number') &&
    Array.isArray(backups) &&
    backups.every((item) => ['backupId', 'path', 'createdAt', 'status'].every((name) => stringAt(item, name)))
  );
}

/**
 * Makes the service's state of a document. A backup that was running when the controller ended has failed, unless its
 * set was written already. Runs that were missed meanwhile are not made up for.
 */
export function readBackupState(document: BackupDocument, nowMs: number): BackupState {
  const { settings } = document;
  const state: BackupState = { ...createBackupState(), ...document };
  state.backups = document.backups.map((record) => {
    if (record.status !== 'Running') return record;
    if (record.info === undefined) return { ...record, status: 'Failed' };
    const tookMs = Number(/^PT([\d.]+)S$/.exec(record.info.TimeTakenToCreate ?? '')?.[1] ?? 0) * 1000;
    const createdAt = new Date(Date.parse(record.createdAt) + tookMs).toISOString();
    return { ...record, status: 'Succeeded', createdAt };
  });
  const stepMs = settings.frequencyHours * HOUR_MS;
  const missed = Math.ceil((nowMs - (state.nextRunMs ?? nowMs)) / stepMs);
  if (state.nextRunMs !== undefined && missed > 0) state.nextRunMs += missed * stepMs;
  return state;
}
