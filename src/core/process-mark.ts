

/** Names one process among all that ever ran: numbers of processes are used again, and again after a restart. */
export interface ProcessMark {
  readonly pid: number;
  readonly host: string;
  /** The space that process numbers count in: a container has its own. Null where there is only one. */
  readonly space: string | null;
  /** When it started, in the system's own words; null where the system does not tell. */
  readonly started: string | null;
}


/** `elsewhere`: on another machine or in another container, where nobody can look from here. */
export type ProcessStanding = 'alive' | 'dead' | 'elsewhere';


/** Nobody can look from here, so that what has not changed for so long counts as left behind. */
const ELSEWHERE_LIMIT_MS = 24 * 60 * 60 * 1000;


/** Whether what a process made may be taken for left behind. @param ageMs since it last changed */
export function isLeftBehind(standing: ProcessStanding | undefined, ageMs: number): boolean {
  return standing === 'dead' || (standing === 'elsewhere' && ageMs > ELSEWHERE_LIMIT_MS);
}


/** The processes that can be seen from here. */
export interface ProcessTable {
  readSelf(): Promise<ProcessMark>;
  /** The mark of a process that runs here; undefined when none has this number. */
  readMark(pid: number): Promise<ProcessMark | undefined>;
  readStanding(mark: ProcessMark): Promise<ProcessStanding>;
}
