import { processRedactor } from '../../../core/redaction/redactor.js';
import { isObject } from '../../../core/is-object.js';
import type { KeptResult } from '../../../use-cases/restore/runs/kept/kept-run.js';
import { createDamagedError, parseDocument } from './inputs-document.js';

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

/** Its `schema` says who wrote it; what is left to check is that it is whole. */
function isKeptResult(value: unknown): value is KeptResult {
  const members = ['conservation', 'readBack', 'stages', 'problems', 'outcome'];
  return isObject(value) && members.every((member) => Object.hasOwn(value, member));
}
