import { isJsonObject, parseJson } from '../../../cloud/json-value.js';
import type { Cloud } from '../../cloud/cloud.js';
import type { AccessPolicy } from '../../cloud/state/stored-objects.js';
import { accessDenied, secretNotFound, vaultNotFound } from '../../providers/vaults/vault-errors.js';
import type { Call, Caller } from '../../wire/call.js';
import { armError, gatewayError, type Reply } from '../../wire/reply.js';
import { stringAt, valueAt } from '../../wire/request-fields.js';
import type { SettlingKind, SettlingLags } from './profile.js';

/** A call that has found its route and its caller. */
export interface LateCall {
  readonly call: Call;
  readonly caller: Caller;
  readonly cloud: Cloud;
  /** The answer to a GET of a path now; undefined where there is no such route. */
  readonly read: (path: string) => Reply | undefined;
}

/** Something that the cloud has accepted and does not show yet. Times in milliseconds since 1970. */
interface Late {
  readonly kind: SettlingKind;
  readonly isNew: boolean;
  readonly shownAtMs: number;
  readonly listedAtMs: number;
  /** The answer to who asks for it before. */
  readonly answer: (nowMs: number) => Reply;
}

/**
 * The writes that a cloud has accepted and does not show yet: reads answer as they did before, other objects cannot
 * name or enter a new one, and lists lack it. Decided by the controller's time alone.
 */
export class LateWrites {
  readonly #lags: SettlingLags | undefined;
  /** By lower-case path; `vault <name>/…` on the host of a vault. */
  readonly #objects = new Map<string, Late>();
  /** When the hosts of new vaults were made, by the vault's name. */
  readonly #hosts = new Map<string, number>();
  /** When access begins to work, by vault and principal. */
  readonly #access = new Map<string, number>();
  /** When a principal was first named. */
  readonly #principals = new Map<string, number>();

  /** Without lags everything shows at once. */
  constructor(lags: SettlingLags | undefined) {
    this.#lags = lags;
  }

  /** Forgets everything: all of it shows. */
  clear(): void {
    for (const map of [this.#objects, this.#hosts, this.#access, this.#principals]) map.clear();
  }

  /** True for a call to the host of a vault whose name leads nowhere yet. */
  isSilent(call: Call): boolean {
    return call.host === 'vault' && this.#hostShare(call) < 0.5;
  }

  /** Answers a call: with what the cloud shows already, or by `handle`. */
  answer(asked: LateCall, handle: () => Reply): Reply {
    if (this.#lags === undefined) return handle();
    const { call } = asked;
    const early = call.host === 'vault' ? this.#refuseVault(asked) : this.#refusePrincipal(asked);
    const refused = early ?? this.#contradict(call);
    if (refused !== undefined) return refused;
    return isRead(call) ? this.#withoutUnlisted(call, handle()) : this.#write(asked, handle);
  }

  /** The share of its lag that the host of a vault has behind it; 1 for one that answers. */
  #hostShare({ vaultName, receivedAt }: Call): number {
    const madeAtMs = this.#hosts.get(vaultName);
    const lagMs = this.#lags?.vaultHostsMs ?? 0;
    return madeAtMs === undefined || lagMs === 0 ? 1 : (receivedAt.getTime() - madeAtMs) / lagMs;
  }

  #refuseVault({ call, caller }: LateCall): Reply | undefined {
    if (this.#hostShare(call) < 1) return vaultNotFound(call.vaultName);
    const worksAtMs = this.#access.get(accessKey(call.vaultName, caller.principalId)) ?? 0;
    if (call.receivedAt.getTime() >= worksAtMs) return undefined;
    return accessDenied(`The access of '${caller.principalId}' to '${call.vaultName}' does not work.`);
  }

  #refusePrincipal({ call, cloud }: LateCall): Reply | undefined {
    if (call.method !== 'PUT' || !/\/roleassignments\/[^/]+$/i.test(call.path)) return undefined;
    const principal = stringAt(parseJson(call.bodyText), 'properties.principalId')?.toLowerCase() ?? '';
    const isOwn = cloud.principals.list().some(({ principalId }) => principalId.toLowerCase() === principal);
    if (isOwn) return undefined;
    const nowMs = call.receivedAt.getTime();
    const firstMs = this.#principals.get(principal) ?? nowMs;
    this.#principals.set(principal, firstMs);
    if (nowMs >= firstMs + (this.#lags?.principalsMs ?? 0)) return undefined;
    const message = `Principal ${principal} does not exist in the directory ${cloud.ids.tenantId}.`;
    return armError(400, { code: 'PrincipalNotFound', message });
  }

  /** The answer of a cloud that does not know yet what a call is about, leads through or names. */
  #contradict(call: Call): Reply | undefined {
    const nowMs = call.receivedAt.getTime();
    const [own = '', ...outer] = listPrefixes(keyOf(call.host, call.vaultName, call.path));
    const self = isRead(call) ? this.#findHidden(own, nowMs) : undefined;
    if (self !== undefined) return self.answer(nowMs);
    const around = outer.map((key) => this.#findHidden(key, nowMs)).find((late) => late?.isNew === true);
    if (around !== undefined) return around.answer(nowMs);
    return isRead(call) || call.host === 'vault' ? undefined : this.#contradictBody(own, call);
  }

  /** The answer to a write whose body names something that is not known yet. */
  #contradictBody(own: string, call: Call): Reply | undefined {
    const nowMs = call.receivedAt.getTime();
    const body = parseJson(call.bodyText);
    const directory = directoryKey(stringAt(body, 'tenantId'));
    if (this.#findHidden(directory, nowMs)?.isNew === true) return refuseDirectory(directory);
    for (const id of listIds(body)) {
      const late = id === own ? undefined : this.#findHidden(id, nowMs);
      if (late?.isNew === true) return refuseReference(late.kind, id);
    }
    return undefined;
  }

  #findHidden(key: string, nowMs: number): Late | undefined {
    const late = this.#objects.get(key);
    return late !== undefined && nowMs < late.shownAtMs ? late : undefined;
  }

  #withoutUnlisted(call: Call, reply: Reply): Reply {
    const items = valueAt(reply.body, 'value');
    if (!Array.isArray(items) || !isJsonObject(reply.body)) return reply;
    const nowMs = call.receivedAt.getTime();
    const isListed = (item: unknown) => {
      const late = this.#objects.get(keyOfId(stringAt(item, 'id') ?? ''));
      return late === undefined || !late.isNew || nowMs >= late.listedAtMs;
    };
    return { ...reply, body: { ...reply.body, value: items.filter((item) => isListed(item)) } };
  }

  #write(asked: LateCall, handle: () => Reply): Reply {
    const { call, cloud, read } = asked;
    const path = call.path.replace(/\/accesspolicies\/[^/]+$/i, '');
    const key = keyOf(call.host, call.vaultName, path);
    const kind = KINDS.find(([pattern]) => pattern.test(key))?.[1];
    if (kind === undefined) return handle();
    const name = key.slice(key.lastIndexOf('/') + 1);
    const policiesOf = () => (kind === 'vault' ? cloud.state.vaults.get(name)?.accessPolicies : undefined);
    const before = read(path);
    const known = policiesOf() ?? [];
    const reply = handle();
    if (reply.status >= 300) return reply;
    if (call.method === 'DELETE') this.#objects.delete(key);
    else this.#note({ kind, key, before: before ?? { status: 404 } }, call, reply);
    this.#notePolicies({ vault: name, known, given: policiesOf() ?? [] }, call.receivedAt.getTime());
    return reply;
  }

  #note(
    { kind, key, before }: { readonly kind: SettlingKind; readonly key: string; readonly before: Reply },
    call: Call,
    reply: Reply,
  ): void {
    const nowMs = call.receivedAt.getTime();
    const hidden = this.#findHidden(key, nowMs);
    const made = this.#describe(kind, before, nowMs);
    // Written again before it shows: what shows until then is what was there before the first time. Something new is
    // not the later for it.
    const shownAtMs = hidden?.isNew === true ? hidden.shownAtMs : made.shownAtMs;
    const late = hidden === undefined ? made : { ...hidden, shownAtMs };
    this.#objects.set(key, late);
    if (hidden === undefined && late.isNew) this.#noteMade(kind, key, nowMs);
    if (kind === 'directoryTenant') {
      const tenant = stringAt(parseJson(call.bodyText), 'properties.tenantId');
      this.#objects.set(directoryKey(tenant), late);
    }
    if (kind !== 'secret' || call.method === 'PATCH') return;
    const missing = secretNotFound(key.slice(key.lastIndexOf('/') + 1));
    const version = keyOfId(stringAt(reply.body, 'id') ?? '');
    this.#objects.set(version, this.#describe(kind, missing, nowMs));
  }

  /** Notes what is late beside a new object itself. */
  #noteMade(kind: SettlingKind, key: string, nowMs: number): void {
    if (kind === 'subscription') this.#noteSubscription(key, nowMs);
    if (kind === 'vault') this.#hosts.set(key.slice(key.lastIndexOf('/') + 1), nowMs);
  }

  #describe(kind: SettlingKind, before: Reply, nowMs: number): Late {
    const shownAtMs = nowMs + (this.#lags?.objectsMs[kind] ?? 0);
    const listedAtMs = nowMs + (this.#lags?.listsMs ?? 0);
    return { kind, isNew: before.status === 404, shownAtMs, listedAtMs, answer: () => before };
  }

  /** User ARM first knows nothing of a new subscription, then not its directory, then not its owner. */
  #noteSubscription(key: string, nowMs: number): void {
    const id = key.slice(key.lastIndexOf('/') + 1);
    const lagMs = this.#lags?.tenantSubscriptionsMs ?? 0;
    const shownAtMs = nowMs + lagMs;
    this.#objects.set(`/subscriptions/${id}`, {
      kind: 'subscription',
      isNew: true,
      shownAtMs,
      listedAtMs: Math.max(shownAtMs, nowMs + (this.#lags?.listsMs ?? 0)),
      answer: (atMs) => refuseSubscription(id, (atMs - nowMs) / lagMs),
    });
  }

  #notePolicies(
    {
      vault,
      known,
      given,
    }: {
      readonly vault: string;
      readonly known: readonly AccessPolicy[];
      readonly given: readonly AccessPolicy[];
    },
    nowMs: number,
  ): void {
    for (const policy of given) {
      const isOld = listGranted(policy).every((permission) =>
        known.some((one) => one.objectId === policy.objectId && listGranted(one).includes(permission)),
      );
      const worksAtMs = nowMs + (this.#lags?.accessPoliciesMs ?? 0);
      if (!isOld) this.#access.set(accessKey(vault, policy.objectId), worksAtMs);
    }
  }
}

function isRead({ method }: Call): boolean {
  return method === 'GET' || method === 'HEAD';
}

function listGranted({ permissions }: AccessPolicy): readonly string[] {
  return permissions.secrets ?? [];
}

function accessKey(vault: string, principalId: string): string {
  return `${vault} ${principalId}`.toLowerCase();
}

/** The keys of what each kind is written at. */
const KINDS: readonly (readonly [RegExp, SettlingKind])[] = [
  [/^vault [^/]+\/secrets\/[^/]+(?:\/[^/]+)?$/, 'secret'],
  [/\/resourcegroups\/[^/]+$/, 'resourceGroup'],
  [/\/quotas\/[^/]+$/, 'quota'],
  [/\/plans\/[^/]+$/, 'plan'],
  [/\/offers\/[^/]+$/, 'offer'],
  [/\/offerdelegations\/[^/]+$/, 'offerDelegation'],
  [/\/acquiredplans\/[^/]+$/, 'acquiredPlan'],
  [/\/directorytenants\/[^/]+$/, 'directoryTenant'],
  [/\/microsoft\.subscriptions\.admin\/subscriptions\/[^/]+$/, 'subscription'],
  [/\/roledefinitions\/[^/]+$/, 'roleDefinition'],
  [/\/roleassignments\/[^/]+$/, 'roleAssignment'],
  [/\/microsoft\.keyvault\/vaults\/[^/]+$/, 'vault'],
];

const ROLE = /\/providers\/microsoft\.authorization\/roledefinitions\/[^/]+$/;

function keyOf(host: Call['host'], vaultName: string, path: string): string {
  let decoded = path.toLowerCase();
  try {
    decoded = decodeURIComponent(decoded);
  } catch {
    // The router refuses such a path.
  }
  return host === 'vault' ? `vault ${vaultName}${decoded}` : (ROLE.exec(decoded)?.[0] ?? decoded);
}

/** The key of the object that an id names: an ARM id, or the address of a secret. */
function keyOfId(id: string): string {
  if (!id.startsWith('https://') || !URL.canParse(id)) return keyOf('admin', '', id);
  const { hostname, pathname } = new URL(id);
  return keyOf('vault', hostname.split('.')[0] ?? '', pathname);
}

/** A path and all that it leads through, the longest first. */
function listPrefixes(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.map((_segment, index) => segments.slice(0, segments.length - index).join('/'));
}

/** The keys of all ids that a body names. */
function listIds(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.startsWith('/') ? [keyOfId(value)] : [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => listIds(item));
  return isJsonObject(value) ? Object.values(value).flatMap((member) => listIds(member)) : [];
}

/** The codes of providers for an id that they do not know. */
const MISSING: Readonly<Partial<Record<SettlingKind, string>>> = {
  quota: 'QuotaNotFound',
  plan: 'PlanNotFound',
  offer: 'OfferNotFound',
  roleDefinition: 'RoleDefinitionDoesNotExist',
};

function refuseReference(kind: SettlingKind, id: string): Reply {
  const message = `'${id}' could not be found.`;
  return armError(400, { code: MISSING[kind] ?? 'ResourceNotFound', message });
}

function directoryKey(tenantId: string | undefined): string {
  return `directory ${(tenantId ?? '').toLowerCase()}`;
}

function refuseDirectory(directory: string): Reply {
  return armError(400, { code: 'DirectoryTenantNotFound', message: `The ${directory} is not onboarded.` });
}

/** The refusals of user ARM for a subscription that it learns of, in their order. REST reference, section 10.1. */
function refuseSubscription(id: string, share: number): Reply {
  if (share < 1 / 3) {
    return gatewayError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
  }
  if (share < 2 / 3) {
    const message = `The access token is from the wrong issuer: it does not match the tenant of '${id}'.`;
    return gatewayError(401, 'InvalidAuthenticationTokenTenant', message);
  }
  return armError(403, {
    code: 'AuthorizationFailed',
    message: `The client does not have authorization over scope '/subscriptions/${id}'.`,
  });
}
