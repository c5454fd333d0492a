import type { FuzzTarget } from './fuzz-target.js';

/** An input that broke a law. */
export interface BrokenLaw {
  readonly input: Uint8Array;
  readonly error: unknown;
}

const MAX_TRIES = 2000;

/** Leaves out of an input what is not needed to break the same law, as far as that shows soon. */
export async function shrink(target: FuzzTarget, { input, error }: BrokenLaw): Promise<Uint8Array> {
  const wanted = describe(error);
  let smallest: Uint8Array = Uint8Array.from(input);
  let tries = 0;
  for (let size = Math.ceil(smallest.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < smallest.length && tries < MAX_TRIES; tries += 1) {
      const shorter = Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + size)]);
      if ((await failureOf(target, shorter)) === wanted) smallest = shorter;
      else at += size;
    }
  }
  return smallest;
}

async function failureOf(target: FuzzTarget, input: Uint8Array): Promise<string | undefined> {
  try {
    await target.examine(input);
    return undefined;
  } catch (error) {
    return describe(error);
  }
}

/** Numbers in a message (sizes, offsets) change while an input gets smaller. */
function describe(error: unknown): string {
  return String(error).replaceAll(/\d+/g, '#');
}
