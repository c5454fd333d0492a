import { processRedactor } from '../../../core/redaction/redactor.js';
import { isObject } from '../../../core/is-object.js';
import type { KeptResult } from '../../../use-cases/restore/runs/kept/kept-run.js';
import { createDamagedError, hasTexts, parseDocument } from './inputs-document.js';

const SCHEMA = 'restack/run-result/v1';

/** Writes the result of an attempt as the file that keeps it, without secrets that the target has said back. */
export function renderResult(result: KeptResult): string {
  return `${JSON.stringify({ schema: SCHEMA, ...result }, processRedactor.jsonReplacer)}\n`;
}

/**
 * Reads the result of an attempt.
 *
 * @throws UNSUPPORTED when another version wrote it; INTEGRITY when it is damaged.
 */
export function parseResult(text: string, path: string): KeptResult {
  const value: unknown = parseDocument(text, path, SCHEMA);
  if (isKeptResult(value)) return value;
  throw createDamagedError(path);
}

/**
 * True for the result of an attempt, with every member that a report reads. Its `schema` says who wrote it; a file of
 * that name may have been damaged, or changed, since.
 */
function isKeptResult(value: unknown): value is KeptResult {
  if (!isObject(value)) return false;
  const { conservation, readBack, stages, problems, outcome } = value;
  return (
    (outcome === null || typeof outcome === 'string') &&
    isObject(conservation) &&
    hasCounts(conservation, COUNTS) &&
    isListOf(conservation['byKind'], (kind) => hasTexts(kind, ['kind']) && hasCounts(kind, COUNTS_OF_KIND)) &&
    hasCounts(readBack, ['compared', 'different']) &&
    isListOf(stages, isStage) &&
    isListOf(problems, (problem) => hasTexts(problem, ['kind', 'id', 'bucket', 'reason']))
  );
}

const COUNTS_OF_KIND = [
  'read',
  'created',
  'adopted',
  'updated',
  'skipped',
  'manual',
  'failed',
  'outOfScope',
] as const;
const COUNTS = [...COUNTS_OF_KIND, 'pending'] as const;

function isStage(stage: unknown): boolean {
  if (!isObject(stage) || !hasTexts(stage, ['name', 'state']) || !hasCounts(stage, ['durationMs']))
    return false;
  const { startedAt = null, waitMs = 0, retries = 0 } = stage;
  const isTime =
    startedAt === null || (typeof startedAt === 'string' && !Number.isNaN(Date.parse(startedAt)));
  return isTime && hasCounts({ waitMs, retries }, ['waitMs', 'retries']);
}

function hasCounts(value: unknown, members: readonly string[]): boolean {
  const isCount = (count: unknown) => typeof count === 'number' && count >= 0;
  return isObject(value) && members.every((member) => isCount(value[member]));
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every((item: unknown) => isItem(item));
}
