import * as Flags from '@oclif/core/flags';

import type { ProveShardOptions } from '../../app/fleet/prove-shard.js';
import { createUsageError } from '../outcome/usage-errors.js';

const STAMPS = {
  helpValue: 'FILE',
  summary: 'Stamps with their shares, and the files that hold their secrets (YAML or JSON).',
};

/** The flag that names the stamps of a fleet, where there is always one. */
export const stampsFlag = { stamps: Flags.string({ ...STAMPS, required: true }) };

/** The flags that name one part of a frozen night. */
export const workListFlags = {
  'work-list': Flags.string({
    helpValue: 'FILE',
    summary: 'Prove a part of this work list, of restack fleet plan; takes no other selection.',
  }),
  stamps: Flags.string(STAMPS),
  shard: Flags.string({
    helpValue: 'I/N',
    summary:
      'Part of the work list, from 1/N to N/N; auto/N takes JOB_COMPLETION_INDEX, SLURM_ARRAY_TASK_ID or ' +
      'AZ_BATCH_TASK_ID, which count from 0. Default: 1/1.',
  }),
  results: Flags.string({ helpValue: 'DIR', summary: 'Folder for a result of each set of the work list.' }),
};

/** The flags that may stand beside a work list; all others say what the list, or the stamps file, says. */
const BESIDE: readonly string[] = [
  ...Object.keys(workListFlags),
  'metrics',
  'report',
  'json',
  'yes',
  'no-input',
  'quiet',
  'progress',
  'no-color',
  'debug',
  'events',
];

type Flagged = Readonly<Record<string, unknown>> & {
  readonly 'work-list'?: string | undefined;
  readonly stamps?: string | undefined;
  readonly shard?: string | undefined;
  readonly results?: string | undefined;
};

/**
 * Selects the options of {@link workListFlags}; undefined where no work list is given.
 *
 * @throws USAGE when one of them is missing, or something else selects sets, too.
 */
export function selectShardOptions(
  flags: Flagged,
  backups: readonly string[] | undefined,
): ProveShardOptions | undefined {
  const { 'work-list': workList, stamps: stampsFile, shard, results } = flags;
  const hints = ['restack verify --work-list FILE --stamps FILE --shard I/N --results DIR'];
  if (workList === undefined) {
    const alone = Object.keys(workListFlags).find((name) => flags[name] !== undefined);
    if (alone === undefined) return undefined;
    throw createUsageError(`--${alone} belongs to a work list, and none is given`, hints);
  }
  const other = Object.entries(flags).find(
    ([name, value]) => value !== undefined && value !== false && !BESIDE.includes(name),
  );
  if (backups !== undefined || other !== undefined) {
    const what = other === undefined ? 'BACKUP' : `--${other[0]}`;
    throw createUsageError(`the work list says what is proved: leave out ${what}`, hints);
  }
  if (stampsFile === undefined || results === undefined) {
    throw createUsageError('--work-list needs --stamps and --results beside it', hints);
  }
  return { workList, stampsFile, results, shard: parseShard(shard ?? '1/1') };
}

/** More shards than that would have next to nothing to do. */
const MOST_SHARDS = 10_000;

function parseShard(text: string): ProveShardOptions['shard'] {
  const [, which = '', of = ''] = /^(auto|\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  const count = Number(of);
  const index = which === 'auto' ? undefined : Number(which);
  const isCount = of !== '' && count >= 1 && count <= MOST_SHARDS;
  if (isCount && (index === undefined || (index >= 1 && index <= count))) return { index, count };
  throw createUsageError(`--shard expects I/N with I from 1 to N, or auto/N; N at most ${MOST_SHARDS}`, []);
}
