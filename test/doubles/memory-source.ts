import type { ResourceAddress } from '../../src/cloud/cloud-port.js';
import type { JsonObject } from '../../src/cloud/json-value.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import type { CaptureSource } from '../../src/use-cases/capture/capture-source.js';

export const PROVIDER = '3f0d7a52-6a1e-4b8b-9c55-2f0f6f1e8a10';
export const CUSTOMER = 'c2d6e0b4-5d0a-4b0f-9d0e-1f6a2f7c3e55';
const HOME = 'b7f1f1c2-7a14-4a2e-a5f2-9a6b5a0c1d22';
export const VAULT_URL = 'https://kv-one.vault.seattle.azs.example';
export const VERSION = '6a1f0b7c9d2e4f538a7b6c5d4e3f2a10';

/**
 * The answers by path: a resource, a list, or a refusal. Of paths without an answer lists are empty, resources not
 * there.
 */
export type Answers = Readonly<Record<string, JsonObject | readonly JsonObject[] | RestackError>>;

/** The one customer of a small cloud, with a vault that holds one secret. */
export const SMALL_CLOUD: Answers = {
  [`/subscriptions/${PROVIDER}/providers/Microsoft.Subscriptions.Admin/subscriptions`]: [
    {
      id: `/subscriptions/${PROVIDER}/providers/Microsoft.Subscriptions.Admin/subscriptions/${CUSTOMER}`,
      subscriptionId: CUSTOMER,
      state: 'Enabled',
    },
    { subscriptionId: 'eb377774-8d90-4f4b-bc76-0211a8bfbf86', state: 'Deleting' },
  ],
  [`/subscriptions/${CUSTOMER}/providers/Microsoft.KeyVault/vaults`]: [
    {
      id: `/subscriptions/${CUSTOMER}/resourceGroups/rg-one/providers/Microsoft.KeyVault/vaults/kv-one`,
    },
  ],
  [`/subscriptions/${CUSTOMER}/resourcegroups`]: [
    { id: `/subscriptions/${CUSTOMER}/resourceGroups/RG-ONE` },
    { id: `/subscriptions/${CUSTOMER}/resourceGroups/rg-of-users` },
  ],
  'kv-one/secrets': [{ id: `${VAULT_URL}/secrets/login`, attributes: { enabled: true, created: 1 } }],
  'kv-one/secrets/login/versions': [
    { id: `${VAULT_URL}/secrets/login/${VERSION}`, attributes: { enabled: true, created: 1 } },
  ],
  [`kv-one/secrets/login/${VERSION}`]: {
    id: `${VAULT_URL}/secrets/login/${VERSION}`,
    value: 'open sesame',
    attributes: { enabled: true, created: 1 },
  },
};

/** Answers that something is not there, a list neither. */
export const missing = new RestackError('NOT_FOUND', 'not there');
export const denied = new RestackError('PERMISSION_MISSING', 'GET was answered with 403');

/** A cloud of prepared answers. Keeps the bodies of all changes. */
export class MemorySource implements CaptureSource {
  readonly identity = {
    region: 'seattle',
    domain: 'azs.example',
    providerSubscriptionId: PROVIDER,
    homeTenantId: HOME,
  };
  readonly patched: JsonObject[] = [];

  constructor(
    readonly answers: Answers,
    readonly onPatch: (body: JsonObject) => void = () => {},
  ) {}

  async read(address: ResourceAddress): Promise<JsonObject | undefined> {
    const answer = this.find(address);
    if (answer === missing) return Promise.resolve(undefined);
    if (Array.isArray(answer)) throw new TypeError(`${address.path} is a list`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- not a list, as tested
    return Promise.resolve(answer as JsonObject | undefined);
  }

  async list(address: ResourceAddress): Promise<readonly JsonObject[] | undefined> {
    if (this.find(address) === missing) return Promise.resolve(undefined);
    const answer = this.find(address) ?? [];
    return Promise.resolve(Array.isArray(answer) ? answer : undefined);
  }

  async patch(_address: ResourceAddress, body: JsonObject): Promise<unknown> {
    this.patched.push(body);
    this.onPatch(body);
    return Promise.resolve();
  }

  private find({ host, path }: ResourceAddress): Answers[string] | undefined {
    const answer = this.answers[typeof host === 'string' ? path : host.vault + path];
    if (answer instanceof RestackError && answer !== missing) throw answer;
    return answer;
  }
}
