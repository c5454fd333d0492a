import { describe, expect, it } from 'vitest';

import { resultSchema } from '../../../fixtures/result-schemas.js';
import { createEnvelope, renderJson } from '../../../../src/cli/outcome/envelope.js';
import { DOCUMENT_WORDS } from '../../../../src/cli/outcome/own-words.js';
import { ERROR_CODES } from '../../../../src/core/errors/error-codes.js';
import { FINDING_CODES } from '../../../../src/core/errors/finding-codes.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { STAGES } from '../../../../src/use-cases/restore/stage-order.js';

const schema = resultSchema('envelope');

const MEMBERS = ['ok', 'exitCode', 'command', 'schema', 'result', 'error', 'warnings'];

describe('createEnvelope', () => {
  it.each([
    ['a result', { result: { a: 1 }, warnings: [] }, 0],
    ['a falsy result', { result: 0, warnings: ['w'] }, 0],
    ['an error', { error: new RestackError('LOCKED', 'm'), warnings: [] }, 12],
    ['a result and an error', { result: [], error: new RestackError('PARTIAL', 'm'), warnings: [] }, 40],
    [
      'an exit code of its own',
      { error: new RestackError('INTERRUPTED', 'm', { exitCode: 143 }), warnings: [] },
      143,
    ],
  ])('has every member for %s', (_, end, exitCode) => {
    const envelope = createEnvelope('keys check', end);
    expect(Object.keys(envelope)).toEqual(MEMBERS);
    expect(envelope).toMatchObject({ ok: exitCode === 0, exitCode, schema: 'restack/keys-check/v1' });
    expect(schema.validate(envelope)).toBe(true);
  });

  it('carries neither cause nor stack', () => {
    const error = new RestackError('SCHEMA', 'm', { cause: new Error('inner'), details: { count: 1 } });
    expect(createEnvelope('list', { error, warnings: [] }).error).toEqual({
      code: 'SCHEMA',
      message: 'm',
      hints: [],
      details: { count: 1 },
    });
  });
});

describe('the words of documents', () => {
  it('hold every code, kind and stage, so that a secret of that name breaks no document', () => {
    const words = new Set(DOCUMENT_WORDS);
    const own = [
      ...STAGES.flatMap(({ name, kind }) => [name, kind]),
      ...Object.keys(ERROR_CODES),
      ...Object.keys(FINDING_CODES),
      ...MEMBERS,
      'verify',
      'drill',
      'passed',
      'completed',
    ];
    expect(own.filter((word) => !words.has(word))).toEqual([]);
    expect(words.has('hunterhunter')).toBe(false);
  });
});

describe('renderJson', () => {
  it('escapes what could steer a terminal, and stays the same value', () => {
    const value = { text: 'a\u001b[31m \u009b1m \u202e \u2028 \u{e0001} ü 日' };
    const text = renderJson(value);
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(text).toContain('ü 日');
    expect(JSON.parse(text)).toEqual(value);
  });
});
