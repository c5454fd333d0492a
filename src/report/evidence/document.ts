import { FINDING_CODES } from '../../core/errors/finding-codes.js';
import type { RestackError } from '../../core/errors/restack-error.js';
import type { ReportCheck, ReportDocument, ReportedFinding, ReportSuite } from '../../schema/results.js';

/** The facts of a report that no result of a command holds: who made it, when, and with which end. */
export interface Circumstances {
  /** As it is typed. */
  readonly command: string;
  readonly madeAt: Date;
  readonly maker: Omit<ReportDocument['maker'], 'schemas'>;
  readonly warnings: readonly string[];
  readonly error?: RestackError | undefined;
}

/** The members of a report that a result gives; whatever is absent has nothing to tell. */
export type ReportParts = Partial<
  Omit<ReportDocument, 'format' | 'command' | 'madeAt' | 'maker' | 'outcome' | 'warnings' | 'rules'>
>;

const TITLES: Readonly<Record<string, string>> = {
  verify: 'Verification of backup sets',
  plan: 'Plan of a restore',
  restore: 'Restore',
  'runs resume': 'Restore, taken up again',
  drill: 'Recovery drill',
  capture: 'Capture of a cloud',
  diff: 'Comparison',
  'fleet merge': 'A night over many stamps',
  report: 'Restore',
};

/** Makes a whole report of the parts that a result gave. */
export function createDocument(circumstances: Circumstances, parts: ReportParts = {}): ReportDocument {
  const { command, madeAt, maker, warnings } = circumstances;
  const findings = parts.findings ?? [];
  return {
    format: 'restack/report/v1',
    command,
    title: TITLES[command] ?? `restack ${command}`,
    madeAt: madeAt.toISOString(),
    maker: { ...maker, schemas: ['restack/report/v1', `restack/${command.replaceAll(' ', '-')}/v1`] },
    warnings,
    run: null,
    backups: [],
    target: null,
    facts: [],
    claims: [],
    proof: null,
    timeline: [],
    objectives: [],
    conservation: null,
    readBack: null,
    tables: [],
    tasks: [],
    digests: [],
    signOff: [],
    ...parts,
    findings,
    outcome: describeOutcome(circumstances, parts),
    suites: [...(parts.suites ?? []), createOutcomeSuite(circumstances)],
    rules: listRules(findings),
  };
}

function describeOutcome(
  { error, warnings }: Circumstances,
  { findings = [], tasks = [], claims = [] }: ReportParts,
): ReportDocument['outcome'] {
  if (error !== undefined) {
    const { exitCode, code, message, hints } = error;
    return { verdict: 'failed', exitCode, code, statement: message, hints };
  }
  const told = [
    ...(findings.some(({ severity }) => severity !== 'info') ? ['findings to be read'] : []),
    ...(tasks.length > 0 ? ['something is left to a person'] : []),
    ...(claims.some(({ state }) => state !== 'passed') ? ['not everything was shown'] : []),
    ...(warnings.length > 0 ? ['warnings'] : []),
  ];
  const verdict = told.length === 0 ? 'passed' : 'attention';
  const statement = told.length === 0 ? 'ended well' : `ended well; ${told.join(', ')}`;
  return { verdict, exitCode: 0, code: null, statement, hints: [] };
}

/** The exit of the command as a check: a pipeline that reads checks only must see every failure. */
function createOutcomeSuite({ command, error }: Circumstances): ReportSuite {
  const name = `restack ${command}`;
  const message = error === undefined ? null : `${error.code} (exit ${error.exitCode}): ${error.message}`;
  const isLate = error?.details['systemCode'] === 'ETIMEDOUT';
  const late = isLate ? ({ state: 'timedOut' } as const) : {};
  return { name, backupId: null, checks: [createCheck(name, 'ended well', { message, ...late })] };
}

function listRules(findings: readonly ReportedFinding[]): ReportDocument['rules'] {
  const rules = new Map(findings.map(({ code, severity }) => [code, severity]));
  return [...rules]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, severity]) => ({ code, severity, meaning: describeMeaning(code) }));
}

function describeMeaning(code: string): string {
  const entries: Readonly<Record<string, { readonly meaning: string } | undefined>> = FINDING_CODES;
  return (Object.hasOwn(entries, code) ? entries[code]?.meaning : undefined) ?? code;
}

/** A check: `passed` without a state and a message, `failed` with a message alone. */
export function createCheck(
  group: string,
  name: string,
  { message = null, state, durationMs = null }: Partial<Omit<ReportCheck, 'group' | 'name'>> = {},
): ReportCheck {
  return { group, name, state: state ?? (message === null ? 'passed' : 'failed'), message, durationMs };
}

/** Joins lines; a line end inside of one is shown, so that nobody takes it for two. */
export function joinLines(texts: readonly string[]): string {
  return texts.map((text) => text.replaceAll('\n', String.raw`\u{a}`)).join('\n');
}

/** One finding in a line: its code, its place and its message. */
export function formatFinding({ code, file, pointer, message }: ReportedFinding): string {
  const place = [file, pointer].filter((part) => part !== null).join(' ');
  return `${code}${place === '' ? '' : ` at ${place}`}: ${message}`;
}

/** Those who sign for a restore or a drill. */
export const SIGNERS: readonly string[] = ['Carried out by', 'Witnessed by', 'Accepted by'];
