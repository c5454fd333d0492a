import { formatMinute } from '../../core/clock.js';
import { formatBytes } from '../../core/sizes.js';
import { countPassed, listWorstFirst, STAMP_WORDS, summarizeFleet } from '../share/render-fleet.js';
import type { FleetMergeResult, MergedStamp, ReportSuite } from '../../schema/results.js';
import { describeProof, describeSet } from './describe-verify.js';
import { createCheck, formatFinding, joinLines, type ReportParts } from './document.js';

/** Describes a night over many stamps: first which of them is not recoverable and why, then the proof of every set. */
export function describeFleet(result: FleetMergeResult): ReportParts {
  const { stamps, level, plannedAt, workDigest } = result;
  const sorted = listWorstFirst(stamps);
  const backups = stamps.flatMap((stamp) => stamp.backups);
  const passed = backups.filter(({ verdict }) => verdict === 'passed');
  const bytes = backups.reduce((sum, { checked }) => sum + checked.bytes, 0);
  const isProved = stamps.every(({ state }) => state === 'recoverable');
  return {
    facts: [
      { label: 'stamps', value: summarizeFleet(result) },
      { label: 'level', value: level },
      { label: 'proved', value: formatBytes(bytes) },
      { label: 'planned', value: formatMinute(plannedAt) },
    ],
    claims: [{ claim: 'proved', state: isProved ? 'passed' : 'failed', statement: summarizeFleet(result) }],
    proof: describeProof(level, passed),
    suites: sorted.flatMap((stamp) => describeStamp(stamp, level)),
    tables: [
      {
        title: 'Stamps',
        leads: true,
        columns: ['Stamp', 'State', 'Why', 'Newest good set', 'Passed'],
        rows: sorted.map((stamp) => [
          stamp.name,
          STAMP_WORDS[stamp.state],
          stamp.reason ?? '',
          stamp.newestGood === null ? 'none' : formatMinute(stamp.newestGood.createdAt),
          `${countPassed(stamp)} of ${stamp.backups.length + stamp.unproved.length}`,
        ]),
      },
    ],
    findings: stamps.flatMap(({ findings, backups: own }) => [
      ...own.flatMap((backup) => backup.findings),
      ...findings,
    ]),
    digests: [{ name: 'work list', sha256: workDigest }],
  };
}

/** A stamp as suites: one for each set, and one for the stamp itself. */
function describeStamp(
  { name, failure, findings, backups, unproved }: MergedStamp,
  level: FleetMergeResult['level'],
): readonly ReportSuite[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const told = [
    ...(failure === null ? [] : [`${failure.code}: ${failure.message}`]),
    ...unproved.map(({ backupId, failure: own }) => `${backupId}: ${own.code}: ${own.message}`),
    ...errors.map(formatFinding),
  ];
  const message = told.length === 0 ? null : joinLines(told);
  return [
    {
      name: `stamp ${name}`,
      backupId: null,
      checks: [createCheck(name, 'every set has a verdict', { message })],
    },
    ...backups.map((backup) => {
      const suite = describeSet(backup, level);
      return { ...suite, name: `stamp ${name}, ${suite.name}` };
    }),
  ];
}
