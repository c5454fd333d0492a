import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/restore/json-value.js';
import type { ResourceAddress, RestoreTarget, TargetIdentity } from '../../../src/restore/ports.js';
import { RestackError } from '../../../src/core/restack-error.js';

export const TARGET: TargetIdentity = {
  adminEndpoint: 'https://adminmanagement.drill.localhost:4443',
  userEndpoint: 'https://management.drill.localhost:4443',
  region: 'drill',
  domain: 'localhost',
  providerSubscriptionId: '11111111-2222-4333-8444-555555555555',
  identitySystem: 'aad',
  homeTenantId: '99999999-8888-4777-8666-555555555555',
  principalId: '77777777-6666-4555-8444-333333333333',
};

/** What a test makes the target do wrong. */
export interface Misbehaviour {
  /** Thrown instead of a write. */
  failWrite?(path: string, body: JsonObject): RestackError | undefined;
  /** What is stored in place of what was sent; undefined stores nothing. */
  store?(path: string, body: JsonObject): JsonObject | undefined;
}

/** A target in memory that keeps ids in its own case and adds what a server adds. */
export class MemoryTarget implements RestoreTarget {
  readonly identity = TARGET;
  readonly objects = new Map<string, JsonObject>();
  readonly writes: { readonly path: string; readonly body: JsonObject }[] = [];
  readonly #misbehaviour: Misbehaviour;

  constructor(misbehaviour: Misbehaviour = {}) {
    this.#misbehaviour = misbehaviour;
  }

  read({ path }: ResourceAddress) {
    return Promise.resolve(this.objects.get(decodeURIComponent(path).toLowerCase()));
  }

  list({ path }: ResourceAddress): Promise<readonly JsonObject[]> {
    const scope = decodeURIComponent(path).toLowerCase();
    const [type = ''] = scope.split('/').slice(-1);
    const own = [...this.objects].filter(([id]) => id.startsWith(scope) || id.split('/').at(-2) === type);
    return Promise.resolve(own.map(([, value]) => value));
  }

  write({ path }: ResourceAddress, body: JsonObject) {
    const id = decodeURIComponent(path);
    this.writes.push({ path: id, body });
    const failure = this.#misbehaviour.failWrite?.(id, body);
    if (failure !== undefined) return Promise.reject(failure);
    const stored = this.#misbehaviour.store === undefined ? body : this.#misbehaviour.store(id, body);
    if (stored !== undefined)
      this.objects.set(id.toLowerCase(), { ...stored, id, type: 'made by the server' });
    return Promise.resolve({ status: 201, body: undefined });
  }

  append(address: ResourceAddress, body: JsonObject) {
    return this.write(address, body);
  }

  invoke() {
    return Promise.resolve({ status: 200, body: undefined });
  }
}

export const refused = (message = 'refused') =>
  new RestackError('PARTIAL', message, { details: { status: 409 } });

/** A copy with one member of `properties` changed. */
export function withProperty(body: JsonObject, name: string, value: JsonValue | undefined): JsonObject {
  const properties = body['properties'];
  const inside = isJsonObject(properties) ? properties : {};
  return { ...body, properties: { ...inside, [name]: value } };
}
