import { formatMinute } from '../../core/clock.js';
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { disableAgain } from '../../use-cases/capture/kinds/disabled-secrets.js';
import type { Omission } from '../../use-cases/capture/omission.js';
import type { CaptureSource } from '../../use-cases/capture/capture-source.js';
import { RestackError } from '../../core/errors/restack-error.js';
import {
  EnabledNote,
  findEnabledNotes,
  type FoundNote,
  settleEnabledNote,
} from '../../adapters/journal/enabled-note.js';
import { isLeftBehind, type ProcessTable } from '../../core/process-mark.js';
import type { AppContext } from '../app.js';

/** The cloud whose secrets a capture enables, and the folder of the note. */
export interface EnabledSecretsOptions {
  readonly source: CaptureSource;
  readonly runsFolder: string;
  readonly processes: ProcessTable;
  readonly now: Date;
  /** True when this capture will enable secrets itself. */
  readonly enableDisabled: boolean;
}

/** The secrets that are enabled only for a moment, as far as a capture knows. */
export interface EnabledSecrets {
  /** The note of this capture; undefined when it enables none. */
  readonly note: EnabledNote | undefined;
  /** The secrets of earlier captures that could not be disabled again. */
  readonly leftEnabled: readonly Omission[];
}

const NOTES = '.enabled-secrets';

/**
 * Disables the secrets that broken-off captures of this cloud left enabled, tells of them, and lends `use` the note of
 * this capture. The note stays when a secret in it could not be disabled.
 *
 * @throws LOCKED when a capture of this machine is just enabling secrets of the cloud: they would be read as enabled.
 * PERMISSION_MISSING or CONFIG when notes cannot be read or written; the errors of `use`.
 */
export async function withEnabledSecrets<R>(
  options: EnabledSecretsOptions,
  context: AppContext,
  use: (secrets: EnabledSecrets) => Promise<R>,
): Promise<R> {
  const { source, runsFolder, processes, enableDisabled } = options;
  const { providerSubscriptionId, region, domain } = source.identity;
  const cloud = hash('sha256', `${providerSubscriptionId} ${region} ${domain}`.toLowerCase()).slice(0, 32);
  const folder = join(runsFolder, NOTES, cloud);
  // Ours is there before we look for others: of two at the same time at least one sees the other.
  const note = enableDisabled ? await EnabledNote.create(folder, processes) : undefined;
  try {
    const notes = await findEnabledNotes(folder, { processes, own: note });
    const busy = notes.find(({ standing }) => standing === 'alive');
    if (busy !== undefined) throw createBusyError(busy);
    const leftEnabled: Omission[] = [];
    for (const found of notes) leftEnabled.push(...(await undo(found, options, context)));
    return await use({ note, leftEnabled });
  } finally {
    await note?.close();
  }
}

function createBusyError({ pid, path, writtenAt }: FoundNote): RestackError {
  const since = writtenAt.toISOString();
  return new RestackError(
    'LOCKED',
    `process ${pid} captures this cloud and enables disabled secrets meanwhile (last one at ${formatMinute(since)})`,
    { hints: [`wait until it is done: ps -p ${pid}`], details: { pid, note: path, since } },
  );
}

async function undo(
  found: FoundNote,
  { source, now }: EnabledSecretsOptions,
  context: AppContext,
): Promise<readonly Omission[]> {
  const leftEnabled: Omission[] = [];
  const disabled: string[] = [];
  for (const version of found.versions) {
    const failure = await disableAgain(source, version);
    if (failure === undefined) {
      disabled.push(version.id);
      context.warn(
        `${version.id} may have been left enabled by a capture that was broken off; it is disabled again`,
      );
      continue;
    }
    const message = `may have been left enabled by a capture that was broken off, and could not be disabled again: ${failure}; noted in ${found.path}`;
    leftEnabled.push({ kind: 'secret', reason: 'leftEnabled', id: version.id, message, whole: false });
  }
  const isOver = isLeftBehind(found.standing, now.getTime() - found.writtenAt.getTime());
  await settleEnabledNote(found, { disabled, isDone: leftEnabled.length === 0 && isOver });
  for (const { id, message } of leftEnabled) context.warn(`${id} ${message}`);
  return leftEnabled;
}
