import { execFile } from 'node:child_process';
import { lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { assertMetricsPlace } from '../../../src/app/metrics-file.js';
import { tellMetrics } from '../../../src/cli/outcome/tell-metrics.js';
import { RestackError } from '../../../src/core/errors/restack-error.js';
import {
  measureCapture,
  measureDrill,
  measureServiceBackups,
  measureVerify,
  renderMetrics,
} from '../../../src/report/render-metrics.js';
import type { ServiceBackupsResult } from '../../../src/schema/results.js';
import { DRILL, HOSTILE, VERIFY } from '../../fixtures/result-schemas.js';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.js';

const NOW = new Date('2026-01-02T00:00:00Z');
const RUN = { command: 'verify', exitCode: 0, endedAt: NOW, durationMs: 1500, lastSuccess: 12 };

const NAME = '[a-z_]+';
const LABELS = String.raw`(?:\{${NAME}="(?:[^"\\\n]|\\[\\"n])*"(?:,${NAME}="(?:[^"\\\n]|\\[\\"n])*")*\})?`;
const SAMPLE = new RegExp(`^(restack_${NAME})${LABELS} -?\\d+(?:\\.\\d+)?$`);

/** Checks a text by the rules of the exposition format, and counts the samples of each metric. */
function countSamples(text: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  expect(text.endsWith('\n')).toBe(true);
  let current = '';
  for (const line of text.trimEnd().split('\n')) {
    const [, type = ''] = new RegExp(`^# TYPE (restack_${NAME}) gauge$`).exec(line) ?? [];
    if (type !== '') {
      expect(counts[type], `${type} stands there once`).toBeUndefined();
      current = type;
      counts[type] = 0;
    } else if (!line.startsWith('# HELP ')) {
      expect(SAMPLE.exec(line)?.[1], line).toBe(current);
      counts[current] = (counts[current] ?? 0) + 1;
    }
  }
  return counts;
}

describe('metrics', () => {
  it.each([
    ['verify', measureVerify(VERIFY, NOW)],
    ['drill', measureDrill(DRILL)],
  ])('of %s with hostile names are as they were', async (name, metrics) => {
    const text = renderMetrics({ ...RUN, command: name }, metrics);
    countSamples(text);
    const golden = path.resolve(import.meta.dirname, `../../fixtures/reports/${name}.prom.golden`);
    await expect(text).toMatchFileSnapshot(golden);
  });

  it('of a verification tell sets, bytes and the newest good set', () => {
    const text = renderMetrics(RUN, measureVerify(VERIFY, NOW));
    expect(countSamples(text)).toMatchObject({ restack_sets: 2, restack_newest_good_set_age_seconds: 1 });
    expect(text).toContain('restack_sets{verdict="failed",level="content"} 1\n');
    expect(text).toContain('restack_newest_good_set_age_seconds 86400\n');
    expect(text).toContain('restack_checked_bytes 8\n');
    expect(text).toContain('restack_last_success_timestamp_seconds{command="verify"} 12\n');
  });

  it('leave the newest good set out where there is none', () => {
    const failed = VERIFY.backups.filter(({ verdict }) => verdict === 'failed');
    const text = renderMetrics(
      { ...RUN, lastSuccess: undefined },
      measureVerify({ ...VERIFY, backups: failed }, NOW),
    );
    expect(text).not.toContain('newest_good');
    expect(text).not.toContain('last_success');
  });

  it('keep the format whatever a cloud calls its stages and states', () => {
    const counts = countSamples(renderMetrics(RUN, measureDrill(DRILL)));
    expect(counts).toMatchObject({ restack_drill_records: 7, restack_drill_stage_duration_seconds: 2 });
    const hostile = `${HOSTILE}"\\`;
    const service: ServiceBackupsResult = {
      share: null,
      differences: 0,
      otherSets: 0,
      backups: [
        {
          backupId: VERIFY.backups[0]?.backupId ?? '',
          createdAt: NOW.toISOString(),
          listed: {
            status: hostile,
            automatic: null,
            cloudRecoveryReady: null,
            thumbprint: null,
            durationMs: null,
            roles: [],
          },
          onShare: null,
          difference: null,
        },
      ],
    };
    expect(countSamples(renderMetrics(RUN, measureServiceBackups(service, NOW)))).toMatchObject({
      restack_service_backups: 1,
    });
    const capture = {
      sizeBytes: 10,
      durationMs: 5,
      repositories: [{ status: 'Succeeded' }, { status: hostile }],
      cloudRecoveryReady: true,
      createdAt: NOW.toISOString(),
    };
    expect(countSamples(renderMetrics(RUN, measureCapture(capture, NOW)))).toMatchObject({
      restack_capture_repositories: 2,
      restack_newest_good_set_age_seconds: 1,
    });
  });
});

describe('a file of metrics', () => {
  const warnings: string[] = [];
  const placeOf = (file: string | undefined) => ({
    file,
    endedAt: NOW,
    durationMs: 0,
    signal: new AbortController().signal,
    warn: (message: string) => void warnings.push(message),
  });
  const metrics = () => [{ name: 'x', help: 'x', values: [{ value: 1 }] }];

  it('is replaced at once, readable by all, and keeps the last success over failures', async () => {
    const folder = await makeTemporaryFolder();
    const file = path.join(folder, 'restack.prom');
    expect(await tellMetrics({ command: 'verify', metrics }, placeOf(file))).toBeUndefined();
    expect((await stat(file)).mode & 0o777).toBe(0o644);
    expect(await readFile(file, 'utf8')).toContain('restack_x 1\n');
    const lost = new RestackError('SHARE_UNREACHABLE', 'gone');
    expect(await tellMetrics({ command: 'verify', error: lost }, placeOf(file))).toBe(lost);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('restack_last_run_exit_code{command="verify"} 11\n');
    expect(text).toContain(
      `restack_last_success_timestamp_seconds{command="verify"} ${NOW.getTime() / 1000}\n`,
    );
    expect(text).not.toContain('restack_x');
    expect(await readdir(folder)).toEqual(['restack.prom']);
  });

  it('that cannot be written is a warning, and a failure where nothing else failed', async () => {
    const folder = await makeTemporaryFolder();
    const file = path.join(folder, `${'x'.repeat(300)}.prom`);
    expect((await tellMetrics({ command: 'verify', metrics }, placeOf(file)))?.code).toBe(
      'PERMISSION_MISSING',
    );
    const lost = new RestackError('SHARE_UNREACHABLE', 'gone');
    expect(await tellMetrics({ command: 'verify', error: lost }, placeOf(file))).toBe(lost);
    expect(warnings).toHaveLength(2);
    expect(await readdir(folder)).toEqual([]);
  });

  it('that nobody asked for is none', async () => {
    expect(
      await tellMetrics({ command: 'verify', metrics: () => expect.unreachable() }, placeOf(undefined)),
    ).toBeUndefined();
  });

  it('must be called so that it is collected', async () => {
    const folder = await makeTemporaryFolder();
    await expect(assertMetricsPlace(path.join(folder, 'restack.prom'))).resolves.toBeUndefined();
    await expect(assertMetricsPlace(path.join(folder, 'backup.pfx'))).rejects.toMatchObject({
      code: 'USAGE',
    });
  });

  it.each<readonly [string, (file: string) => Promise<unknown>]>([
    ['metrics of somebody else', async (file) => writeFile(file, '# HELP other_backup_ok 1\n')],
    ['a folder', async (file) => mkdir(file)],
    ['a link', async (file) => symlink('/dev/zero', file)],
    ['a pipe that nobody writes to', async (file) => promisify(execFile)('mkfifo', [file])],
  ])('never replaces %s, and does not wait for it', async (_, make) => {
    const folder = await makeTemporaryFolder();
    const file = path.join(folder, 'restack.prom');
    await make(file);
    const before = await lstat(file);
    await expect(assertMetricsPlace(file)).rejects.toMatchObject({ code: 'USAGE' });
    expect((await tellMetrics({ command: 'verify', metrics }, placeOf(file)))?.code).toBe('USAGE');
    expect((await lstat(file)).ino).toBe(before.ino);
    await writeFile(path.join(folder, 'empty.prom'), '');
    expect(
      await tellMetrics({ command: 'verify', metrics }, placeOf(path.join(folder, 'empty.prom'))),
    ).toBeUndefined();
  });
});
