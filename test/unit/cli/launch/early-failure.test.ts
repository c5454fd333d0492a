import { describe, expect, it } from 'vitest';
import { resultSchema } from '../../../fixtures/result-schemas.js';
import { EXIT_CODE, renderEarlyFailure } from '../../../../src/cli/launch/early-failure.js';
import { ERROR_CODES } from '../../../../src/core/errors/error-codes.js';

describe('a start that may open no further file', () => {
  it('ends as the registry says', () => {
    expect(EXIT_CODE).toBe(ERROR_CODES.PERMISSION_MISSING.exit);
  });

  it('writes the one document where it is asked for', () => {
    const { stdout, stderr } = renderEarlyFailure('EMFILE', ['list', '--json']);
    const envelope: unknown = JSON.parse(stdout);
    expect(resultSchema('envelope').validate(envelope)).toBe(true);
    expect(envelope).toMatchObject({
      ok: false,
      exitCode: EXIT_CODE,
      error: { code: 'PERMISSION_MISSING', details: { systemCode: 'EMFILE' } },
    });
    expect(stderr).toMatch(/^error PERMISSION_MISSING: .*EMFILE/);
  });

  it.each([[['list']], [['show', '--', '--json']], [[]]])('writes text alone for %j', (argv) => {
    expect(renderEarlyFailure('ENFILE', argv)).toMatchObject({ stdout: '' });
  });
});
