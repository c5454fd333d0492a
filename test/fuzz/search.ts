import type { FuzzTarget } from './fuzz-target.js';
import { mutate, parseTokens, type Random } from './mutation.js';

/** The input, the end and the listeners of a search. */
export interface SearchOptions {
  readonly random: Random;
  /** Inputs that it begins with. */
  readonly corpus: readonly Uint8Array[];
  /** Asked before each input. */
  isOver(runs: number): boolean;
  /** Told each input before it is read. */
  onInput?(input: Uint8Array): void;
  /** True when the input that was just read reached something new: it becomes part of the corpus. */
  isNew?(): boolean;
}

/** The result of a search. */
export interface SearchResult {
  readonly runs: number;
  readonly corpus: readonly Uint8Array[];
  readonly broken: BrokenLaw | undefined;
}

/** No input that matters is larger; headers, names and lengths are what goes wrong. */
export const MAX_INPUT_BYTES = 16 * 1024;

/** Reads the corpus, and then changed inputs of it, until a law breaks or the search is over. */
export async function search(target: FuzzTarget, options: SearchOptions): Promise<SearchResult> {
  const { random } = options;
  const seeds = options.corpus.filter(({ length }) => length <= MAX_INPUT_BYTES);
  const corpus: Uint8Array[] = [];
  const tokens = parseTokens(target.dictionary);
  let runs = 0;
  for (; !options.isOver(runs); runs += 1) {
    const seed = seeds[runs];
    const source = { random, tokens, corpus, maxBytes: MAX_INPUT_BYTES };
    const input = seed ?? mutate(chooseInput(corpus, random), source);
    options.onInput?.(input);
    try {
      await target.examine(input);
    } catch (error) {
      return { runs: runs + 1, corpus, broken: { input: await shrink(target, { input, error }), error } };
    }
    if (options.isNew?.() === true || seed !== undefined) corpus.push(input);
  }
  return { runs, corpus, broken: undefined };
}

/** Chooses an input: one that was found last leads on more often than one that the search began with. */
function chooseInput(corpus: readonly Uint8Array[], random: Random): Uint8Array {
  const last = random(3) === 0 ? Math.min(corpus.length, 32) : corpus.length;
  return corpus[corpus.length - 1 - random(last)] ?? new Uint8Array();
}

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
