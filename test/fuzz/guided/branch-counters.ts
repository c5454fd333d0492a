/** The global variable in which instrumented modules count. */
export const COUNTERS = '__restackFuzzCounters';

/** The counters that istanbul keeps of one module, as far as they are used: one for each arm of each branch. */
interface ModuleCounters {
  readonly b: Readonly<Record<string, number[]>>;
}

/** Tells whether what was just run reached anything that nothing before it did. */
export interface BranchCounters {
  /** Looks at all counters, and sets them back to 0. */
  takeNew(): boolean;
  /** Branches that were reached at all. */
  readonly reached: number;
}

/** The bucket of a count, by its order of magnitude: once, twice, up to 4, to 8, … */
function bucketOf(count: number): number {
  return 1 << Math.min(7, 32 - Math.clz32(count - 1));
}

function listModules(): readonly ModuleCounters[] {
  const modules: unknown = Reflect.get(globalThis, COUNTERS);
  if (typeof modules !== 'object' || modules === null) throw new Error('no module counts its branches');
  return Object.values(modules).filter(isModuleCounters);
}

function isModuleCounters(value: unknown): value is ModuleCounters {
  return typeof value === 'object' && value !== null && 'b' in value;
}

/** Reads the counters of all modules that are loaded by now. */
export function readBranchCounters(): BranchCounters {
  const branches = listModules()
    .flatMap(({ b }) => Object.values(b))
    .map((arms) => ({ arms, seen: new Uint8Array(arms.length) }));
  let reached = 0;
  const takeArms = (arms: number[], seen: Uint8Array): boolean => {
    let isNew = false;
    for (let arm = 0; arm < arms.length; arm += 1) {
      const count = arms[arm] ?? 0;
      if (count === 0) continue;
      arms[arm] = 0;
      const [before, bucket] = [seen[arm] ?? 0, bucketOf(count)];
      if ((before & bucket) !== 0) continue;
      if (before === 0) reached += 1;
      seen[arm] = before | bucket;
      isNew = true;
    }
    return isNew;
  };
  return {
    get reached() {
      return reached;
    },
    takeNew() {
      let isNew = false;
      // Tens of thousands after every input: no call and no iterator for those that were not reached.
      for (let index = 0; index < branches.length; index += 1) {
        const branch = branches[index];
        if (branch !== undefined && takeArms(branch.arms, branch.seen)) isNew = true;
      }
      return isNew;
    },
  };
}
