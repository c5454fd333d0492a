import { describe, expect, it } from 'vitest';
import { SUBSCRIPTION_IDS, TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import type { ResourceAddress } from '../../../../../src/cloud/cloud-port.js';
import type { JsonObject } from '../../../../../src/cloud/json-value.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import { runRestore } from '../../../../../src/use-cases/restore/run/run-restore.js';
import { TimedTarget } from '../../../../doubles/memory-target.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const SLOW_MS = 480_000;

/** The last thing that was done in a vault, and its closing, by the time of the target. */
interface VaultTimes {
  usedMs: number;
  closedMs: number;
}

/** Shows one object only minutes after it was written. It notes when each vault was used and closed. */
class SlowVaults extends TimedTarget {
  readonly vaults = new Map<string, VaultTimes>();
  #sinceMs: number | undefined;

  constructor(readonly isSlow: (path: string) => boolean) {
    super(20);
  }

  #timesOf(vault: string): VaultTimes {
    const times = this.vaults.get(vault) ?? { usedMs: 0, closedMs: 0 };
    this.vaults.set(vault, times);
    return times;
  }

  #use({ host, path }: ResourceAddress): void {
    if (typeof host === 'object') this.#timesOf(host.vault).usedMs = this.nowMs;
    if (this.isSlow(path)) this.#sinceMs ??= this.nowMs;
  }

  override async read(address: ResourceAddress) {
    const found = await super.read(address);
    const isShown = this.nowMs - (this.#sinceMs ?? -Infinity) >= SLOW_MS;
    if (typeof address.host === 'object') this.#timesOf(address.host.vault).usedMs = this.nowMs;
    return isShown || !this.isSlow(address.path) ? found : undefined;
  }

  override async append(address: ResourceAddress, body: JsonObject) {
    this.#use(address);
    return super.append(address, body);
  }

  override async write(address: ResourceAddress, body: JsonObject) {
    this.#use(address);
    const reply = await super.write(address, body);
    const [, vault] = /\/vaults\/([^/]+)\/accessPolicies\/replace$/.exec(address.path) ?? [];
    if (vault !== undefined) this.#timesOf(vault).closedMs = this.nowMs;
    return reply;
  }
}

describe('a vault that a run has opened', () => {
  const finance = `/subscriptions/${SUBSCRIPTION_IDS.financeProduction}`;

  it.each([
    ['before the secrets', (path: string) => path.endsWith(finance)],
    ['among the secrets', (path: string) => path.startsWith('/secrets/session-key')],
  ])(
    'is closed once all is done in it, and not later, where something settles slowly %s',
    async (_when, isSlow) => {
      const target = new SlowVaults(isSlow);
      const plan = await planRestore({ records, target });
      const result = await runRestore({ plan, target, clock: target.clock, concurrency: 8 });
      expect(result).toMatchObject({ outcome: undefined, state: 'completed' });
      expect(target.nowMs).toBeGreaterThan(SLOW_MS);
      const times = [...target.vaults.values()];
      expect(times).toHaveLength(records.vault.length);
      for (const { usedMs, closedMs } of times) {
        expect(closedMs).toBeGreaterThan(usedMs);
        expect(closedMs - usedMs).toBeLessThan(60_000);
      }
      expect(times.filter(({ closedMs }) => closedMs < SLOW_MS).length).toBeGreaterThan(0);
      expect(times.filter(({ closedMs }) => closedMs > SLOW_MS).length).toBeGreaterThan(0);
    },
  );
});
