import type {
  ResourceAddress,
  RestoreTarget,
  TargetIdentity,
  WriteReply,
} from '../../src/cloud/cloud-port.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/cloud/json-value.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import type { Clock } from '../../src/core/clock.js';

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

/** The faults that a test gives the target. */
export interface Misbehaviour {
  /** Thrown instead of a write. */
  failWrite?(path: string, body: JsonObject): RestackError | undefined;
  /** Makes the object that is stored in place of the sent one; undefined stores nothing. */
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

  read(address: ResourceAddress) {
    return Promise.resolve(this.objects.get(keyOf(address)));
  }

  list(address: ResourceAddress): Promise<readonly JsonObject[]> {
    const scope = keyOf(address);
    const ofSecret = typeof address.host === 'object' ? scope.replace(/versions$/, '') : undefined;
    const [type = ''] = scope.split('/').slice(-1);
    const own = [...this.objects].filter(([id]) =>
      ofSecret === undefined
        ? id.startsWith(scope) || id.split('/').at(-2) === type
        : id.startsWith(ofSecret),
    );
    return Promise.resolve(own.map(([, value]) => value));
  }

  write(address: ResourceAddress, body: JsonObject): Promise<WriteReply> {
    const id = decodeURIComponent(address.path);
    this.writes.push({ path: id, body });
    const failure = this.#misbehaviour.failWrite?.(id, body);
    if (failure !== undefined) return Promise.reject(failure);
    const stored = this.#misbehaviour.store === undefined ? body : this.#misbehaviour.store(id, body);
    const policies = /^(.*)\/accessPolicies\/(add|replace)$/i.exec(id);
    if (policies !== null) this.#changePolicies(policies[1] ?? '', policies[2] === 'add', body);
    else if (stored !== undefined) this.objects.set(keyOf(address), describeStored(id, stored));
    return Promise.resolve({ status: 201, body: undefined });
  }

  #changePolicies(vaultId: string, isAdded: boolean, body: JsonObject): void {
    const vault = this.objects.get(vaultId.toLowerCase()) ?? {};
    const policies = isAdded ? [...listPolicies(vault), ...listPolicies(body)] : listPolicies(body);
    this.objects.set(vaultId.toLowerCase(), withProperty(vault, 'accessPolicies', policies));
  }

  /** The n-th version of a secret is called n and was made in second n. */
  append(address: ResourceAddress, body: JsonObject) {
    const scope = `${keyOf(address)}/`;
    const created = [...this.objects.keys()].filter((id) => id.startsWith(scope)).length + 1;
    const path = `${address.path}/${created}`;
    this.writes.push({ path, body });
    const failure = this.#misbehaviour.failWrite?.(path, body);
    if (failure !== undefined) return Promise.reject(failure);
    const vault = typeof address.host === 'object' ? address.host.vault : '';
    const attributes = isJsonObject(body['attributes']) ? body['attributes'] : {};
    const id = `https://${vault}.vault.drill.localhost${path}`;
    const bundle = { ...body, id, attributes: { ...attributes, created } };
    this.objects.set(keyOf({ ...address, path }), bundle);
    return Promise.resolve({ status: 200, body: bundle });
  }

  invoke({ host, path }: ResourceAddress) {
    const key = keyOf({ host, path: path.replace(/\/register$/, ''), apiVersion: '' });
    if (path.endsWith('/register')) this.objects.set(key, { registrationState: 'Registered' });
    return Promise.resolve({ status: 200, body: undefined });
  }
}

/** As the server shows it: a role assignment with the scope that it stands at. */
function describeStored(id: string, stored: JsonObject): JsonObject {
  const shown = { ...stored, id, type: 'made by the server' };
  const scope = /^(.*)\/providers\/Microsoft\.Authorization\/roleAssignments\//i.exec(id)?.[1];
  return scope === undefined ? shown : withProperty(shown, 'scope', scope);
}

function listPolicies({ properties }: JsonObject): readonly JsonValue[] {
  const policies: unknown = isJsonObject(properties) ? properties['accessPolicies'] : undefined;
  return Array.isArray(policies)
    ? policies.filter((policy): policy is JsonObject => isJsonObject(policy))
    : [];
}

function keyOf({ host, path }: ResourceAddress): string {
  const vault = typeof host === 'object' ? host.vault : '';
  return `${vault}${decodeURIComponent(path)}`.toLowerCase();
}

export const refused = (message = 'refused') =>
  new RestackError('PARTIAL', message, { details: { status: 409 } });

/** A copy with one member of `properties` changed. */
export function withProperty(body: JsonObject, name: string, value: JsonValue | undefined): JsonObject {
  const properties = body['properties'];
  const inside = isJsonObject(properties) ? properties : {};
  return { ...body, properties: { ...inside, [name]: value } };
}

/** A target whose calls all pass one place. */
export abstract class WatchedTarget extends MemoryTarget {
  protected abstract pass<R>(call: () => Promise<R>): Promise<R>;

  override read(address: ResourceAddress) {
    return this.pass(() => super.read(address));
  }

  override list(address: ResourceAddress) {
    return this.pass(() => super.list(address));
  }

  override write(address: ResourceAddress, body: JsonObject) {
    return this.pass(() => super.write(address, body));
  }

  override append(address: ResourceAddress, body: JsonObject) {
    return this.pass(() => super.append(address, body));
  }

  override invoke(address: ResourceAddress) {
    return this.pass(() => super.invoke(address));
  }
}

/** A target whose every call takes as long, by a time of its own that goes on when everybody waits for it. */
export class TimedTarget extends WatchedTarget {
  calls = 0;
  nowMs = 0;
  readonly #latencyMs: number;
  #due: { readonly atMs: number; readonly wake: () => void }[] = [];

  constructor(latencyMs: number, misbehaviour: Misbehaviour = {}) {
    super(misbehaviour);
    this.#latencyMs = latencyMs;
  }

  /** Of the target's own time; waiting for it is what lets it go on. */
  readonly clock: Clock = {
    now: () => new Date(this.nowMs),
    monotonicMs: () => this.nowMs,
    wait: (ms) => this.#sleep(ms),
  };

  protected override async pass<R>(call: () => Promise<R>): Promise<R> {
    this.calls += 1;
    await this.#sleep(this.#latencyMs);
    return call();
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      if (this.#due.length === 0) setImmediate(() => this.#goOn());
      this.#due.push({ atMs: this.nowMs + ms, wake });
    });
  }

  /** All that has something to do without waiting has done it by now. */
  #goOn(): void {
    this.nowMs = Math.min(...this.#due.map(({ atMs }) => atMs));
    const isDue = ({ atMs }: { readonly atMs: number }) => atMs <= this.nowMs;
    const due = this.#due.filter(isDue);
    this.#due = this.#due.filter((one) => !isDue(one));
    if (this.#due.length > 0) setImmediate(() => this.#goOn());
    for (const { wake } of due) wake();
  }
}
