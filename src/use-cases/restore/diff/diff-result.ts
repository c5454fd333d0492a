import type { DiffResult } from '../../../schema/results.js';
import type { ComparedObject } from './diff-target.js';

type Counts = DiffResult['summary'];

/** Counts the compared objects, and lists the differences. */
export function describeDiff(
  objects: readonly ComparedObject[],
  [left, right]: readonly [DiffResult['left'], DiffResult['right']],
): DiffResult {
  const total = { ...NOTHING };
  const byKind = new Map<string, { -readonly [State in keyof Counts]: number }>();
  for (const { kind, state } of objects) {
    const counts = byKind.get(kind) ?? { ...NOTHING };
    counts[state] += 1;
    total[state] += 1;
    byKind.set(kind, counts);
  }
  return {
    left,
    right,
    equal: total.equal === objects.length,
    summary: total,
    kinds: [...byKind].map(([kind, counts]) => ({ kind, counts })),
    differences: objects.flatMap(({ kind, id, name, state, reason, fields }) =>
      state === 'equal'
        ? []
        : [
            {
              kind,
              id,
              name: name ?? null,
              state,
              reason: reason ?? null,
              fields: fields.map(describeField),
            },
          ],
    ),
  };
}

const NOTHING: Counts = { equal: 0, changed: 0, onlyLeft: 0, onlyRight: 0, notCompared: 0 };

function describeField({ pointer, left, right }: ComparedObject['fields'][number]) {
  return {
    pointer,
    ...(left === undefined ? {} : { left }),
    ...(right === undefined ? {} : { right }),
  };
}
