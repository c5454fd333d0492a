/** The mark of one process among all that ever ran: numbers of processes are used again, and again after a restart. */
export interface ProcessMark {
  readonly pid: number;
  readonly host: string;
  /** The space in which process numbers count: a container has its own. Null where there is only one. */
  readonly space: string | null;
  /** The time of its start, in the system's own words; null where the system does not tell. */
  readonly started: string | null;
}

/**
 * The state of a process, seen from here. `elsewhere`: on another machine or in another container, where nobody can
 * look.
 */
export type ProcessStanding = 'alive' | 'dead' | 'elsewhere';

/** The age after which something of an unseen process, unchanged, counts as left behind. */
const ELSEWHERE_LIMIT_MS = 24 * 60 * 60 * 1000;

/**
 * True when something that a process made may be taken for left behind.
 *
 * @param ageMs time since it last changed
 */
export function isLeftBehind(standing: ProcessStanding | undefined, ageMs: number): boolean {
  return standing === 'dead' || (standing === 'elsewhere' && ageMs > ELSEWHERE_LIMIT_MS);
}

/** The processes of this machine and container. */
export interface ProcessTable {
  readSelf(): Promise<ProcessMark>;
  /** The mark of a process that runs here; undefined when none has this number. */
  readMark(pid: number): Promise<ProcessMark | undefined>;
  readStanding(mark: ProcessMark): Promise<ProcessStanding>;
}
