import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../../src/cloud/json-value.js';
import { type ComparisonRules, selectOwnMembers } from '../../../../../src/use-cases/restore/comparison.js';
import { KINDS } from '../../../../../src/use-cases/restore/kinds/kind-registry.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import { compareReadBack } from '../../../../../src/use-cases/restore/run/read-back.js';
import { MemoryTarget } from '../../../../doubles/memory-target.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const plan = await planRestore({ records, target: new MemoryTarget() });

/** Every body that the sample company makes the run send, by kind. */
const SENT = Object.values(KINDS).map(({ kind }) => ({
  kind,
  bodies: plan.entries
    .filter((entry) => entry.kind === kind)
    .flatMap(({ replay, id }) => (replay?.steps ?? []).map(({ body }) => ({ id, body })))
    .filter(({ body }) => Object.keys(body).length > 0),
}));

/** One way to lose something of a body. */
interface Loss<V> {
  readonly what: string;
  readonly found: V;
}

type Defaults = NonNullable<ComparisonRules['defaults']>;

/** All ways: every member dropped, every value changed, every list shortened, at any depth. */
function listLosses(body: JsonObject, defaults: Defaults, at = ''): readonly Loss<JsonObject>[] {
  return Object.entries(body).flatMap(([name, value]) => {
    const path = at === '' ? name : `${at}.${name}`;
    const { [name]: _dropped, ...rest } = body;
    const dropped = isDefault(defaults[path], value) ? [] : [{ what: `drops ${path}`, found: rest }];
    const changed = listChanges(value ?? null, defaults, path).map(({ what, found }) => ({
      what,
      found: { ...body, [name]: found },
    }));
    return [...dropped, ...changed];
  });
}

function listChanges(value: JsonValue, defaults: Defaults, path: string): readonly Loss<JsonValue>[] {
  if (typeof value === 'string') return [{ what: `changes ${path}`, found: `${value}x` }];
  if (typeof value === 'number') return [{ what: `changes ${path}`, found: value + 1 }];
  if (typeof value === 'boolean') return [{ what: `changes ${path}`, found: !value }];
  if (isJsonObject(value)) return listLosses(value, defaults, path);
  if (value === null) return [];
  const shortened = value.length > 0 ? [{ what: `shortens ${path}`, found: value.slice(0, -1) }] : [];
  const inside = value.flatMap((element, index) =>
    listChanges(element, defaults, `${path}[]`).map(({ what, found }) => ({
      what,
      found: value.with(index, found),
    })),
  );
  return [...shortened, ...inside];
}

/** To drop a member that holds what the server shows anyway is no loss. */
function isDefault(shown: JsonValue | undefined, value: JsonValue | undefined): boolean {
  return shown !== undefined && JSON.stringify(shown) === JSON.stringify(value);
}

describe('what a read-back finds', () => {
  it.each(SENT)('finds whatever a cloud loses of a $kind', ({ kind, bodies }) => {
    const rules = plan.rulesOf(kind);
    let losses = 0;
    for (const { id, body } of bodies) {
      const own = selectOwnMembers(body, rules);
      for (const { what, found } of listLosses(own, rules.defaults ?? {})) {
        losses += 1;
        const difference = compareReadBack({ kind, id, sent: body, rules }, found);
        expect(difference?.fields.length, `${id} ${what}`).toBeGreaterThan(0);
      }
      const lost = { kind, id, missing: true, fields: [] };
      expect(compareReadBack({ kind, id, sent: body, rules }, undefined)).toEqual(lost);
      expect(compareReadBack({ kind, id, sent: body, rules }, structuredClone(body))).toBeUndefined();
    }
    expect(losses).toBeGreaterThan(2);
  });
});
