import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startBackup, startConfiguration } from '../../src/controller/backup/backup-jobs.js';
import { isBackingUp } from '../../src/controller/cloud/backups/backup-state.js';
import { TAKES_MS } from '../doubles/app-context.js';
import { type Event, foretell, type Happening } from '../fixtures/backup-rules.js';
import { SimulatedCloud } from '../doubles/simulated-cloud.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant('on-demand' as const) }),
  fc.record({
    kind: fc.constant('share' as const),
    takes: fc.constantFrom('all' as const, 'removals' as const, 'nothing' as const),
  }),
  fc.record({ kind: fc.constant('update' as const), isRunning: fc.boolean() }),
  fc.record(
    {
      kind: fc.constant('settings' as const),
      frequencyHours: fc.integer({ min: 4, max: 12 }),
      retentionDays: fc.integer({ min: 2, max: 14 }),
      isEnabled: fc.boolean(),
    },
    { requiredKeys: ['kind'] },
  ),
);

/** Gaps from a minute, in the middle of a backup, to days. Odd seconds keep happenings apart from runs and ends. */
const anyScript: fc.Arbitrary<readonly Event[]> = fc
  .array(
    fc.tuple(fc.oneof(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 4000 })), anyHappening),
    {
      maxLength: 25,
    },
  )
  .map((steps) => {
    let atMs = 17_000;
    return steps.map(([minutes, happening]): Event => {
      atMs += minutes * MINUTE;
      return { ...happening, atMs };
    });
  });

async function act(simulated: SimulatedCloud, event: Event): Promise<void> {
  const { cloud, share } = simulated;
  if (event.kind === 'share') share.takes = event.takes;
  else if (event.kind === 'update') cloud.backup.isUpdating = event.isRunning;
  else if (event.kind === 'on-demand') {
    const isBlocked = cloud.backup.isUpdating || isBackingUp(cloud.backup);
    if (!isBlocked) startBackup(cloud, { automatic: false, atMs: simulated.nowMs });
  } else {
    const { frequencyHours, retentionDays, isEnabled } = event;
    const settings = {
      ...(frequencyHours === undefined ? {} : { frequencyHours }),
      ...(retentionDays === undefined ? {} : { retentionDays }),
      ...(isEnabled === undefined ? {} : { isSchedulerEnabled: isEnabled }),
    };
    startConfiguration(cloud, { settings, encryption: undefined });
  }
}

async function play(events: readonly Event[], untilMs: number): Promise<SimulatedCloud> {
  const simulated = new SimulatedCloud();
  await simulated.configure();
  const beginMs = simulated.nowMs;
  for (const event of events) {
    await simulated.advance(beginMs + event.atMs - simulated.nowMs);
    await act(simulated, event);
  }
  await simulated.advance(beginMs + untilMs - simulated.nowMs);
  return simulated;
}

function listOf({ cloud }: SimulatedCloud, beginMs: number) {
  return cloud.backup.backups.map(({ createdAt, automatic, status }) => ({
    createdMs: Date.parse(createdAt) - beginMs,
    automatic,
    status,
  }));
}

describe('the backup schedule', () => {
  it('keeps what the rules say, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(anyScript, fc.integer({ min: 1, max: 20 }), async (events, moreDays) => {
        const untilMs = (events.at(-1)?.atMs ?? 0) + moreDays * DAY + 31_000;
        const simulated = await play(events, untilMs);
        const beginMs = simulated.nowMs - untilMs;
        const expected = foretell(events, untilMs);
        expect(listOf(simulated, beginMs)).toEqual(expected);
        const onShare = [...simulated.share.sets.values()].map((time) => time - beginMs);
        const running = expected
          .filter(({ status }) => status === 'Running')
          .map(({ createdMs }) => createdMs);
        const written = expected.filter(({ status }) => status === 'Succeeded');
        expect(onShare.filter((time) => !running.includes(time))).toEqual(
          written.map(({ createdMs }) => createdMs - TAKES_MS.backup),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('does the same in one leap as in many steps', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 4, max: 12 }),
        fc.integer({ min: 1, max: 40 }),
        async (hours, days) => {
          const leap = new SimulatedCloud();
          const steps = new SimulatedCloud();
          for (const simulated of [leap, steps]) await simulated.configure({ frequencyHours: hours });
          await leap.advance(days * DAY);
          for (let passed = 0; passed < days * DAY; passed += 100 * MINUTE) {
            await steps.advance(Math.min(100 * MINUTE, days * DAY - passed));
          }
          expect(listOf(leap, leap.nowMs)).toEqual(listOf(steps, steps.nowMs));
          expect(leap.cloud.backup.nextRunMs).toBe(steps.cloud.backup.nextRunMs);
          expect(leap.share.sets.size).toBeGreaterThan(0);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('never loses the last set that succeeded', async () => {
    await fc.assert(
      fc.asyncProperty(anyScript, async (events) => {
        const simulated = await play(events, (events.at(-1)?.atMs ?? 0) + 31_000);
        const before = Math.max(...simulated.share.sets.values());
        simulated.share.takes = 'removals';
        await simulated.advance(60 * DAY);
        const after = [...simulated.share.sets.values()];
        expect(after.includes(before) || simulated.share.sets.size === 0).toBe(true);
        expect(after.length > 0).toBe(Number.isFinite(before));
      }),
      { numRuns: 100 },
    );
  });
});
