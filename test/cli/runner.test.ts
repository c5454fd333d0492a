import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeTemporaryFolder } from '../fixtures/temporary-folder.js';
import { readEnvelope, type RunOptions, runRestack, readEvents } from './run-restack.js';

const fixture = { fixture: true } as const;

/** Sends a signal each time one more of the texts has come. */
function signalWhen(signal: NodeJS.Signals, texts: readonly string[]): RunOptions {
  let next = 0;
  return {
    fixture: true,
    onOutput(child, output) {
      const text = texts[next];
      if (text === undefined || !output.includes(text)) return;
      next += 1;
      child.kill(signal);
    },
  };
}

describe('signals', () => {
  const signals = [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const;

  it.each(signals)('the first %s ends with exit %i, after cleaning up', async (signal, exitCode) => {
    const plain = await runRestack(['wait'], signalWhen(signal, ['ready']));
    expect(plain).toMatchObject({ exitCode, signal: null, stdout: '', leftBehind: [] });
    expect(plain.stderr).toContain('cleaned up');
    expect(plain.stderr).toContain('INTERRUPTED');

    const json = await runRestack(['wait', '--json'], signalWhen(signal, ['ready']));
    expect(json).toMatchObject({ exitCode, signal: null });
    expect(readEnvelope(json.stdout)).toMatchObject({
      ok: false,
      exitCode,
      error: { code: 'INTERRUPTED' },
      warnings: ['cleaned up'],
    });
  });

  it.each(signals)('the second %s ends at once', async (signal) => {
    const run = await runRestack(['stubborn'], signalWhen(signal, ['ready', 'aborting']));
    expect(run).toMatchObject({ exitCode: null, signal });
  });
});

/** Source files of the code that a command loads, as the bundler names them. */
async function listLoadedSources(argv: readonly string[]): Promise<readonly string[]> {
  const folder = await makeTemporaryFolder();
  await runRestack(argv, { environment: { NODE_V8_COVERAGE: folder } });
  const reports = await Promise.all(
    (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
  );
  const urls = new Set(reports.flatMap((report) => report.match(/file:[^"]*\/dist\/[^"]*/g) ?? []));
  const texts = await Promise.all([...urls].map((url) => readFile(fileURLToPath(url), 'utf8')));
  return texts.flatMap((text) =>
    [...text.matchAll(/^\/\/ ((?:src|node_modules)\/.*)$/gm)].map(([, path = '']) => path),
  );
}

describe('the start of a command', () => {
  it.each(['list', 'verify'])('%s loads no code of restores, clouds, journals and YAML', async (command) => {
    const share = fileURLToPath(new URL('../../samples/share', import.meta.url));
    const sources = await listLoadedSources([command, '--share', share, '--json']);
    expect(sources).toContain('src/backup-set/catalog/read-catalog.ts');
    const others =
      /^(?:src\/(?:app\/(?:restore|runs|clouds|capture|controller|service)|adapters\/(?:azure|journal\/lines)|use-cases\/(?:capture|drill|restore|service))\/|node_modules\/(?:yaml|listr2|@azure)\/)/;
    expect(sources.filter((path) => others.test(path))).toEqual([]);
  });
});

describe('a reader that goes away', () => {
  it('is no failure', async () => {
    const run = await runRestack(['flood'], {
      ...fixture,
      onOutput: (child) => child.stdout.destroy(),
    });
    expect(run).toMatchObject({ exitCode: 0, signal: null, stderr: '' });
  });
});

describe('errors', () => {
  it('an unexpected one is INTERNAL, without its message and without a stack trace', async () => {
    for (const argv of [['crash'], ['crash', '--json']]) {
      const run = await runRestack(argv, fixture);
      expect(run.exitCode).toBe(1);
      expect(run.stderr).toContain('INTERNAL');
      expect(run.stdout + run.stderr).not.toMatch(/canary-secret|^ {4}at /m);
    }
  });

  it('shows causes and stack traces with --debug', async () => {
    const run = await runRestack(['crash', '--debug'], fixture);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toMatch(/^caused by SyntaxError/m);
    expect(run.stderr).toMatch(/^ {4}at /m);
  });

  it('never drops warnings', async () => {
    const run = await runRestack(['crash', '--json', '--quiet'], fixture);
    expect(readEnvelope(run.stdout).warnings).toEqual(['about to crash']);
    expect(run.stderr).toContain('about to crash');
  });
});

describe('work that was done and then failed', () => {
  it('has a result and an error', async () => {
    const run = await runRestack(['partial', '--json'], fixture);
    expect(run.exitCode).toBe(40);
    expect(readEnvelope(run.stdout)).toMatchObject({
      ok: false,
      exitCode: 40,
      command: 'partial',
      schema: 'restack/partial/v1',
      result: { done: 1 },
      error: { code: 'PARTIAL', details: { failed: 1 } },
    });
  });

  it('prints the result on stdout and the error on stderr', async () => {
    const run = await runRestack(['partial'], fixture);
    expect(run.exitCode).toBe(40);
    expect(run.stdout).toBe('one done\n');
    expect(run.stderr).toContain('PARTIAL');
  });

  it.each([['partial'], ['partial --json']])('lets no control character through: %s', async (line) => {
    const run = await runRestack(line.split(' '), fixture);
    expect(run.stdout + run.stderr).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });
});

describe('output', () => {
  it('tells a falsy result', async () => {
    const run = await runRestack(['falsy', '--json'], fixture);
    expect(run.exitCode).toBe(0);
    expect(readEnvelope(run.stdout).result).toBe(0);
  });

  it('is silent on stderr with --quiet, but for warnings and errors', async () => {
    const loud = await runRestack(['partial'], fixture);
    const quiet = await runRestack(['partial', '--quiet'], fixture);
    expect(loud.stderr).toContain('half of it');
    expect(quiet.stderr).not.toContain('half of it');
    expect(quiet.stderr).toContain('warning');
  });

  it('is coloured only when asked for', async () => {
    const plain = await runRestack(['partial'], fixture);
    const forced = await runRestack(['partial'], { ...fixture, environment: { FORCE_COLOR: '1' } });
    const refused = await runRestack(['partial', '--no-color'], {
      ...fixture,
      environment: { FORCE_COLOR: '1' },
    });
    expect(plain.stderr).not.toContain('\u001b[');
    expect(forced.stderr).toContain('\u001b[31merror');
    expect(refused.stderr).not.toContain('\u001b[');
  });

  it('tells events on stdout in the place of the text, the envelope last', async () => {
    const run = await runRestack(['partial', '--events', '-'], fixture);
    expect(readEvents(run.stdout)).toMatchObject([
      { event: 'start', schema: 'restack/events/v1', version: 1, command: 'partial' },
      { event: 'step-begin' },
      { event: 'step-end', done: 0, total: null },
      { event: 'warning' },
      { event: 'end', envelope: { exitCode: 40, error: { code: 'PARTIAL' } } },
    ]);
    expect(run.exitCode).toBe(40);
  });

  it('tells events alone on stderr with --progress json, and the result on stdout', async () => {
    const run = await runRestack(['partial', '--progress', 'json', '--debug'], fixture);
    expect(run).toMatchObject({ exitCode: 40, stdout: 'one done\n' });
    const events = readEvents(run.stderr);
    expect(events.at(-1)).toMatchObject({ event: 'end', envelope: { error: { code: 'PARTIAL' } } });
    expect(events.filter(({ event }) => event === 'warning')).toHaveLength(1);
  });

  it.each([
    [['--progress', 'none'], 40, false],
    [['--progress', 'plain'], 40, true],
    [['--progress', 'none', '--quiet'], 40, false],
    [['--progress', 'plain', '--quiet'], 2, false],
    [['--progress', 'CANARY'], 2, false],
  ])('%j ends with %i', async (flags, exitCode, isTold) => {
    const run = await runRestack(['partial', ...flags], fixture);
    expect(run.exitCode).toBe(exitCode);
    expect(run.stderr.includes('half of it')).toBe(isTold);
    expect(run.stderr).not.toContain('CANARY');
  });
});

describe('questions', () => {
  it.each([
    [['ask'], '--yes'],
    [['ask', '--no-input'], '--yes'],
    [['ask', '--yes'], '--cert-password-file'],
  ])('that cannot be asked fail with exit 3 and name the missing flag: %j', async (argv, flag) => {
    const plain = await runRestack(argv, fixture);
    expect(plain.exitCode).toBe(3);
    const json = await runRestack([...argv, '--json'], fixture);
    expect(json.exitCode).toBe(3);
    expect(readEnvelope(json.stdout).error).toMatchObject({
      code: 'CONFIRMATION_REQUIRED',
      details: { missingFlag: flag },
    });
  });
});
