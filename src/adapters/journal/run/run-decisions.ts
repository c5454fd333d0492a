import { parseJson } from '../../../cloud/json-value.js';
import { processRedactor } from '../../../core/redaction/redactor.js';
import type { LeftTask } from '../../../use-cases/restore/plan/restore-plan.js';
import type { DecidedRecord } from '../../../use-cases/restore/plan/resume-plan.js';
import { createDamagedError, hasTexts, parseDocument } from './inputs-document.js';

const SCHEMA = 'restack/run-decisions/v1';

const LAST_LINE = ']}';
const LINES_OF_A_PIECE = 500;

/**
 * Renders one decision a line, so that a large plan stays readable; in pieces, so that it never lies in memory as one
 * text.
 */
export function* renderDecisions(decisions: readonly DecidedRecord[]): Generator<string> {
  yield `{"schema":${JSON.stringify(SCHEMA)},"decisions":[\n`;
  for (let at = 0; at < decisions.length; at += LINES_OF_A_PIECE) {
    const lines = decisions.slice(at, at + LINES_OF_A_PIECE).map(renderDecision);
    yield `${at === 0 ? '' : ',\n'}${lines.join(',\n')}`;
  }
  yield `\n${LAST_LINE}\n`;
}

/** Renders a decision; a name that the target gave stands there only as long as it says no secret. */
function renderDecision(decided: DecidedRecord): string {
  const { foundAt, reason, followUp, name, left, ...decision } = decided;
  const isKept = foundAt !== undefined && processRedactor.dropEcho(foundAt.path, decision.id) !== undefined;
  return JSON.stringify({
    ...decision,
    reason: processRedactor.redact(reason),
    ...(isKept ? { foundAt } : {}),
    ...(followUp === undefined ? {} : { followUp: processRedactor.redact(followUp) }),
    ...(name === undefined ? {} : { name: processRedactor.redact(name) }),
    ...(left === undefined ? {} : { left: redactTask(left) }),
  });
}

function redactTask(left: LeftTask): LeftTask {
  const redact = (text: string) => processRedactor.redact(text);
  const { task, reason, steps, note } = left;
  const saidNote = note === null ? null : redact(note);
  return { ...left, task: redact(task), reason: redact(reason), steps: steps.map(redact), note: saidNote };
}

/**
 * Parses the decisions of a run's plan, one after the other. Damage may be found after the last one only.
 *
 * @param lines with their line ends
 * @throws UNSUPPORTED when another version wrote it; INTEGRITY when it is damaged.
 */
export function* parseDecisions(lines: Iterable<Uint8Array>, path: string): Generator<DecidedRecord> {
  const decoder = new TextDecoder();
  let [isBegun, isEnded] = [false, false];
  for (const bytes of lines) {
    const line = decoder.decode(bytes).trimEnd();
    if (isEnded) throw createDamagedError(path);
    if (!isBegun) assertBeginning(line, path);
    else if (line === LAST_LINE) isEnded = true;
    else if (line !== '') yield parseDecision(line, path);
    isBegun = true;
  }
  if (!isEnded) throw createDamagedError(path);
}

/** Asserts that the first line opens the list of decisions. */
function assertBeginning(line: string, path: string): void {
  const { decisions } = parseDocument(`${line}${LAST_LINE}`, path, SCHEMA);
  if (!Array.isArray(decisions) || decisions.length > 0) throw createDamagedError(path);
}

function parseDecision(line: string, path: string): DecidedRecord {
  const decision = parseJson(line.endsWith(',') ? line.slice(0, -1) : line);
  if (isDecision(decision)) return decision;
  throw createDamagedError(path);
}

function isDecision(value: unknown): value is DecidedRecord {
  if (!hasTexts(value, ['kind', 'id', 'action', 'reason'])) return false;
  const { recordIndex, stages, foundAt, followUp = '', name = '', left } = value;
  return (
    typeof recordIndex === 'number' &&
    areTexts(stages) &&
    (foundAt === undefined || hasTexts(foundAt, ['path', 'apiVersion'])) &&
    typeof followUp === 'string' &&
    typeof name === 'string' &&
    isTask(left)
  );
}

/** True for a task, and where there is none: runs of earlier versions kept no tasks. */
function isTask(value: unknown): boolean {
  if (value === undefined) return true;
  if (!hasTexts(value, ['task', 'reason'])) return false;
  const { steps, note, again } = value;
  return areTexts(steps) && (note === null || typeof note === 'string') && typeof again === 'boolean';
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}
