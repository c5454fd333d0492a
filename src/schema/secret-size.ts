import { formatCount, KIB } from '../core/sizes.js';
import { countCharacters } from './character-count.js';
import type { Violation } from './schema-violations.js';

const LARGEST_SECRET_BYTES = 25 * KIB;

/**
 * Checks the length of a secret's value in bytes of UTF-8, which no JSON Schema can. A value with more characters than
 * that is left to the schema. Source: REST reference, section 8.2.
 */
export function validateSecretSize(record: unknown): readonly Violation[] {
  if (typeof record !== 'object' || record === null || !('value' in record)) return [];
  const { value } = record;
  if (typeof value !== 'string' || countCharacters(value) > LARGEST_SECRET_BYTES) return [];
  const sizeBytes = Buffer.byteLength(value, 'utf8');
  if (sizeBytes <= LARGEST_SECRET_BYTES) return [];
  return [
    {
      pointer: '/value',
      message: `found text of ${formatCount(sizeBytes, 'byte')}, expected at most ${LARGEST_SECRET_BYTES}`,
    },
  ];
}
