import { hash } from 'node:crypto';
import type { ProcessMark, ProcessStanding, ProcessTable } from '../../../core/process-mark.js';

/** The parts of a tag: number of the process, digest of its place, digest of its start. */
const TAG = /^(\d{1,10})-([0-9a-f]{8})-([0-9a-f]{8})$/;
/** The digest in place of a start that the system does not tell. */
const UNTOLD = '00000000';

/**
 * Formats a process as a part of a name: the owner of the name is known from the first moment on, without any content.
 * Letters, digits and hyphens only.
 */
export function formatProcessTag({ pid, host, space, started }: ProcessMark): string {
  const place = hash('sha256', JSON.stringify([host, space])).slice(0, UNTOLD.length);
  const start = started === null ? UNTOLD : hash('sha256', started).slice(0, UNTOLD.length);
  return `${pid}-${place}-${start}`;
}

/** The standing of the process that a tag names; undefined when the text is no tag. */
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
