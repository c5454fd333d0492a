import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../../samples/generator/contoso/company.js';
import type { ResourceAddress } from '../../../../../../src/cloud/cloud-port.js';
import { planRestore } from '../../../../../../src/use-cases/restore/plan/plan-restore.js';
import { runRestore } from '../../../../../../src/use-cases/restore/run/run-restore.js';
import { createFixedClock } from '../../../../../doubles/app-context.js';
import { MemoryTarget } from '../../../../../doubles/memory-target.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const ASSIGNMENTS = /\/providers\/Microsoft\.Authorization\/roleAssignments(?:$|\/)/i;

/** A target that has every grant, and shows each under an id of its choice. */
class RenamingTarget extends MemoryTarget {
  readonly asked = new Set<string>();

  constructor(
    objects: MemoryTarget['objects'],
    private readonly rename: (id: string) => string | number | undefined,
  ) {
    super();
    for (const [id, value] of objects) this.objects.set(id, value);
  }

  override read(address: ResourceAddress) {
    this.asked.add(address.path);
    return super.read(address);
  }

  override async list(address: ResourceAddress) {
    const all = await super.list(address);
    if (!ASSIGNMENTS.test(address.path)) return all;
    return all.map(({ id, ...item }) => {
      const shown = typeof id === 'string' ? this.rename(id) : undefined;
      return shown === undefined ? item : { ...item, id: shown };
    });
  }
}

async function restore(target: MemoryTarget) {
  const plan = await planRestore({ records, target });
  const result = await runRestore({ plan, target, clock: createFixedClock() });
  return { plan, result };
}

describe('a role assignment that the target shows', () => {
  it.each([
    ['leads up', (id: string) => `${id}/../../../../../metadata`],
    ['leads up, encoded', (id: string) => `${id}%2f..%2f..%2fmetadata`],
    [
      'is on another host',
      () => 'https://evil.example/x/providers/Microsoft.Authorization/roleAssignments/1',
    ],
    ['is on another host, without a scheme', () => '//evil.example/roleAssignments/1'],
    ['has a query', (id: string) => `${id}?api-version=1&x=`],
    ['has a fragment', (id: string) => `${id}#x`],
    ['turns backslashes', (id: string) => id.replaceAll('/', '\\')],
    ['breaks a line', (id: string) => `${id}\r\nX-Evil: 1`],
    ['steers a terminal', (id: string) => `${id}\u001b[2J`],
    ['has half a character', (id: string) => `${id}\ud800`],
    ['is something else', () => '/subscriptions/x/providers/Microsoft.KeyVault/vaults/kv'],
    ['is longer than any', (id: string) => id + 'x'.repeat(5000)],
    ['is no text', () => 7],
    ['is not there', () => undefined],
  ])('is asked for at no other place when its id %s', async (_what, rename) => {
    const first = new MemoryTarget();
    expect((await restore(first)).result.outcome).toBeUndefined();
    const target = new RenamingTarget(first.objects, rename);
    const { plan } = await restore(target);
    const grants = plan.entries.filter(({ kind }) => kind === 'roleAssignment');
    expect(grants.length).toBeGreaterThan(3);
    for (const path of target.asked) {
      expect(path).toMatch(/^\/[!-~]*$/);
      expect(path).not.toMatch(/\\|\?|#|\/\.{0,2}(?:\/|$)|evil\.example/);
      expect(path).not.toMatch(/metadata$/);
    }
    for (const { path } of grants.flatMap(({ foundAt }) => foundAt ?? [])) expect(path).toMatch(ASSIGNMENTS);
  });
});
