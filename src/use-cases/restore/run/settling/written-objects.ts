import { selectLastSegment } from '../../../../cloud/arm-id.js';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  readText,
  readTextOrEmpty,
} from '../../../../cloud/json-value.js';
import type { ResourceAddress } from '../../../../cloud/cloud-port.js';
import { isGuid } from '../../../../core/guid.js';
import type { RestackError } from '../../../../core/errors/restack-error.js';
import type { Awaited } from './settling.js';

/** A call, and what it says that is not so. */
export interface Contradiction {
  readonly address: ResourceAddress;
  /** The body of a call that changes something; undefined for one that reads. */
  readonly body?: JsonObject | undefined;
  readonly changes: boolean;
  /** The refusal; undefined when the object is simply not there. */
  readonly refusal: RestackError | undefined;
}

/** The time that a directory takes to copy a principal, where the run has not made the scope. REST reference, section 7.4. */
const PRINCIPAL_LIMIT_MS = 30_000;

/** The time that other work of the cloud on an object may take before it lets it be changed. */
const BUSY_LIMIT_MS = 60_000;

/**
 * The objects that a run, or an earlier attempt of its journal, has written. Only these are waited for: what
 * contradicts a write that the cloud has accepted is late, what contradicts anything else is so. But an object that the
 * cloud says it is busy with is waited for whoever wrote it.
 */
export class WrittenObjects {
  readonly #keys = new Set<string>();
  readonly #principalLimitMs: number;
  readonly #busyLimitMs: number;

  /** `limitMs` is the patience of the run. */
  constructor(limitMs: number) {
    this.#principalLimitMs = Math.min(limitMs, PRINCIPAL_LIMIT_MS);
    this.#busyLimitMs = Math.min(limitMs, BUSY_LIMIT_MS);
  }

  /** Notes an object as accepted, with the body that it was written with. */
  note({ host, path }: ResourceAddress, body?: JsonObject): void {
    const keys = listKeys(host, path);
    for (const key of keys) this.#keys.add(key);
    if (!/\/directorytenants\/[^/]+$/.test(keys[0] ?? '')) return;
    const tenant = isJsonObject(body?.['properties']) ? readText(body['properties'], 'tenantId') : undefined;
    if (tenant !== undefined) this.#keys.add(formatDirectoryKey(tenant));
  }

  /** Finds the written object that a call speaks against; undefined where the call is to be believed. */
  findAwaited(contradiction: Contradiction): Awaited | undefined {
    const { address } = contradiction;
    return typeof address.host === 'object'
      ? this.#findInVault(address.host.vault, contradiction)
      : this.#findInManager(contradiction);
  }

  #findInVault(vault: string, { address, refusal, changes }: Contradiction): Awaited | undefined {
    const host = `vault ${vault.toLowerCase()}`;
    const { status, code } = describeRefusal(refusal);
    if (status === 404 && code === 'secretnotfound' && !changes) return this.#await(address);
    if (refusal === undefined) return this.#await(address);
    if (!this.#keys.has(host)) return undefined;
    if (status === 403 && mayPass(refusal))
      return describeAwaited(host, 'access', `vault ${vault} to let restack in`);
    const isAway = status === 404 || (status === undefined && isUnanswered(refusal));
    return isAway ? describeAwaited(host, 'host', `vault ${vault} to answer`) : undefined;
  }

  #findInManager({ address, body, changes, refusal }: Contradiction): Awaited | undefined {
    if (refusal === undefined) return this.#await(address);
    const { status, code } = describeRefusal(refusal);
    const path = decodePath(address.path);
    const holder = this.#findHolder(path, { status, code });
    if (holder !== undefined) return holder;
    const named = this.#findNamed(code, path, body);
    if (named !== undefined || code === UNKNOWN_DIRECTORY) return named;
    if (!changes) return status === 404 ? this.#await(address) : undefined;
    const isMissing = status === 404 || ((status === 400 || status === 409) && MISSING.test(code));
    return isMissing ? this.#awaitReference(path, body) : undefined;
  }

  /** Finds what holds a call back as a whole: an object that the cloud is busy with, or the scope of it. */
  #findHolder(
    path: string,
    refusal: { readonly status: number | undefined; readonly code: string },
  ): Awaited | undefined {
    if (refusal.status === 409 && BUSY.has(refusal.code)) {
      const awaited = describeAwaited(path, 'free', `${describeObject(path)} to be free`);
      return { ...awaited, limitMs: this.#busyLimitMs };
    }
    const scope = selectRefusedScope(path, refusal);
    return scope === undefined ? undefined : this.#awaitKey(scope);
  }

  /** Finds the principal or the directory that a refusal speaks of. */
  #findNamed(code: string, path: string, body: JsonObject | undefined): Awaited | undefined {
    if (code === 'principalnotfound') return this.#awaitPrincipal(path, body);
    // Bodies name a directory by its GUID alone, and what else they name is not in question.
    if (code !== UNKNOWN_DIRECTORY) return undefined;
    return this.#awaitKey(formatDirectoryKey(readTextOrEmpty(body ?? {}, 'tenantId')));
  }

  #awaitPrincipal(path: string, body: JsonObject | undefined): Awaited {
    const properties = isJsonObject(body?.['properties']) ? body['properties'] : {};
    const principal = readTextOrEmpty(properties, 'principalId').toLowerCase();
    const awaited = describeAwaited(
      `principal ${principal}`,
      'known',
      `principal ${shorten(principal)} to be known`,
    );
    const isOwn = this.#awaitReference(path, undefined) !== undefined;
    return isOwn ? awaited : { ...awaited, limitMs: this.#principalLimitMs };
  }

  /** The nearest written object that a path leads through, else the first that a body names. */
  #awaitReference(path: string, body: JsonObject | undefined): Awaited | undefined {
    for (const key of [...listAncestors(path), ...listIds(body)]) {
      const awaited = this.#awaitKey(key);
      if (awaited !== undefined) return awaited;
    }
    return undefined;
  }

  #await({ host, path }: ResourceAddress): Awaited | undefined {
    return this.#awaitKey(formatObjectKey(host, path));
  }

  #awaitKey(key: string): Awaited | undefined {
    return this.#keys.has(key)
      ? describeAwaited(key, 'there', `${describeObject(key)} to be readable`)
      : undefined;
  }
}

const UNKNOWN_DIRECTORY = 'directorytenantnotfound';

/** An object that shall show what was written. */
export function awaitValue(
  { host, path }: ResourceAddress,
  limits: Pick<Awaited, 'limitMs' | 'atMostMs'>,
): Awaited {
  const key = formatObjectKey(host, path);
  const what = `${describeObject(key)} to show what was written`;
  const isDoubted = limits.atMostMs !== undefined;
  return { ...describeAwaited(isDoubted ? `doubt ${key}` : key, 'value', what), ...limits };
}

function describeAwaited(key: string, aspect: string, what: string): Awaited {
  return { key, aspect, what };
}

/** Refusals that speak of the subscription in the path. Source: REST reference, section 10.1. */
const OF_SUBSCRIPTION: ReadonlySet<string> = new Set([
  'subscriptionnotfound',
  'authorizationfailed',
  'linkedauthorizationfailed',
]);

/** The subscription or the group of a path, where that is what a refusal speaks of. */
function selectRefusedScope(
  path: string,
  { status, code }: { readonly status: number | undefined; readonly code: string },
): string | undefined {
  if (code === 'resourcegroupnotfound')
    return /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+/.exec(path)?.[0];
  const isOfSubscription =
    status === 401 ? code === 'invalidauthenticationtokentenant' : OF_SUBSCRIPTION.has(code);
  return isOfSubscription ? /^\/subscriptions\/[^/]+/.exec(path)?.[0] : undefined;
}

/** Codes that say that something which the call needs is not there. */
const MISSING = /notfound|doesnotexist|notexist|missingsubscriptionregistration/;

/** Codes of a conflict that passes. Source: ARM, common deployment errors; ARM, throttling. */
const BUSY: ReadonlySet<string> = new Set([
  'anotheroperationinprogress',
  'conflictingconcurrentwritenotallowed',
  'retryableerror',
  'retryableerrorduetoanotheroperation',
]);

/** Reasons of a vault's 403 that no wait would change. */
const FORBIDDEN_FOR_GOOD =
  /^(?:secretdisabled|secretexpired|secretnotyetvalid|forbiddenby(?:rbac|firewall|connection))$/;

function mayPass({ details }: RestackError): boolean {
  return ![details['innerCode'], details['armCode']].some((code) =>
    FORBIDDEN_FOR_GOOD.test(String(code).toLowerCase()),
  );
}

function describeRefusal(refusal: RestackError | undefined): {
  readonly status: number | undefined;
  /** Lower case; empty when there is none. */
  readonly code: string;
} {
  const { status, armCode } = refusal?.details ?? {};
  return {
    status: typeof status === 'number' ? status : undefined,
    code: typeof armCode === 'string' ? armCode.toLowerCase() : '',
  };
}

/** Failures of a connection that are none of a host that is not there yet. */
const FOR_GOOD = /^(?:EMSGSIZE|CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH)/;

function isUnanswered({ code, details }: RestackError): boolean {
  return code === 'TARGET_UNREACHABLE' && !FOR_GOOD.test(readTextOrEmpty(details, 'systemCode'));
}

function formatDirectoryKey(tenantId: string): string {
  return `/directorytenants/${tenantId.toLowerCase()}`;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path).toLowerCase();
  } catch {
    return path.toLowerCase();
  }
}

const SUBSCRIPTION =
  /^\/subscriptions\/[^/]+\/providers\/microsoft\.subscriptions\.admin(\/subscriptions\/[^/]+)$/;
const POLICIES = /^(.*\/vaults\/([^/]+))(?:\/accesspolicies\/[^/]+)?$/;
const REGISTRATION = /^(.*\/providers\/[^/]+)\/register$/;
const ROLE = /\/providers\/microsoft\.authorization\/roledefinitions\/[^/]+$/;

/** The key of the object at an address. The versions of a secret are one object. */
function formatObjectKey(host: ResourceAddress['host'], path: string): string {
  const decoded = decodePath(path);
  if (typeof host !== 'object') return ROLE.exec(decoded)?.[0] ?? decoded;
  return `vault ${host.vault.toLowerCase()}${/^\/secrets\/[^/]+/.exec(decoded)?.[0] ?? decoded}`;
}

/** All that a write makes: the object, and what goes with it. */
function listKeys(host: ResourceAddress['host'], path: string): readonly string[] {
  const key = formatObjectKey(host, path);
  if (typeof host === 'object') return [key];
  const [, subscription] = SUBSCRIPTION.exec(key) ?? [];
  if (subscription !== undefined) return [key, subscription];
  const [, vault, name] = key.includes('/providers/microsoft.keyvault/') ? (POLICIES.exec(key) ?? []) : [];
  if (vault !== undefined && name !== undefined) return [vault, `vault ${name}`];
  return [REGISTRATION.exec(key)?.[1] ?? key];
}

/** The ids that a path leads through, the object itself first. */
function listAncestors(path: string): readonly string[] {
  const segments = path.split('/');
  const ids: string[] = [];
  for (let length = segments.length; length >= 3; length--) {
    const id = segments.slice(0, length).join('/');
    ids.push(ROLE.exec(id)?.[0] ?? id);
  }
  return ids;
}

/** The ids in a body, as keys of objects; and each GUID as that of a subscription. */
function listIds(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') {
    const text = value.toLowerCase();
    return [text.startsWith('/') ? (ROLE.exec(text)?.[0] ?? text) : `/subscriptions/${text}`];
  }
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => listIds(item));
  return isJsonObject(value) ? Object.values(value).flatMap((member) => listIds(member)) : [];
}

const NAMES: Readonly<Record<string, string>> = {
  subscriptions: 'subscription',
  resourcegroups: 'resource group',
  directorytenants: 'directory tenant',
  quotas: 'quota',
  plans: 'plan',
  offers: 'offer',
  offerdelegations: 'offer delegation',
  acquiredplans: 'acquired plan',
  roledefinitions: 'role',
  roleassignments: 'role assignment',
  vaults: 'vault',
  secrets: 'secret',
  providers: 'provider',
};

function describeObject(key: string): string {
  const [type = ''] = key.split('/').slice(-2, -1);
  return `${NAMES[type] ?? 'object'} ${shorten(selectLastSegment(key))}`;
}

/** The beginning of a GUID, which is enough to know it by: a line on a terminal is short. */
function shorten(name: string): string {
  return isGuid(name) ? name.slice(0, 8) : name;
}
