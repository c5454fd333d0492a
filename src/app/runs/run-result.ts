import type { RunFolder } from '../../adapters/journal/run/run-folder.js';
import { createDamagedError } from '../../adapters/journal/run/run-inputs.js';
import { isObject } from '../../core/is-object.js';
import type { RunReport } from '../../schema/results.js';
import type { RestoreResult } from '../../use-cases/restore/run/run-restore.js';

/** The result of an attempt that came to its end, in the form that its run's folder keeps. */
export interface KeptResult extends Pick<RunReport, 'conservation' | 'problems'> {
  readonly outcome: string | null;
  readonly readBack: { readonly compared: number; readonly different: number };
  readonly stages: readonly {
    readonly name: string;
    readonly durationMs: number;
    readonly state: 'done' | 'partial' | 'failed' | 'skipped';
  }[];
}

/** Selects the part of a result that is kept. */
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

/** Reads the kept result; undefined when no attempt came to its end. @throws INTEGRITY when it is damaged. */
export async function readRunResult(folder: RunFolder): Promise<KeptResult | undefined> {
  const result: unknown = await folder.readResult();
  if (result === undefined || isKeptResult(result)) return result;
  throw createDamagedError(folder.path);
}

/** True when a result is whole. Its `schema` has shown who wrote it. */
function isKeptResult(value: unknown): value is KeptResult {
  if (!isObject(value)) return false;
  const members = ['conservation', 'readBack', 'stages', 'problems', 'outcome'];
  return members.every((member) => Object.hasOwn(value, member));
}
