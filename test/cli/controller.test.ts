import { readFileSync, statSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { resultSchema } from '../fixtures/result-schemas.js';
import { readEnvelope } from './read-envelope.js';
import { type Run, runRestack } from './run-restack.js';

const schema = resultSchema('controller-start');

/** Starts a controller and stops it with `signal` as soon as it has told its line; `inspect` runs in between. */
function runController(
  argv: readonly string[],
  signal: NodeJS.Signals,
  inspect: (line: string) => void = () => {},
): Promise<Run> {
  let told = false;
  return runRestack(['controller', 'start', ...argv], {
    onOutput: (child, output) => {
      const line = output.split('\n').find((text) => text.startsWith('{') && text.endsWith('}'));
      if (told || line === undefined) return;
      told = true;
      inspect(line);
      child.kill(signal);
    },
  });
}

describe('restack controller start', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'tells on one line what a client needs, and ends well on %s',
    async (signal) => {
      const modes: number[] = [];
      const run = await runController([], signal, (line) => {
        const served: unknown = JSON.parse(line);
        if (!schema.validate(served)) return;
        const { clientSecretFile, caFile, stateTokenFile } = served;
        for (const file of [clientSecretFile, caFile, stateTokenFile])
          modes.push(statSync(file).mode & 0o777);
      });
      expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
      expect(run.stdout.trimEnd().split('\n')).toHaveLength(1);
      expect(schema.validate(JSON.parse(run.stdout))).toBe(true);
      expect(modes).toEqual([0o600, 0o600, 0o600]);
    },
  );

  it('puts the same document into the envelope with --json', async () => {
    const run = await runController(['--json', '--identity', 'adfs', '--region', 'north'], 'SIGTERM');
    expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
    const envelope = readEnvelope(run.stdout);
    expect(envelope).toMatchObject({
      ok: true,
      command: 'controller start',
      schema: 'restack/controller-start/v1',
    });
    expect(schema.validate(envelope.result)).toBe(true);
    expect(envelope.result).toMatchObject({ region: 'north' });
  });

  it('plays a release, and hands out the key of a cloud that was updated from 1811', async () => {
    const argv = ['--stamp-version', '1.1901.0.95', '--updated-from-1811'];
    let key = '';
    let mode = 0;
    const run = await runController(argv, 'SIGTERM', (line) => {
      const served: unknown = JSON.parse(line);
      if (!schema.validate(served) || served.backupKeyFile === undefined) return;
      key = readFileSync(served.backupKeyFile, 'utf8');
      mode = statSync(served.backupKeyFile).mode & 0o777;
    });
    expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(JSON.parse(run.stdout)).toMatchObject({ stampVersion: '1.1901.0.95' });
    expect(Buffer.from(key, 'base64').toString('latin1')).toMatch(/^[A-Za-z]{64}$/);
    expect(mode).toBe(0o600);
    expect(run.stdout + run.stderr).not.toContain(key);
  });

  it.each<[string, readonly string[], number]>([
    ['a release that is none', ['--stamp-version', '2301'], 2],
    ['a port that is none', ['--port', '70000'], 2],
    ['an unknown identity system', ['--identity', 'ldap'], 2],
    ['a profile that is not there', ['--profile', 'no-such-profile'], 10],
    ['a seed that is not there', ['--seed', 'no-such-file.json'], 10],
    ['a region that is no name', ['--region', 'a b'], 2],
  ])('refuses %s before it listens', async (_, argv, exitCode) => {
    const run = await runRestack(['controller', 'start', ...argv, '--json']);
    expect(run).toMatchObject({ exitCode, leftBehind: [] });
    expect(readEnvelope(run.stdout).ok).toBe(false);
  });
});
