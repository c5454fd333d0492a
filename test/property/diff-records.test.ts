import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/cloud/json-value.js';
import type { PayloadKind } from '../../src/schema/payloads.js';
import {
  applyDiff,
  type ComparableRecords,
  diffRecords,
  invertDiff,
  selectComparableRecords,
} from '../../src/use-cases/restore/diff/diff-records.js';
import { recordSets } from './random-records.js';

const KINDS: readonly PayloadKind[] = ['plan', 'offer', 'secret'];

/** Few names, so that both sides have much in common; among them those that a JSON pointer must escape. */
const member = fc.constantFrom('a', 'b', 'x/y', '~', 'a.b', '');

const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<JsonValue>('', 'one', 0, 1, true, false),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(member, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const record: fc.Arbitrary<JsonObject> = fc.dictionary(member, value, { maxKeys: 4, noNullPrototype: true });

const records: fc.Arbitrary<ComparableRecords> = fc
  .array(fc.tuple(fc.constantFrom(...KINDS), fc.constantFrom('/1', '/2', '/3'), record), { maxLength: 6 })
  .map(
    (all) =>
      new Map(
        KINDS.map((kind) => [
          kind,
          new Map(all.filter(([own]) => own === kind).map(([, id, one]) => [id, one])),
        ]),
      ),
  );

describe('the difference of two sets', () => {
  it('is empty between a set and itself', () => {
    fc.assert(
      fc.property(records, (all) => {
        expect(diffRecords(all, structuredClone(all))).toEqual([]);
      }),
    );
  });

  it('is the inverse of the difference the other way round', () => {
    fc.assert(
      fc.property(records, records, (left, right) => {
        const forth = diffRecords(left, right);
        expect(invertDiff(forth)).toEqual(diffRecords(right, left));
        expect(invertDiff(invertDiff(forth))).toEqual(forth);
      }),
    );
  });

  it('makes the one out of the other', () => {
    fc.assert(
      fc.property(records, records, (left, right) => {
        const before = structuredClone(left);
        const made = applyDiff(left, diffRecords(left, right));
        expect(diffRecords(made, right)).toEqual([]);
        expect(made).toEqual(right);
        expect(left).toEqual(before);
      }),
    );
  });

  it('keeps its laws for what sets really hold', () => {
    fc.assert(
      fc.property(recordSets, recordSets, (one, other) => {
        const [left, right] = [one, other].map((set) =>
          selectComparableRecords(set, (secret) => `(${secret})`),
        );
        if (left === undefined || right === undefined) throw new Error('there are two sides');
        expect(
          diffRecords(
            left,
            selectComparableRecords(structuredClone(one), (secret) => `(${secret})`),
          ),
        ).toEqual([]);
        const forth = diffRecords(left, right);
        expect(invertDiff(forth)).toEqual(diffRecords(right, left));
        expect(diffRecords(applyDiff(left, forth), right)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
