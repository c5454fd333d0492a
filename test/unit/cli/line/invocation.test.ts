import { describe, expect, it } from 'vitest';

import { parseInvocation } from '../../../../src/cli/line/invocation.js';
import { selectTarget } from '../../../../src/cli/line/target-command.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';

const NAMES = { commands: ['list', 'show', 'keys:check'], topics: ['keys'], guides: ['exit-codes'] };

function select(line: string) {
  return selectTarget(parseInvocation(line === '' ? [] : line.split(' ')), NAMES);
}

describe('selectTarget', () => {
  it.each([
    ['list', { kind: 'command', id: 'list', argv: [] }],
    ['list --share x', { kind: 'command', id: 'list', argv: ['--share', 'x'] }],
    ['keys check --json', { kind: 'command', id: 'keys:check', argv: ['--json'] }],
    ['show latest', { kind: 'command', id: 'show', argv: ['latest'] }],
    [
      '--json --quiet show latest -- x',
      { kind: 'command', id: 'show', argv: ['latest', '--json', '--quiet', '--', 'x'] },
    ],
    ['', { kind: 'help', subject: undefined }],
    ['--json', { kind: 'help', subject: undefined }],
    ['--help', { kind: 'help', subject: undefined }],
    ['help', { kind: 'help', subject: undefined }],
    ['keys', { kind: 'help', subject: 'keys' }],
    ['show latest --help', { kind: 'help', subject: 'show' }],
    ['show -h', { kind: 'help', subject: 'show' }],
    ['help exit-codes', { kind: 'help', subject: 'exit-codes' }],
    ['--version', { kind: 'version' }],
  ])('finds what "%s" asks for', (line, target) => {
    expect(select(line)).toEqual(target);
  });

  it('takes no flag behind --', () => {
    expect(select('show -- --help')).toMatchObject({ kind: 'command', id: 'show' });
    expect(parseInvocation(['show', '--', '--json', '--debug'])).toMatchObject({ json: false, debug: false });
  });

  it.each(['secret', 'keys secret', '--share secret list', 'help secret', '--what'])(
    'refuses "%s" without repeating it',
    (line) => {
      const error = catchError(() => select(line));
      expect(error).toBeInstanceOf(RestackError);
      expect(error).toMatchObject({ code: 'USAGE' });
      expect(JSON.stringify([String(error), error])).not.toContain('secret');
    },
  );
});

function catchError(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
