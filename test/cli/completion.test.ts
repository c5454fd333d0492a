import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../oclif.manifest.json' with { type: 'json' };
import { completeLine, renderCompletion } from '../../src/app/completion/complete-line.js';
import { createLiveWords } from '../../src/app/completion/live-words.js';
import { GUIDE_NAMES } from '../../src/report/guides/guide-names.js';
import { renderCompletionScript } from '../../src/report/guides/render-completion.js';
import { runHere } from './run-here.js';
import { BINARY, LEGACY, NEWEST, readEnvelope, SHARE } from './run-restack.js';

const RUN_ID = '0f9d1c2b-0000-4000-8000-000000000003';
const [, share] = SHARE;

let folder: string;
let environment: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-completion-'));
  await mkdir(path.join(folder, 'runs', RUN_ID), { recursive: true });
  await mkdir(path.join(folder, 'bin'));
  await symlink(BINARY, path.join(folder, 'bin', 'restack'));
  environment = {
    PATH: `${path.join(folder, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
    HOME: folder,
    RESTACK_SHARE: share,
    RESTACK_RUN_DIR: path.join(folder, 'runs'),
  };
});
afterAll(() => rm(folder, { recursive: true }));

/** The words that a line is completed with; the last one of the line is at the cursor. */
async function complete(...line: readonly string[]): Promise<readonly string[]> {
  const given = { words: line.slice(0, -1), current: line.at(-1) ?? '' };
  const text = renderCompletion(
    await completeLine(given, manifest, createLiveWords(environment, GUIDE_NAMES)),
  );
  return text
    .trimEnd()
    .split('\n')
    .map((one) => one.split('\t', 1)[0] ?? '');
}

describe('a completed line', () => {
  it('offers commands, flags and choices of the manifest', async () => {
    expect(await complete('')).toEqual(
      expect.arrayContaining(['verify', 'service', 'help', 'completion', 'explain']),
    );
    expect(await complete('service', '')).toContain('prune');
    expect(await complete('verify', '--l')).toEqual(['--level']);
    expect(await complete('verify', '--level', 'keys', '--l')).toEqual(['']);
    expect(await complete('verify', '--level', '')).toEqual(['structure', 'keys', 'integrity', 'content']);
    expect(await complete('plan', '--unmapped', '')).toEqual(['block', 'manual', 'keep']);
    expect(await complete('completion', 'z')).toEqual(['zsh']);
    expect(await complete('help', 'ex')).toEqual(expect.arrayContaining(['exit-codes', 'extract']));
    expect(await complete('verify', '--cert', '')).toEqual([':files']);
    expect(await complete('verify', '--share', '')).toEqual([':folders']);
    expect(await complete('explain', 'TAG_')).toEqual(['TAG_MISMATCH']);
    expect(await complete('no-such-command', '')).toEqual(['']);
  });

  it('offers sets of the share, runs and kinds, which are there now', async () => {
    for (const id of [NEWEST, LEGACY]) expect((await complete('verify', id))[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(await complete('verify', 'x', 'y', '')).toContain('latest');
    expect(await complete('runs', 'show', '')).toEqual(['latest', RUN_ID]);
    expect(await complete('runs', 'show', '--run-dir', folder, '')).toEqual(['latest']);
    await writeFile(path.join(folder, 'runs', RUN_ID, 'run.json'), '{"command":"drill"}');
    for (const command of ['show', 'todo']) expect(await complete('runs', command, '')).toContain(RUN_ID);
    for (const command of ['resume', 'abandon'])
      expect(await complete('runs', command, '')).toEqual(['latest']);
    await rm(path.join(folder, 'runs', RUN_ID, 'run.json'));
    expect(await complete('runs', 'resume', '')).toEqual(['latest', RUN_ID]);
    expect(await complete('show', 'latest', 'pl')).toEqual(['plan']);
    expect(await complete('restore', '--only', 'compute')).toEqual(['compute-quota']);
    expect(await complete('show', '--share', path.join(folder, 'nothing'), '')).toEqual(['latest']);
  });

  it('holds no control character, whatever a command says of itself', () => {
    const text = renderCompletion({
      candidates: [{ word: 'a', about: 'b\n:files\u001b[2J' }],
      files: 'none',
    });
    expect(text).toBe('a\tb :files [2J\n');
  });
});

const has = (shell: string): boolean => {
  try {
    execFileSync(shell, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Completes a line in a real shell. Its words come back, one a line. */
const SHELLS = {
  bash: (words: readonly string[]) => [
    '--norc',
    '-c',
    `source <(restack completion bash); COMP_WORDS=(restack ${quoteAll(words)}); COMP_CWORD=${words.length}; _restack; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  // The part of zsh that draws a menu needs a terminal: what it gets is written in its place.
  zsh: (words: readonly string[]) => [
    '-fc',
    `compdef() { }; _files() { print FILES }; _describe() { local name=\${@[-1]}; print -l -- "\${(@P)name}" }; source <(restack completion zsh); words=(restack ${quoteAll(words)}); CURRENT=${words.length + 1}; _restack`,
  ],
  fish: (words: readonly string[]) => [
    '--no-config',
    '-c',
    `restack completion fish | source; complete -C "restack ${words.join(' ')}"`,
  ],
} as const;

const quoteAll = (words: readonly string[]) => words.map((word) => `'${word}'`).join(' ');

describe.each(['bash', 'zsh', 'fish'] as const)('the script of %s', (shell) => {
  const there = has(shell);
  it.runIf(there)('completes flags and ids in the shell itself', async () => {
    const ask = async (...words: readonly string[]) => {
      const { stdout } = await promisify(execFile)(shell, SHELLS[shell](words), {
        env: environment,
        cwd: folder,
      });
      return stdout.split('\n').map((line) => line.split(/[\t:]/, 1)[0]);
    };
    expect(await ask('verify', '--lev')).toContain('--level');
    expect((await ask('verify', NEWEST.slice(0, 3)))[0]).toMatch(new RegExp(`^${NEWEST}-`));
    await writeFile(path.join(folder, 'backup.pfx'), '');
    const files = await ask('verify', '--cert', 'back');
    expect(files).toContain(shell === 'zsh' ? 'FILES' : 'backup.pfx');
  });
  it.skipIf(there)(`is not run: ${shell} is not installed`, () => undefined);
});

describe('the script of powershell', () => {
  it('is balanced by the rules of its parser, which is not installed here: brackets, quotes, here-strings', () => {
    const script = renderCompletionScript('powershell').replaceAll(/^#.*$/gm, '');
    const open: string[] = [];
    const pairs: Readonly<Record<string, string>> = { ')': '(', '}': '{', ']': '[' };
    // A backtick escapes in double quotes; two single quotes stand for one in single quotes.
    for (const [token] of script.matchAll(/"(?:`[\s\S]|[^"`])*"|'(?:''|[^'])*'|["'@](?=\n)|[(){}[\]]/g)) {
      expect(token).not.toMatch(/^["'@]$/);
      if ('({['.includes(token)) open.push(token);
      else if (token in pairs) expect(open.pop()).toBe(pairs[token]);
    }
    expect(open).toEqual([]);
    expect(script).toMatch(/^Register-ArgumentCompleter -Native -CommandName restack -ScriptBlock \{$/m);
    expect(script.match(/"/g)?.length).toBe(4);
  });
});

describe('restack completion', () => {
  it('is one document with --json, and refuses what is no shell', async () => {
    const run = await runHere(['completion', 'fish', '--json']);
    expect(readEnvelope(run.stdout).result).toEqual({
      shell: 'fish',
      script: renderCompletionScript('fish'),
    });
    expect(await runHere(['completion', 'tcsh'])).toMatchObject({ exitCode: 2, stdout: '' });
  });
});
