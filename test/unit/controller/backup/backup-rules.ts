import { TAKES_MS } from './stopped-clock.js';

/** Something that happens to a cloud's backups. */
export type Happening =
  /** `removals`: it is full. `nothing`: it is gone, or read-only. */
  | { readonly kind: 'share'; readonly takes: 'all' | 'removals' | 'nothing' }
  | {
      readonly kind: 'settings';
      readonly frequencyHours?: number;
      readonly retentionDays?: number;
      readonly isEnabled?: boolean;
    }
  | { readonly kind: 'on-demand' }
  | { readonly kind: 'update'; readonly isRunning: boolean };

/** A happening, and when, in milliseconds since the share was configured. */
export type Event = Happening & { readonly atMs: number };

/** A backup that is still listed. Those that succeeded lie on the share. */
export interface Expected {
  readonly startedMs: number;
  readonly automatic: boolean;
  readonly status: 'Succeeded' | 'Failed' | 'Running';
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Step {
  readonly atMs: number;
  /** What happens first of what happens at one time. */
  readonly rank: number;
  readonly happen: () => void;
}

/**
 * The rules of the backup service, told once more for tests: what is listed at `untilMs`, when the share was configured
 * at 0 with 12 hours and 7 days. Source: format specification, section 6.
 */
export function foretell(events: readonly Event[], untilMs: number): readonly Expected[] {
  let list: (Expected & { status: Expected['status'] })[] = [];
  let takes: 'all' | 'removals' | 'nothing' = 'all';
  let [frequencyHours, retentionDays, isEnabled, isUpdating] = [12, 7, true, false];
  let tickMs = frequencyHours * HOUR;
  const queue: Step[] = [];

  const forget = (nowMs: number) => {
    const spared = list.filter(({ status }) => status === 'Succeeded').at(-1);
    list = list.filter((backup) => {
      const isOld = nowMs - backup.startedMs > retentionDays * DAY;
      const isStuck = backup.status === 'Succeeded' && takes === 'nothing';
      return !isOld || backup === spared || backup.status === 'Running' || isStuck;
    });
  };
  const begin = (startedMs: number, automatic: boolean) => {
    const isBlocked = isUpdating || list.some(({ status }) => status === 'Running');
    if (isBlocked) return;
    const isWritten = takes === 'all';
    const backup = { startedMs, automatic, status: 'Running' as const };
    list = [...list, backup];
    const endMs = startedMs + TAKES_MS.backup;
    const happen = () => {
      const status = isWritten ? 'Succeeded' : 'Failed';
      list = list.map((other) => (other === backup ? { ...backup, status } : other));
      forget(endMs);
    };
    queue.push({ atMs: endMs, rank: 0, happen });
  };
  const change = (event: Event & { readonly kind: 'settings' }) => {
    if (takes === 'nothing') return;
    const endMs = event.atMs + TAKES_MS.configure;
    const happen = () => {
      const frequency = event.frequencyHours ?? frequencyHours;
      if (frequency !== frequencyHours) tickMs = endMs + frequency * HOUR;
      frequencyHours = frequency;
      retentionDays = event.retentionDays ?? retentionDays;
      isEnabled = event.isEnabled ?? isEnabled;
      forget(endMs);
    };
    queue.push({ atMs: endMs, rank: 0, happen });
  };
  const handle = (event: Event) => {
    if (event.kind === 'share') takes = event.takes;
    else if (event.kind === 'update') isUpdating = event.isRunning;
    else if (event.kind === 'on-demand') begin(event.atMs, false);
    else change(event);
  };

  queue.push(...events.map((event): Step => ({ atMs: event.atMs, rank: 2, happen: () => handle(event) })));
  for (;;) {
    const tick: Step = {
      atMs: tickMs,
      rank: 1,
      happen: () => {
        const nowMs = tickMs;
        tickMs += frequencyHours * HOUR;
        if (isEnabled) begin(nowMs, true);
      },
    };
    const [next = tick] = [...queue, tick].toSorted((a, b) => a.atMs - b.atMs || a.rank - b.rank);
    if (next.atMs > untilMs) return list;
    const index = queue.indexOf(next);
    if (index !== -1) queue.splice(index, 1);
    next.happen();
  }
}
