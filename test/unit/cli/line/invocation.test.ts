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

  it.each(['s3cret', 'keys s3cret', '--share s3cret list', 'help s3cret', '--what'])(
    'refuses "%s" without repeating it',
    (line) => {
      const error = catchError(() => select(line));
      expect(error).toBeInstanceOf(RestackError);
      expect(error).toMatchObject({ code: 'USAGE' });
      expect(JSON.stringify([String(error), error])).not.toContain('s3cret');
    },
  );
});

describe('a word that is no command', () => {
  const read = (line: string): RestackError | undefined => {
    try {
      select(line);
      return undefined;
    } catch (error) {
      return error instanceof RestackError ? error : undefined;
    }
  };

  it('is repeated where it has the form of one', () => {
    expect(read('statsu')?.code).toBe('USAGE');
    expect(read('statsu')?.message).toContain('statsu');
    expect(read('hunter2')?.message).not.toContain('hunter2');
    expect(read('help environment')?.message).toContain('environment');
  });

  it.each([
    ['lst', 'restack list --help'],
    ['status', 'restack runs show --help'],
    ['version', 'restack --version'],
    ['keys chek', 'restack keys check --help'],
  ])('%s leads to %s', (line, hint) => {
    expect(read(line)?.hints).toContain(hint);
  });
});

function catchError(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
