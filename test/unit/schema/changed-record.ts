import { REMOVED } from './record-cases.js';

/** A deep copy of `record` in which the value at a JSON pointer is another, or gone. */
export function changeAt<T>(record: T, pointer: string, value: unknown): T {
  const copy = structuredClone(record);
  const segments = pointer.split('/').slice(1);
  const last = segments.pop();
  let holder: unknown = copy;
  for (const segment of segments) holder = Reflect.get(toObject(holder, pointer), segment);
  if (last === undefined) throw new Error('cannot change the record itself');
  if (value === REMOVED) Reflect.deleteProperty(toObject(holder, pointer), last);
  else Reflect.set(toObject(holder, pointer), last, value);
  return copy;
}

function toObject(value: unknown, pointer: string): object {
  if (typeof value !== 'object' || value === null) throw new Error(`${pointer} leads nowhere`);
  return value;
}
