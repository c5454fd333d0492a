import { formatBytes } from '../../core/sizes.js';
import type { ErrorCode } from '../../core/errors/error-codes.js';
import { FINDING_CODES } from '../../core/errors/finding-codes.js';
import { describeLevel } from '../share/level-statements.js';
import type {
  ReportCheck,
  ReportDocument,
  ReportedFinding,
  ReportSuite,
  VerifiedBackup,
  VerifyLevel,
  VerifyResult,
} from '../../schema/results.js';
import { createCheck, formatFinding, joinLines, type ReportParts } from './document.js';

const LEVELS: readonly VerifyLevel[] = ['structure', 'keys', 'integrity', 'content'];

const STATEMENTS: Readonly<Record<VerifyLevel, string>> = {
  structure: 'names, metadata and chain agree',
  keys: 'every key unwraps',
  integrity: 'every byte authenticates',
  content: 'every record satisfies its schema',
};

/** The level at which a finding with this outcome is made. */
const LEVEL_OF: Partial<Readonly<Record<ErrorCode, VerifyLevel>>> = {
  NO_KEY: 'keys',
  WRONG_PASSWORD: 'keys',
  INTEGRITY: 'integrity',
  UNSUPPORTED: 'integrity',
  SCHEMA: 'content',
  REFERENCE: 'content',
  NOTHING_CHECKED: 'content',
};

/** Describes the proof of sets: a suite for each set, and in it a check for each repository and level. */
export function describeVerify(result: VerifyResult): ReportParts {
  const { backups, level, passedOver, findings } = result;
  const passed = backups.filter(({ verdict }) => verdict === 'passed');
  return {
    backups: backups.map(({ backupId, createdAt }) => ({
      backupId,
      createdAt,
      deploymentId: null,
      stampVersion: null,
      chosen: describeChoice(passedOver),
    })),
    facts: [
      { label: 'level', value: level },
      { label: 'sets', value: `${passed.length} of ${backups.length} passed` },
      { label: 'proved', value: formatBytes(backups.reduce((sum, { checked }) => sum + checked.bytes, 0)) },
    ],
    claims: [
      {
        claim: 'proved',
        state: passed.length === backups.length && backups.length > 0 ? 'passed' : 'failed',
        statement: `${passed.length} of ${backups.length} backup sets passed at level ${level}`,
      },
    ],
    proof: describeProof(level, passed),
    suites: [...backups.map((backup) => describeSet(backup, level)), ...describeShare(findings)],
    tables: [
      {
        title: 'Backup sets',
        columns: ['Backup', 'Verdict', 'Complete', 'Snapshots', 'Size', 'Records'],
        rows: backups.map(({ backupId, verdict, complete, checked }) => [
          backupId,
          verdict,
          complete ? 'yes' : 'no',
          String(checked.snapshots),
          formatBytes(checked.bytes),
          String(checked.records),
        ]),
      },
    ],
    findings: [...backups.flatMap((backup) => backup.findings), ...findings],
  };
}

/** Says why `latest` is the set that it is; null where a person named it, and nothing was passed over. */
export function describeChoice(passedOver: VerifyResult['passedOver'], isLatest = false): string | null {
  if (passedOver.length === 0) return isLatest ? 'the newest that can be taken' : null;
  const newer = passedOver.map(({ backupId, reason }) => `${backupId} (${reason})`);
  return `the newest that can be taken; passed over: ${newer.join(', ')}`;
}

/** States what a level proved of the sets that passed it; null where none did. */
export function describeProof(
  level: VerifyLevel,
  passed: readonly Pick<VerifiedBackup, 'complete' | 'findings'>[],
): ReportDocument['proof'] {
  if (passed.length === 0) return { level, proved: null, notProved: 'anything: no set passed' };
  return { level, ...describeLevel(level, passed) };
}

/** A set as a suite, whose checks are its repositories at each level, and the set as a whole. */
export function describeSet(
  { backupId, repositories, findings }: Pick<VerifiedBackup, 'backupId' | 'repositories' | 'findings'>,
  level: VerifyLevel,
): ReportSuite {
  const names = new Set([
    ...repositories,
    ...findings.flatMap(({ repository, severity }) =>
      repository === null || severity !== 'error' ? [] : [repository],
    ),
  ]);
  const loose = findings.filter(({ repository, severity }) => repository === null && severity === 'error');
  const checks = [...names].flatMap((name) =>
    judgeRepository(
      name,
      findings.filter(({ repository }) => repository === name),
      level,
    ),
  );
  const message = loose.length === 0 ? null : joinFindings(loose);
  return {
    name: `backup set ${backupId}`,
    backupId,
    checks: [...checks, createCheck('set', 'the set as a whole', { message })],
  };
}

function judgeRepository(
  name: string,
  findings: readonly ReportedFinding[],
  level: VerifyLevel,
): readonly ReportCheck[] {
  const reached = LEVELS.slice(0, LEVELS.indexOf(level) + 1);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const unread = findings.find(({ code }) => code === 'NOT_READ');
  let failedAt: VerifyLevel | undefined;
  return reached.map((current) => {
    const label = `${current}: ${STATEMENTS[current]}`;
    if (failedAt !== undefined) {
      return createCheck(name, label, { state: 'notRun', message: `failed at ${failedAt} before` });
    }
    const own = errors.filter((finding) => levelOf(finding) === current);
    // A level that was not reached found nothing: what is named deeper than asked for fails the last one.
    const deeper = current === level ? errors.filter((finding) => !reached.includes(levelOf(finding))) : [];
    const failing = [...own, ...deeper];
    if (failing.length > 0) {
      failedAt = current;
      return createCheck(name, label, { message: joinFindings(failing) });
    }
    if (current === 'content' && unread !== undefined) {
      return createCheck(name, label, { state: 'notRun', message: formatFinding(unread) });
    }
    return createCheck(name, label);
  });
}

function levelOf({ code }: ReportedFinding): VerifyLevel {
  const entries: Readonly<Record<string, { readonly outcome: ErrorCode | null } | undefined>> = FINDING_CODES;
  const outcome = Object.hasOwn(entries, code) ? entries[code]?.outcome : undefined;
  return (outcome === null || outcome === undefined ? undefined : LEVEL_OF[outcome]) ?? 'structure';
}

function joinFindings(findings: readonly ReportedFinding[]): string {
  return joinLines(findings.map(formatFinding));
}

function describeShare(findings: readonly ReportedFinding[]): readonly ReportSuite[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (findings.length === 0) return [];
  const message = errors.length === 0 ? null : joinFindings(errors);
  return [
    { name: 'the share', backupId: null, checks: [createCheck('share', 'the share itself', { message })] },
  ];
}
