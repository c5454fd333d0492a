import type { RunFolder } from '../../adapters/journal/run/run-folder.js';
import { createDamagedError } from '../../adapters/journal/run/run-inputs.js';
import { isObject } from '../../core/is-object.js';
import type { RunReport } from '../../schema/results.js';
import type { RestoreResult } from '../../use-cases/restore/run/run-restore.js';

/** What an attempt that came to its end found out, as its run's folder keeps it. */
export interface KeptResult extends Pick<RunReport, 'conservation' | 'problems'> {
  readonly outcome: string | null;
  readonly readBack: { readonly compared: number; readonly different: number };
  readonly stages: readonly {
    readonly name: string;
    readonly durationMs: number;
    readonly state: 'done' | 'partial' | 'failed' | 'skipped';
  }[];
}

/** What is kept of a result. */
export function selectKeptResult(result: RestoreResult): KeptResult {
  const { conservation, readBack, stages, problems, outcome } = result;
  return {
    outcome: outcome ?? null,
    conservation: {
      ...conservation.total,
      pending: 0,
      byKind: conservation.byKind.map((counts) => ({ ...counts, pending: 0 })),
    },
    readBack: { compared: readBack.compared, different: readBack.different },
    stages: stages.map(({ name, durationMs, state }) => ({ name, durationMs, state })),
    problems,
  };
}

/** @throws INTEGRITY when it is damaged. Undefined when no attempt came to its end. */
export async function readRunResult(folder: RunFolder): Promise<KeptResult | undefined> {
  const result: unknown = await folder.readResult();
  if (result === undefined || isKeptResult(result)) return result;
  throw createDamagedError(folder.path);
}

/** Its `schema` says who wrote it; this only says that it is whole. */
function isKeptResult(value: unknown): value is KeptResult {
  if (!isObject(value)) return false;
  const members = ['conservation', 'readBack', 'stages', 'problems', 'outcome'];
  return members.every((member) => Object.hasOwn(value, member));
}
