import { expect } from 'vitest';
import { isJsonObject } from '../../src/cloud/json-value.js';
import {
  type ControllerOptions,
  type RunningController,
  startController,
} from '../../src/controller/index.js';
import { stoppedClock } from '../doubles/app-context.js';
import { type ClientReply, type ClientRequest, ControllerClient } from '../fixtures/controller-client.js';
import type { DrillCloud } from '../../src/use-cases/drill/drill-report.js';
import {
  type ConnectedTarget,
  type ConnectOptions,
  connectTarget,
} from '../../src/adapters/azure/connect-target.js';
import { systemClock } from '../../src/core/clock.js';

export const DPS = '3f0d7a52-6a1e-4b8b-9c55-2f0f6f1e8a10';
export const HOME = 'b7f1f1c2-7a14-4a2e-a5f2-9a6b5a0c1d22';
export const PRINCIPAL = '4d0c1a52-3a7e-4d9b-9f10-0b1f2c3d4e5f';
export const CUSTOMER = 'c2d6e0b4-5d0a-4b0f-9d0e-1f6a2f7c3e55';
export const START = stoppedClock.now();

export { stoppedClock };

/** Paths of a cloud with the region `seattle`. */
export const admin = {
  root: `/subscriptions/${DPS}`,
  quotas: (namespace: string) => `/subscriptions/${DPS}/providers/${namespace}/locations/seattle/quotas`,
  group: (name: string) => `/subscriptions/${DPS}/resourceGroups/${name}`,
  provider: `/subscriptions/${DPS}/providers/Microsoft.Subscriptions.Admin`,
  grouped: (group: string) =>
    `/subscriptions/${DPS}/resourceGroups/${group}/providers/Microsoft.Subscriptions.Admin`,
};

/** A controller of the region `seattle`, signed in to everywhere. */
export class TestCloud {
  readonly controller: RunningController;
  readonly client: ControllerClient;
  readonly #tokens: ReadonlyMap<string, string>;

  constructor(controller: RunningController, client: ControllerClient, tokens: ReadonlyMap<string, string>) {
    this.controller = controller;
    this.client = client;
    this.#tokens = tokens;
  }

  static async start(options: ControllerOptions = {}): Promise<TestCloud> {
    const controller = await startController({
      region: 'seattle',
      clock: stoppedClock,
      ...options,
      deployment: {
        providerSubscriptionId: DPS,
        tenantId: HOME,
        principalId: PRINCIPAL,
        ...options.deployment,
      },
    });
    return TestCloud.over(controller);
  }

  /** Signs in to a controller of the region `seattle` that was started elsewhere. */
  static async over(controller: RunningController): Promise<TestCloud> {
    const client = new ControllerClient(controller);
    const cloud = new TestCloud(
      controller,
      client,
      new Map([
        ['admin', await client.signInTo(controller.adminEndpoint)],
        ['user', await client.signInTo(controller.userEndpoint)],
        ['vault', await client.signIn('https://vault.seattle.localhost')],
      ]),
    );
    return cloud;
  }

  token(kind: 'admin' | 'user' | 'vault'): string {
    return this.#tokens.get(kind) ?? '';
  }

  admin(method: string, path: string, json?: unknown): Promise<ClientReply> {
    return this.send(method, this.controller.adminEndpoint, { path, json, token: this.token('admin') });
  }

  user(method: string, path: string, json?: unknown): Promise<ClientReply> {
    return this.send(method, this.controller.userEndpoint, { path, json, token: this.token('user') });
  }

  vaultUrl(vault: string): string {
    return `https://${vault}.vault.seattle.localhost:${this.controller.port}`;
  }

  vault(method: string, vault: string, request: { path: string; json?: unknown }): Promise<ClientReply> {
    return this.send(method, this.vaultUrl(vault), { ...request, token: this.token('vault') });
  }

  /** Follows a URL out of a header or a body. */
  follow(url: unknown, kind: 'admin' | 'user' | 'vault' = 'admin'): Promise<ClientReply> {
    return this.client.send({ url: String(url), token: this.token(kind) });
  }

  private send(
    method: string,
    endpoint: string,
    request: { path: string; json?: unknown; token: string },
  ): Promise<ClientReply> {
    const outgoing: ClientRequest = { method, url: `${endpoint}${request.path}`, token: request.token };
    return this.client.send(request.json === undefined ? outgoing : { ...outgoing, json: request.json });
  }

  async close(): Promise<void> {
    this.client.close();
    await this.controller.close();
  }
}

/** Matchers of vitest, which types as `any`. */
export const like = {
  text: (pattern: RegExp): unknown => expect.stringMatching(pattern),
  anyText: (): unknown => expect.any(String),
};

/** Names of the members of a JSON object. */
export function membersOf(value: unknown): readonly string[] {
  return isJsonObject(value) ? Object.keys(value) : [];
}

/** A resource of the provider subscription with a name in its properties. */
/** A body as a test sends it, be it right or wrong. */
type RequestBody = Readonly<Record<string, unknown>>;

export function planBody(name: string, quotaIds: readonly string[], more: object = {}): RequestBody {
  return { location: 'seattle', properties: { name, displayName: `Plan ${name}`, quotaIds, ...more } };
}

export function offerBody(name: string, basePlanIds: readonly string[], more: object = {}): RequestBody {
  return { location: 'seattle', properties: { name, displayName: `Offer ${name}`, basePlanIds, ...more } };
}

export function subscriptionBody(subscriptionId: string, offerId: string, more: object = {}): RequestBody {
  return {
    subscriptionId,
    displayName: 'Finance production',
    owner: 'maria.ortega@adatum.example',
    offerId,
    tenantId: HOME,
    delegatedProviderSubscriptionId: DPS,
    routingResourceManagerType: 'Default',
    state: 'Enabled',
    ...more,
  };
}

/** Ids of what {@link furnish} makes. */
export const ids = {
  plan: (name: string) => `${admin.grouped('rg-offers')}/plans/${name}`,
  offer: (name: string) => `${admin.grouped('rg-offers')}/offers/${name}`,
  keyVaultQuota: `${admin.quotas('Microsoft.KeyVault.Admin')}/Unlimited`,
  delegationQuota: `${admin.quotas('Microsoft.Subscriptions.Admin')}/delegatedProviderQuota`,
  computeQuota: `${admin.quotas('Microsoft.Compute.Admin')}/Default Quota`,
};

/** A group, three plans, an offer with an add-on, and a subscription with a group and Key Vault registered. */
export async function furnish(cloud: TestCloud): Promise<void> {
  const version = '?api-version=2015-11-01';
  await expectWritten(
    cloud.admin('PUT', `${admin.group('rg-offers')}?api-version=2018-05-01`, { location: 'seattle' }),
  );
  const plans: readonly [string, readonly string[]][] = [
    ['plan-gold', [ids.computeQuota, ids.keyVaultQuota]],
    ['plan-addon', [ids.computeQuota]],
    ['plan-reseller', [ids.delegationQuota]],
  ];
  for (const [name, quotaIds] of plans) {
    await expectWritten(cloud.admin('PUT', ids.plan(name) + version, planBody(name, quotaIds)));
  }
  const addonPlans = [{ planId: ids.plan('plan-addon'), maxAcquisitionCount: 1 }];
  await expectWritten(
    cloud.admin(
      'PUT',
      ids.offer('offer-gold') + version,
      offerBody('offer-gold', [ids.plan('plan-gold')], { addonPlans }),
    ),
  );
  await expectWritten(
    cloud.admin(
      'PUT',
      ids.offer('offer-reseller') + version,
      offerBody('offer-reseller', [ids.plan('plan-reseller')]),
    ),
  );
  await expectWritten(
    cloud.admin(
      'PUT',
      `${admin.provider}/subscriptions/${CUSTOMER}${version}`,
      subscriptionBody(CUSTOMER, ids.offer('offer-gold')),
    ),
  );
  await expectWritten(
    cloud.user('PUT', `/subscriptions/${CUSTOMER}/resourceGroups/rg-finance?api-version=2018-05-01`, {
      location: 'seattle',
    }),
  );
}

/** Registers Key Vault and makes a vault whose secrets the service principal may do everything with. */
export async function addVault(cloud: TestCloud, name: string, more: object = {}): Promise<void> {
  const register = `/subscriptions/${CUSTOMER}/providers/Microsoft.KeyVault/register?api-version=2018-05-01`;
  await expectWritten(cloud.user('POST', register));
  cloud.controller.control.advanceClock(1000);
  await expectWritten(cloud.user('PUT', vaultPath(name), vaultBody([allSecrets], more)));
}

export function vaultPath(name: string): string {
  return `/subscriptions/${CUSTOMER}/resourceGroups/rg-finance/providers/Microsoft.KeyVault/vaults/${name}?api-version=2016-10-01`;
}

export const allSecrets = {
  tenantId: HOME,
  objectId: PRINCIPAL,
  permissions: { secrets: ['get', 'list', 'set', 'delete', 'backup', 'restore', 'recover', 'purge'] },
};

export function vaultBody(accessPolicies: readonly unknown[], more: object = {}): RequestBody {
  const sku = { family: 'A', name: 'standard' };
  return { location: 'seattle', properties: { tenantId: HOME, sku, accessPolicies, ...more } };
}

async function expectWritten(reply: Promise<ClientReply>): Promise<void> {
  const { status, text } = await reply;
  if (status !== 200 && status !== 201) throw new Error(`${status}: ${text}`);
}

/** Connects to a running controller as its own service principal. */
export function connectController(
  controller: RunningController,
  options: Partial<ConnectOptions> = {},
): Promise<ConnectedTarget> {
  const { adminEndpoint, userEndpoint, tenantId, clientId, clientSecret, caCertificate } = controller;
  return connectTarget({
    adminEndpoint,
    userEndpoint,
    credential: { kind: 'secret', tenantId, clientId, clientSecret },
    caCertificate,
    clock: systemClock,
    ...options,
  });
}

/** A fresh cloud and the connection to it. */
export async function startDrillCloud(options: ControllerOptions = {}): Promise<DrillCloud> {
  const controller = await startController(options);
  const target = await connectController(controller);
  return {
    target,
    async close() {
      target.close();
      await controller.close();
    },
  };
}

/** Members that are made anew in every cloud: times, and ids that the server draws. */
const DRAWN: ReadonlySet<string> = new Set([
  'created',
  'updated',
  'createdAt',
  'updatedAt',
  'createdOn',
  'updatedOn',
  'createdBy',
  'updatedBy',
  'acquisitionTime',
  'registeredAtMs',
  'version',
  'etag',
]);

/**
 * Everything that is in a cloud, in an order of its own, without what no two clouds have in common. Versions of a secret
 * keep their order and their number.
 */
export function listContents(controller: RunningController): Readonly<Record<string, readonly string[]>> {
  const { collections } = controller.control.dump();
  const strip = (name: string, value: unknown): unknown => (DRAWN.has(name) ? undefined : value);
  return Object.fromEntries(
    Object.entries(collections).map(([name, objects]) => [
      name,
      objects
        .map((object) =>
          JSON.stringify(object, strip)
            .replaceAll(controller.providerSubscriptionId, '{provider}')
            .replaceAll(controller.tenantId, '{tenant}')
            .replaceAll(controller.principalId, '{principal}')
            .replaceAll(`:${controller.port}`, ''),
        )
        .toSorted(),
    ]),
  );
}
