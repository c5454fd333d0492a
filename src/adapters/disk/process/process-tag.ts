import { digestText } from '../keyed-digest.js';
import type { ProcessMark, ProcessStanding, ProcessTable } from '../../../core/process-mark.js';

/** Number of the process, digest of the place that it runs at, digest of its start. */
const TAG = /^(\d{1,10})-([0-9a-f]{8})-([0-9a-f]{8})$/;
/** The start of a process whose system does not tell it. */
const UNTOLD = '00000000';

/**
 * A process as a part of a name: whatever bears the name is known to be that process's from the first moment on, without
 * any content. Letters, digits and hyphens only.
 */
export function formatProcessTag({ pid, host, space, started }: ProcessMark): string {
  const place = digestText(JSON.stringify([host, space])).slice(0, UNTOLD.length);
  const start = started === null ? UNTOLD : digestText(started).slice(0, UNTOLD.length);
  return `${pid}-${place}-${start}`;
}

/** Whether the process that a tag names is still there; undefined when the text is no tag. */
export async function readTagStanding(
  tag: string,
  processes: ProcessTable,
): Promise<ProcessStanding | undefined> {
  const [, pid, place, start] = TAG.exec(tag) ?? [];
  if (pid === undefined) return undefined;
  const [, , here] = TAG.exec(formatProcessTag(await processes.readSelf())) ?? [];
  if (place !== here) return 'elsewhere';
  const running = await processes.readMark(Number(pid));
  if (running === undefined) return 'dead';
  return start === UNTOLD || running.started === null || formatProcessTag(running) === tag ? 'alive' : 'dead';
}
