import type { ResourceAddress, TargetIdentity } from '../../src/cloud/cloud-port.js';
import { isJsonObject, type JsonObject } from '../../src/cloud/json-value.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import { MemoryTarget, refused, TARGET, withProperty } from './memory-target.js';

const PROVIDER = TARGET.providerSubscriptionId;
const ADMIN = `/subscriptions/${PROVIDER}/providers/microsoft.subscriptions.admin`;
const SHIPPED = [
  'microsoft.keyvault.admin/locations/drill/quotas/unlimited',
  'microsoft.subscriptions.admin/locations/drill/quotas/delegatedproviderquota',
].map((name) => `/subscriptions/${PROVIDER}/providers/${name}`);

const OPENING = ['get', 'list', 'set'];

const text = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : '');
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(text) : []);
const inside = ({ properties }: JsonObject): JsonObject => (isJsonObject(properties) ? properties : {});
const pathOf = ({ path }: ResourceAddress) => decodeURIComponent(path).toLowerCase();
const subscriptionOf = (id: string) => /^\/subscriptions\/([^/]+)/.exec(id)?.[1] ?? '';

/**
 * A target that holds to the rules of a cloud: what an object refers to is there, what is disabled or decommissioned
 * takes nothing new, fixed members stay, and vaults let in whom their policies name. It counts every call that changes
 * something.
 */
export class StrictTarget extends MemoryTarget {
  override readonly identity: TargetIdentity;
  calls = 0;

  constructor(identitySystem: TargetIdentity['identitySystem'] = 'aad') {
    super();
    this.identity = { ...TARGET, identitySystem };
    for (const id of SHIPPED) this.objects.set(id, { id });
  }

  override read(address: ResourceAddress) {
    if (!this.#mayLook(address)) return Promise.reject(new RestackError('PERMISSION_MISSING', 'no policy'));
    return super.read(address);
  }

  override list(address: ResourceAddress) {
    if (!this.#mayLook(address)) return Promise.reject(new RestackError('PERMISSION_MISSING', 'no policy'));
    return super.list(address);
  }

  override write(address: ResourceAddress, body: JsonObject) {
    this.calls += 1;
    const fault = this.#findFault(pathOf(address), body);
    return fault === undefined ? super.write(address, body) : Promise.reject(refused(fault));
  }

  override append(address: ResourceAddress, body: JsonObject) {
    this.calls += 1;
    const vault = this.#findVault(address);
    const isOpen = vault !== undefined && this.#mayLook(address);
    const fault = isOpen ? this.#findShut(vault) : 'the vault does not let it in';
    return fault === undefined ? super.append(address, body) : Promise.reject(refused(fault));
  }

  override async invoke(address: ResourceAddress, body: JsonObject = {}) {
    this.calls += 1;
    const [moved = ''] = texts(body['resources']);
    const known = this.objects.get(moved);
    if (known !== undefined) {
      const offerId = body['targetDelegatedProviderOffer'] ?? null;
      const provider = /\/delegatedproviders\/([^/]+)\//.exec(text(offerId))?.[1] ?? '';
      this.objects.set(moved, { ...known, offerId, delegatedProviderSubscriptionId: provider });
    }
    const fault = address.path.endsWith('/register') ? this.#findShut(pathOf(address)) : undefined;
    if (fault !== undefined) throw refused(fault);
    return super.invoke(address);
  }

  /** Puts an object there as if somebody had made it. */
  place(id: string, change: (object: JsonObject) => JsonObject): void {
    const object = this.objects.get(id);
    if (object !== undefined) this.objects.set(id, change(object));
  }

  /** Takes an object away, with everything in it. */
  remove(id: string): void {
    const subscription = /\/microsoft\.subscriptions\.admin\/subscriptions\/([^/]+)$/.exec(id)?.[1];
    const roots = [id, ...(subscription === undefined ? [] : [`/subscriptions/${subscription}`])];
    const lost = [...this.objects.keys()].filter((key) => {
      const holder = key.startsWith('/') ? key : this.#findVaultId(key.slice(0, key.indexOf('/')));
      return roots.some((root) => `${holder ?? key}/`.startsWith(`${root}/`));
    });
    for (const key of lost) this.objects.delete(key);
  }

  #findVaultId(name: string): string | undefined {
    return [...this.objects.keys()].find((id) => id.endsWith(`/microsoft.keyvault/vaults/${name}`));
  }

  #findVault({ host }: ResourceAddress): string | undefined {
    return typeof host === 'object' ? this.#findVaultId(host.vault.toLowerCase()) : undefined;
  }

  #mayLook(address: ResourceAddress): boolean {
    if (typeof address.host === 'string') return true;
    const vault = this.objects.get(this.#findVault(address) ?? '');
    const policies = vault === undefined ? [] : inside(vault)['accessPolicies'];
    return (
      Array.isArray(policies) &&
      policies.some((policy) => {
        const permissions = isJsonObject(policy) ? policy['permissions'] : undefined;
        const isOwn = isJsonObject(policy) && text(policy['objectId']) === this.identity.principalId;
        const granted = isJsonObject(permissions) ? texts(permissions['secrets']) : [];
        return isOwn && OPENING.every((one) => granted.includes(one));
      })
    );
  }

  #has(id: string): boolean {
    if (/\/resourcegroups\/system\.[^/]+$/.test(id) || id.includes('.admin/locations/')) {
      return this.objects.has(id) || !id.includes('/quotas/');
    }
    const [, subscription] = /^\/subscriptions\/([^/]+)$/.exec(id) ?? [];
    if (subscription === undefined) return this.objects.has(id);
    return subscription === PROVIDER || this.objects.has(`${ADMIN}/subscriptions/${subscription}`);
  }

  /** A subscription that is not there, or takes no writes. */
  #findShut(id: string): string | undefined {
    const subscription = subscriptionOf(id);
    if (subscription === PROVIDER) return undefined;
    const known = this.objects.get(`${ADMIN}/subscriptions/${subscription}`);
    if (known === undefined) return 'SubscriptionNotFound';
    return known['state'] === 'Disabled' ? 'ReadOnlyDisabledSubscription' : undefined;
  }

  #findFault(id: string, body: JsonObject): string | undefined {
    if (id.startsWith(`${ADMIN}/subscriptions/`)) {
      return id.includes('/acquiredplans/')
        ? this.#checkAcquisition(id, body)
        : this.#checkSubscription(id, body);
    }
    const shut = this.#findShut(id);
    if (shut !== undefined) return shut;
    const needed = this.#listNeeded(id, body).find((one) => !this.#has(one));
    if (needed !== undefined) return `needs ${needed}`;
    const known = this.objects.get(id);
    if (known === undefined) return undefined;
    const isGroup = /\/resourcegroups\/[^/]+$/.test(id);
    if (isGroup && text(known['location']) !== text(body['location'])) return 'the location stays';
    if (!id.includes('/roleassignments/')) return undefined;
    const [before, after] = [inside(known), inside(body)];
    const isSame = ['roleDefinitionId', 'principalId'].every(
      (name) => text(before[name]) === text(after[name]),
    );
    return isSame ? undefined : 'RoleAssignmentUpdateNotPermitted';
  }

  #listNeeded(id: string, body: JsonObject): readonly string[] {
    const own = inside(body);
    const group = /^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+)\//.exec(id)?.[1];
    const needed = group === undefined ? [] : [group];
    if (id.includes('/offerdelegations/')) {
      const offer = id.slice(0, id.indexOf('/offerdelegations/'));
      return [...needed, offer, `/subscriptions/${text(own['subscriptionId'])}`];
    }
    if (/\/plans\/[^/]+$/.test(id)) return [...needed, ...texts(own['quotaIds'])];
    if (/\/offers\/[^/]+$/.test(id)) {
      const addons = Array.isArray(own['addonPlans']) ? own['addonPlans'] : [];
      const ids = addons.map((one) => text(isJsonObject(one) ? one['planId'] : ''));
      return [...needed, ...texts(own['basePlanIds']), ...ids];
    }
    return [...needed, ...listScopes(id, own)];
  }

  #checkAcquisition(id: string, body: JsonObject): string | undefined {
    const [holder = ''] = id.split('/acquiredplans/');
    const isHeld = this.objects.has(holder) || holder.endsWith(`/subscriptions/${PROVIDER}`);
    if (!isHeld || !this.#has(text(body['planId']))) return 'PlanNotFound';
    const known = this.objects.get(id);
    const isSame = known === undefined || text(known['planId']) === text(body['planId']);
    return isSame ? undefined : 'The plan of an acquisition cannot be changed';
  }

  #checkSubscription(id: string, body: JsonObject): string | undefined {
    const offer = this.objects.get(text(body['offerId']));
    if (offer === undefined) return 'OfferNotFound';
    const known = this.objects.get(id);
    if (known === undefined && inside(offer)['state'] === 'Decommissioned') return 'OfferDecommissioned';
    const tenant = text(body['tenantId']);
    const directories = [...this.objects].filter(([key]) => key.includes('/directorytenants/'));
    const hasDirectory = directories.some(([, value]) => text(inside(value)['tenantId']) === tenant);
    if (tenant !== TARGET.homeTenantId && !hasDirectory) return 'DirectoryTenantNotFound';
    if (!this.#has(`/subscriptions/${text(body['delegatedProviderSubscriptionId'])}`)) return 'no provider';
    const fixed = ['offerId', 'tenantId', 'delegatedProviderSubscriptionId'];
    const changed = known === undefined ? [] : fixed.filter((name) => text(known[name]) !== text(body[name]));
    return changed.length === 0 ? undefined : `${changed.join(', ')} cannot be changed`;
  }
}

/** The scopes of access, and what a vault stands on. */
function listScopes(id: string, own: JsonObject): readonly string[] {
  const scope = /^(.*)\/providers\/microsoft\.authorization\//.exec(id)?.[1] ?? '';
  if (scope !== '') return [scope, ...texts(own['assignableScopes'])];
  const vault = /^(.*\/vaults\/[^/]+)\/accesspolicies\//.exec(id)?.[1];
  if (vault !== undefined) return [vault];
  const isVault = /\/vaults\/[^/]+$/.test(id);
  return isVault ? [`/subscriptions/${subscriptionOf(id)}/providers/microsoft.keyvault`] : [];
}

/** Changes that somebody made to an object of the target. */
export const CHANGES: Readonly<Record<string, (object: JsonObject) => JsonObject>> = {
  disabled: (object) => ('state' in object ? { ...object, state: 'Disabled' } : object),
  enabled: (object) => ('state' in object ? { ...object, state: 'Enabled' } : object),
  decommissioned: (object) =>
    'state' in inside(object) ? withProperty(object, 'state', 'Decommissioned') : object,
  'made public': (object) => ('state' in inside(object) ? withProperty(object, 'state', 'Public') : object),
  renamed: (object) =>
    'displayName' in inside(object)
      ? withProperty(object, 'displayName', 'another')
      : { ...object, displayName: 'another' },
  tagged: (object) => ({ ...object, tags: { changed: 'yes' } }),
  'given to somebody': (object) =>
    'principalId' in inside(object) ? withProperty(object, 'principalId', 'somebody') : object,
  'moved to another place': (object) =>
    'location' in object ? { ...object, location: 'elsewhere' } : object,
  'moved to another offer': (object) =>
    'offerId' in object ? { ...object, offerId: `${text(object['offerId'])}-other` } : object,
};
