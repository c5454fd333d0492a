import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../../src/cloud/json-value.js';
import {
  type ComparisonRules,
  COPIES,
  selectOwnMembers,
} from '../../../../../src/use-cases/restore/comparison.js';
import { KINDS } from '../../../../../src/use-cases/restore/kinds/kind-registry.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import {
  compareReadBack,
  compareReply,
  describeDifference,
} from '../../../../../src/use-cases/restore/run/read-back.js';
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

describe('a difference', () => {
  it('is told in one line: what is missing, or each field with what was sent and found', () => {
    const of = { kind: 'plan', id: '/plans/gold', missing: false } as const;
    expect(describeDifference({ ...of, missing: true, fields: [] })).toBe(
      'the target does not have it, although it accepted it',
    );
    const fields = [
      { path: 'a', sent: 1, found: undefined },
      { path: 'b', sent: undefined, found: 'x' },
    ];
    expect(describeDifference({ ...of, fields })).toBe(
      'a: sent 1, found nothing; b: sent nothing, found "x"',
    );
    const copies = describeDifference({ ...of, fields: [{ path: COPIES, sent: 1, found: 2 }] });
    expect(copies).toMatch(/sent 1, found 2 \(the answer to its first write was lost.*disable the older one/);
  });

  it('is none where an answer says nothing of the object', () => {
    const rules = plan.rulesOf('plan');
    expect(compareReply({ body: { a: 1 } }, { status: 202, body: undefined }, rules)).toEqual([]);
    const fields = compareReply({ body: { a: 1 } }, { status: 200, body: { a: 2 } }, rules);
    expect(fields).toMatchObject([{ path: 'a' }]);
  });
});
