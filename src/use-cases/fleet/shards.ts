/** A set as far as its weight tells. Sets of one chain stand together, the oldest first. */
export interface WeighedSet {
  /** Sets of one number rest on the same data files. */
  readonly chain: number;
  /** All data files that it rests on. */
  readonly sizeBytes: number;
  /** Those of them that no older set of the chain rests on. */
  readonly addedBytes: number;
}

/** Sets of one chain that one shard proves: what they share is read once. */
interface Run {
  /** Places in the list, rising. */
  readonly sets: readonly number[];
  readonly bytes: number;
}

/** The part of one shard. */
export interface Shard {
  /** Places in the list, rising. */
  readonly sets: readonly number[];
  /** The data files that are read for them. */
  readonly bytes: number;
}

/** The slowest shard may be this much above the mean before a chain is cut. */
const TOLERANCE = 1.02;

/** Each cut weighs all sets anew; with hundreds of shards a chain is a small part of one. */
const MOST_CUTS = 64;

/**
 * Divides sets among shards, always in the same way: the longest chain first, each to the shard with the least to do.
 * A chain is cut only where it keeps the slowest shard above 102% of the mean and the cut makes that one quicker: what
 * both parts rest on is then read twice. Source: Graham, "Bounds on multiprocessing timing anomalies" (1969).
 */
export function assignShards(sets: readonly WeighedSet[], count: number): readonly Shard[] {
  let runs = listRuns(sets);
  let shards = fillShards(runs, count);
  for (let cuts = 0; cuts < MOST_CUTS; cuts += 1) {
    const slowest = findSlowest(shards);
    const total = shards.reduce((sum, { bytes }) => sum + bytes, 0);
    if (slowest === undefined || slowest.bytes <= (TOLERANCE * total) / count) break;
    const whole = slowest.runs.find((run) => run.sets.length > 1);
    if (whole === undefined) break;
    const cut = runs.flatMap((run) => (run === whole ? cutRun(run, sets) : [run]));
    const next = fillShards(cut, count);
    if (!isLevelled(next, shards)) break;
    runs = cut;
    shards = next;
  }
  return shards.map(({ runs: own, bytes }) => ({
    sets: own.flatMap((run) => run.sets).toSorted((one, other) => one - other),
    bytes,
  }));
}

function listRuns(sets: readonly WeighedSet[]): readonly Run[] {
  const chains = new Map<number, number[]>();
  for (const [place, { chain }] of sets.entries()) {
    const own = chains.get(chain);
    if (own === undefined) chains.set(chain, [place]);
    else own.push(place);
  }
  return [...chains.values()].map((own) => weighRun(own, sets));
}

/** The first set reads everything that it rests on, each further one what the others have not read. */
function weighRun(own: readonly number[], sets: readonly WeighedSet[]): Run {
  const bytes = own.reduce((sum, place, index) => {
    const { sizeBytes = 0, addedBytes = 0 } = sets[place] ?? {};
    return sum + (index === 0 ? sizeBytes : addedBytes);
  }, 0);
  return { sets: own, bytes };
}

/** Cuts a run where the larger part is smallest. */
function cutRun({ sets: own }: Run, sets: readonly WeighedSet[]): readonly Run[] {
  const cuts = own.slice(1).map((_, index) => {
    const parts = [own.slice(0, index + 1), own.slice(index + 1)].map((part) => weighRun(part, sets));
    return { parts, larger: Math.max(...parts.map(({ bytes }) => bytes)) };
  });
  return cuts.toSorted((one, other) => one.larger - other.larger)[0]?.parts ?? [];
}

interface FilledShard {
  readonly runs: Run[];
  bytes: number;
}

/** Without bytes to go by, the number of sets decides: an empty set takes time, too. */
function fillShards(runs: readonly Run[], count: number): readonly FilledShard[] {
  const shards: FilledShard[] = Array.from({ length: count }, () => ({ runs: [], bytes: 0 }));
  const order = runs.toSorted((one, other) => other.bytes - one.bytes || firstOf(one) - firstOf(other));
  for (const run of order) {
    const least = shards.reduce((one, other) => (isLighter(other, one) ? other : one));
    least.runs.push(run);
    least.bytes += run.bytes;
  }
  return shards;
}

function isLighter(one: FilledShard, other: FilledShard): boolean {
  return one.bytes < other.bytes || (one.bytes === other.bytes && one.runs.length < other.runs.length);
}

function firstOf({ sets }: Run): number {
  return sets[0] ?? 0;
}

/** True when the slowest shards have less to do than before: of two that are equally slow, one cut helps one. */
function isLevelled(next: readonly FilledShard[], before: readonly FilledShard[]): boolean {
  const [mine, theirs] = [next, before].map((shards) =>
    shards.map(({ bytes }) => bytes).toSorted((one, other) => other - one),
  );
  const differing = theirs?.findIndex((bytes, index) => bytes !== mine?.[index]) ?? -1;
  return differing >= 0 && (mine?.[differing] ?? 0) < (theirs?.[differing] ?? 0);
}

function findSlowest(shards: readonly FilledShard[]): FilledShard | undefined {
  return shards.toSorted((one, other) => other.bytes - one.bytes)[0];
}
