import { selectLastSegment } from '../../cloud/arm-id.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatCount } from '../../core/sizes.js';
import { formatDuration, formatMinute } from '../../core/clock.js';
import { isClearPlan, listNextCommands, MAPPING } from './next-plan.js';
import { createTeller, nameKind, renderObjects } from './render-objects.js';
import { summarizeFindings } from '../share/render-findings.js';
import { renderLacks } from '../share/render-lacks.js';
import type { PlannedActionReport, PlanResult } from '../../schema/results.js';
import { type Cell, type Column, renderFacts, renderTable } from '../layout/table.js';
import { wrapText } from '../layout/text-layout.js';
import { formatTypedCommand, renderNext, type TypedContext } from '../layout/typed-command.js';
import { paint, type Tone, type View } from '../layout/view.js';

type Action = PlannedActionReport['action'];

const SHOWN = 10;

const TITLES: Readonly<Record<Action, string>> = {
  create: 'CREATE',
  adopt: 'ADOPT',
  update: 'UPDATE',
  skip: 'SKIP',
  manual: 'MANUAL',
  blocked: 'BLOCKED',
  outOfScope: 'NOT REPLAYED',
};

const ACTIONS: readonly Action[] = ['create', 'adopt', 'update', 'skip', 'manual', 'blocked', 'outOfScope'];
const ALWAYS: ReadonlySet<Action> = new Set<Action>(['create', 'adopt', 'blocked']);

const TONES: Readonly<Partial<Record<Action, Tone>>> = {
  create: 'good',
  update: 'caution',
  manual: 'caution',
  blocked: 'bad',
};

/** The flags that let a plan go on although a check failed. */
const FLAGS_OF_CHECKS: Readonly<Partial<Record<PlanResult['preflight'][number]['check'], string>>> = {
  freshness: '--allow-not-fresh',
  version: '--target-version, where it is another one, or --allow-version-distance',
};

/**
 * Renders the changes that a restore would make, by object and reason, the blockers, the steps that are left to a
 * person, and the estimated time.
 */
export function renderPlan(result: PlanResult, view: View, typed: TypedContext = {}): string {
  return renderAll(result, { view, typed, whole: false });
}

/** Renders a plan for a file: every object with its id, every blocker, without colour, in 80 columns. */
export function renderWholePlan(result: PlanResult, now: Date): string {
  return renderAll(result, { view: { columns: 80, color: false, now }, typed: {}, whole: true });
}

interface Style {
  readonly view: View;
  readonly typed: TypedContext;
  readonly whole: boolean;
}

function renderAll(result: PlanResult, { view, typed, whole }: Style): string {
  const clear = isClearPlan(result);
  const verdict = clear ? paint(view, 'good', 'clear') : paint(view, 'bad', 'BLOCKED');
  const lines = [
    `Plan for backup set ${escapeForTerminal(result.backupId)}: ${verdict}`,
    ...renderFacts(listFacts(result), { view }),
    '',
    ...renderObjects(result, { view, whole }),
    ...renderActions(result, view),
    '',
    ...renderTable(
      [{ title: 'PREFLIGHT' }, { title: 'STATE' }],
      result.preflight.map(({ check, state }) => [check, { text: state, tone: toneOf(state) }]),
      { view },
    ),
    ...result.preflight
      .filter(({ state }) => state === 'failed')
      .flatMap(({ check, message }) => [
        ...wrapText(escapeForTerminal(message), view.columns, 2),
        ...(FLAGS_OF_CHECKS[check] === undefined ? [] : [`    decide: ${FLAGS_OF_CHECKS[check]}`]),
      ]),
    '',
    ...renderLacks(result.verification, view),
    ...renderBlockers(result, { view, whole }),
    ...renderUnmapped(result, { view, whole }),
    ...renderLeft(result, { view, whole }),
    ...renderUntold(result, { view, whole }),
    // Tables have moved the heading off a terminal; what blocks a plan is told by its error.
    ...(clear ? [`${paint(view, 'good', 'Clear')}: ${describeSummary(result)}.`] : []),
    ...listNextCommands(result).map((words) => renderNext(formatTypedCommand(words, typed))),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function listFacts(result: PlanResult): readonly (readonly [string, Cell])[] {
  const { target, estimate, verification } = result;
  const { writes } = estimate;
  const system = target.identitySystem === 'adfs' ? 'AD FS' : 'Azure AD';
  return [
    ['taken', formatMinute(new Date(result.createdAt))],
    ['verified', `to content, findings: ${summarizeFindings(verification.findings)}`],
    ['target', target.adminEndpoint],
    ['cloud', `region ${target.region}, ${system}`],
    ['provider', target.providerSubscriptionId],
    ['writes', `${writes.admin} to operator ARM, ${writes.user} to tenant ARM, ${writes.vault} to vaults`],
    ['takes about', formatDuration(estimate.durationMs)],
    ...(result.file === null ? [] : [['saved', result.file] as const]),
    ...(result.textFile === null ? [] : [['listed', result.textFile] as const]),
    ...(result.mapTemplate === null ? [] : [['template', result.mapTemplate] as const]),
  ];
}

function describeSummary({ summary, estimate }: PlanResult): string {
  const { create, adopt, update, skip, manual } = summary;
  const parts = [`create ${create}`, `update ${update}`, `adopt ${adopt}`, `skip ${skip}`];
  return `${parts.join(', ')}, leave ${manual} to you; takes about ${formatDuration(estimate.durationMs)}`;
}

function toneOf(state: PlanResult['preflight'][number]['state']): Tone {
  if (state === 'passed') return 'good';
  return state === 'warning' ? 'caution' : 'bad';
}

function renderActions({ summary, actions }: PlanResult, view: View): readonly string[] {
  const shown = ACTIONS.filter((action) => ALWAYS.has(action) || summary[action] > 0);
  const columns: readonly Column[] = [
    { title: 'KIND', shrinkTo: 12 },
    { title: 'READ', align: 'right' },
    ...shown.map((action) => ({ title: TITLES[action], align: 'right' as const })),
  ];
  const byKind = new Map<string, Record<Action, number>>();
  for (const { kind, action, bucket } of actions) {
    const counts = byKind.get(kind) ?? { ...NOTHING };
    // As the total does: what is made and leaves a step to a person is left to that person.
    counts[bucket === 'manual' ? bucket : action] += 1;
    byKind.set(kind, counts);
  }
  const row = (name: string, counts: Readonly<Record<Action, number>>): readonly Cell[] => [
    name,
    String(ACTIONS.reduce((sum, action) => sum + counts[action], 0)),
    ...shown.map((action) => renderCount(counts[action], TONES[action])),
  ];
  const rows = [...byKind].map(([kind, counts]) => row(kind, counts));
  return renderTable(columns, [...rows, row('total', summary)], { view });
}

const NOTHING: Readonly<Record<Action, number>> = {
  create: 0,
  adopt: 0,
  update: 0,
  skip: 0,
  manual: 0,
  blocked: 0,
  outOfScope: 0,
};

function renderCount(count: number, tone: Tone | undefined): Cell {
  return count > 0 && tone !== undefined ? { text: String(count), tone } : String(count);
}

type Listing = Pick<Style, 'view' | 'whole'>;

function renderBlockers(result: PlanResult, listing: Listing): readonly string[] {
  const names = indexNames(result);
  const say = listing.whole ? (text: string) => text : createTeller(result.actions);
  const others = result.blockers.filter(({ code }) => code !== 'principal');
  const items = others.map(({ code, kind, id, reason, records, subscriptions, decide }) => {
    const more = records > 1 ? ` and ${records - 1} more` : '';
    const cost = subscriptions === 0 ? '' : ` (it costs ${formatCount(subscriptions, 'subscription')})`;
    const text = `${nameKind(kind)} ${names(kind, id)}${more}${cost}`;
    return { title: `${code}: ${say(reason)}`, text, below: renderDecisions(decide) };
  });
  return renderItems('Nothing will be written before this is decided:', joinAlike(items), listing);
}

/** Joins what is blocked for one reason and decided in one way, so that each is told once. */
function joinAlike(items: readonly (Item & { readonly title: string })[]): readonly Item[] {
  const keyOf = ({ title, below }: (typeof items)[number]) => [title, ...below].join('\n');
  const alike = new Map<string, string[]>();
  for (const item of items) alike.set(keyOf(item), [...(alike.get(keyOf(item)) ?? []), item.text]);
  return [...alike].map(([key, texts]) => {
    const [title = '', ...below] = key.split('\n');
    return { text: `${title}: ${texts.join(', ')}`, below };
  });
}

/** Renders the ways to decide: flags on one line, and each line of a mapping on its own, to be copied. */
function renderDecisions(decide: readonly string[]): readonly string[] {
  const flags = decide.filter((one) => !one.startsWith(MAPPING));
  const lines = decide.filter((one) => one.startsWith(MAPPING)).map((one) => one.slice(MAPPING.length));
  return [
    ...(flags.length === 0 ? [] : [`decide: ${flags.join(', or ')}`]),
    ...(lines.length === 0 ? [] : [`${flags.length === 0 ? 'decide' : 'or'} in a file for --map:`]),
    ...lines.map((line) => `  ${line}`),
  ];
}

/** Renders each unmapped principal once, with everything that depends on it. */
function renderUnmapped(result: PlanResult, listing: Listing): readonly string[] {
  const { unmapped, blockers } = result;
  const names = indexNames(result);
  const deciding = blockers.filter(({ code }) => code === 'principal').flatMap(({ decide }) => decide);
  const items = unmapped.map(({ principal, reason, uses }) => {
    const hanging = uses.map(({ kind, id }) => `${nameKind(kind)} ${names(kind, id)}`).join(', ');
    const lines = deciding.filter((one) => one.startsWith(MAPPING) && one.includes(principal));
    const below = [...new Set(lines)].map((line) => line.slice(MAPPING.length));
    return { text: `${principal}: ${reason}; on it hang ${hanging}`, below };
  });
  const flags = [...new Set(deciding.filter((one) => !one.startsWith(MAPPING)))];
  const title =
    deciding.length === 0
      ? 'Principals that no mapping names:'
      : `Principals to be decided: ${flags.join(', or ')}, or by these lines of a file for --map, which --map-template FILE begins:`;
  return renderItems(title, items, listing);
}

/** The names of records by kind and id; where a record has none, the last part of its id. */
function indexNames({ actions }: PlanResult): (kind: string, id: string) => string {
  const names = new Map(actions.map(({ kind, id, name }) => [`${kind} ${id}`, name]));
  return (kind, id) => names.get(`${kind} ${id}`) ?? selectLastSegment(id);
}

function renderLeft({ actions }: PlanResult, listing: Listing): readonly string[] {
  const items = actions
    .filter(({ bucket }) => bucket === 'manual')
    .map(({ kind, name, reason }) => ({ text: `${nameKind(kind)} ${name}: ${reason}`, below: [] }));
  return renderItems('Left to you:', items, listing);
}

/** Renders each kind of thing that the set does not tell, with what follows from it and what to do. */
function renderUntold({ untold }: PlanResult, listing: Listing): readonly string[] {
  const items = untold.map(({ what, consequence, task, note }) => ({
    text: `${what}: ${consequence}. ${task}${note === null ? '' : ` (${note})`}.`,
    below: [],
  }));
  return renderItems('The set does not tell, and you decide after the restore:', items, listing);
}

/** A text that is wrapped, and lines below it that stay whole. */
interface Item {
  readonly text: string;
  readonly below: readonly string[];
}

function renderItems(title: string, items: readonly Item[], { view, whole }: Listing): readonly string[] {
  if (items.length === 0) return [];
  const shown = whole ? items : items.slice(0, SHOWN);
  const more = items.length - shown.length;
  return [
    ...wrapText(title, view.columns),
    ...shown.flatMap(({ text, below }) => [
      ...wrapText(escapeForTerminal(text), view.columns, 2),
      ...below.map((line) => `    ${escapeForTerminal(line)}`),
    ]),
    ...(more > 0 ? [`  and ${more} more; --out-text FILE and --json list them all`] : []),
    '',
  ];
}

/** One sentence on what keeps a plan from being carried out. */
export function describePlanOutcome({ blockers, preflight, summary }: PlanResult): string {
  const parts = preflight.filter(({ state }) => state === 'failed').map(({ message }) => message);
  if (blockers.length > 0) {
    parts.push(
      `blocked: ${summary.blocked} of ${formatCount(summary.read, 'record')}, for ${formatCount(blockers.length, 'reason')}`,
    );
  }
  return parts.join('; ');
}
