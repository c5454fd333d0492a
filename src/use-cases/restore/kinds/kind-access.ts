import { RestackError } from '../../../core/errors/restack-error.js';
import type { RestoreTarget } from '../../../cloud/cloud-port.js';
import type { EarlierRuns } from '../earlier-runs.js';
import type { KindAccess } from './resource-kind.js';

/** Work that was put off to the end of a stage, and failed then. */
export interface Unfinished {
  /** The lower-case id of the object that the work was about. */
  readonly id: string;
  readonly error: RestackError;
}

interface PutOff {
  readonly id: string;
  readonly work: () => Promise<void>;
}

/** Access that is handed out to one stage after the other, or to several at a time. */
export interface RunAccess extends KindAccess {
  /** Opens a stage. It shares what was done once; work that is put off belongs to the stage alone. */
  openStage(): StageAccess;
}

/** Access that can also end its stage. */
export interface StageAccess extends KindAccess {
  /** True for an object about which work was put off. */
  hasPutOff(id: string): boolean;
  /**
   * Does the work that was put off: all of it, or that about one object.
   * @returns the pieces that failed @throws INTERRUPTED once all of it was tried.
   */
  finishStage(id?: string): Promise<readonly Unfinished[]>;
}

/** The runs that a plan looks at, and the patience of a run. */
export interface AccessOptions {
  readonly earlierRuns?: EarlierRuns | undefined;
  readonly readUntil?: KindAccess['readUntil'] | undefined;
  /** The target for work that was put off: it takes calls when no other one may begin. Default: the same. */
  readonly closingTarget?: RestoreTarget | undefined;
}

const readOnce: KindAccess['readUntil'] = (_address, { read }) => read();

/** Makes the access for one plan or one run. Work under one key is done once for its whole duration. */
export function createKindAccess(
  target: RestoreTarget,
  { earlierRuns, readUntil = readOnce, closingTarget = target }: AccessOptions = {},
): RunAccess {
  const results = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, work: () => Promise<T>) => remember(results, key, work);
  const openStage = () => createStageAccess({ target, earlierRuns, once, readUntil }, closingTarget);
  return { ...openStage(), openStage };
}

function createStageAccess(
  shared: Omit<KindAccess, 'afterStage'>,
  closingTarget: RestoreTarget,
): StageAccess {
  let putOff: readonly PutOff[] = [];
  return {
    ...shared,
    afterStage: (id, work) => {
      putOff = [...putOff, { id, work: () => work(closingTarget) }];
    },
    hasPutOff: (id) => putOff.some((one) => one.id === id),
    async finishStage(id) {
      const due = putOff.filter((one) => id === undefined || one.id === id);
      putOff = putOff.filter((one) => !due.includes(one));
      const ended = await Promise.allSettled(due.map((one) => finish(one)));
      for (const end of ended) if (end.status === 'rejected') throw end.reason;
      return ended.flatMap((end) =>
        end.status === 'fulfilled' && end.value !== undefined ? [end.value] : [],
      );
    },
  };
}

async function finish({ id, work }: PutOff): Promise<Unfinished | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof RestackError && error.code !== 'INTERRUPTED') return { id, error };
    throw error;
  }
}

function remember<T>(results: Map<string, Promise<unknown>>, key: string, work: () => Promise<T>): Promise<T>;
function remember(results: Map<string, Promise<unknown>>, key: string, work: () => Promise<unknown>) {
  const result = results.get(key) ?? work();
  results.set(key, result);
  return result;
}
