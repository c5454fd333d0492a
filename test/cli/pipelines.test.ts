import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isObject } from '../../src/core/is-object.js';
import { samplePath } from '../vectors/damaged-cases.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-pipelines-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The members of a pipeline that a shell needs; the rest is for its runner. */
interface Pipeline {
  readonly variables: Readonly<Record<string, string>>;
  readonly script: string;
}

describe('a pipeline', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const readSample = async (name: string) => readFile(path.join(root, name), 'utf8');

  /** Runs a script in a folder with the samples and the command, over the share of one cloud. */
  async function runScript({ variables, script }: Pipeline, more: Readonly<Record<string, string>> = {}) {
    const place = await mkdtemp(path.join(folder, 'pipeline-'));
    await mkdir(path.join(place, 'node_modules/.bin'), { recursive: true });
    await symlink(path.join(root, 'samples'), path.join(place, 'samples'));
    await symlink(
      path.join(root, 'dist/cli/launch/launch.cjs'),
      path.join(place, 'node_modules/.bin/restack'),
    );
    expect(await readdir(path.join(root, variables['RESTACK_SHARE'] ?? 'none'))).toContain(
      'edge.fabrikam.example',
    );
    const share = 'samples/share/edge.fabrikam.example';
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: place,
      CI: 'true',
      ...variables,
      RESTACK_SHARE: share,
    };
    const { status, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
      cwd: place,
      env: { ...env, ...more },
      encoding: 'utf8',
    });
    return { status, stderr, place };
  }

  it('of GitHub runs as it stands: the action, with what the workflow gives it', async () => {
    const workflow: unknown = parse(await readSample('samples/ci/verify-backups.yml'));
    const action: unknown = parse(await readSample('samples/ci/action.yml'));
    const steps = listIn(workflow, 'jobs', 'verify', 'steps');
    const own = await readSample('.github/workflows/ci.yml');
    const uses = steps.flatMap((step) => textsIn(step)['uses'] ?? []);
    for (const name of uses.filter((one) => one !== './samples/ci')) {
      expect(name).toMatch(/@[0-9a-f]{40}$/);
      if (/checkout|setup-node/.test(name)) expect(own).toContain(name);
    }
    expect(uses).toHaveLength(4);
    const given = textsIn(steps[uses.indexOf('./samples/ci') + 1], 'with');
    expect(Object.keys(given)).toContain('share');
    const [step] = listIn(action, 'runs', 'steps');
    const variables = Object.entries(textsIn(step, 'env')).map(([name, value]) => {
      const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value)?.[1] ?? '';
      const found = given[input] ?? textsIn(action, 'inputs', input)['default'];
      if (found === undefined) throw new Error(`nothing for ${name}`);
      return [name, found] as const;
    });
    expect(Object.keys(given).every((name) => 'description' in textsIn(action, 'inputs', name))).toBe(true);
    const script = textsIn(step)['run'] ?? '';
    const summary = path.join(folder, 'summary.md');
    const github = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    const pipeline = { variables: Object.fromEntries(variables), script };
    const { status, stderr, place } = await runScript(pipeline, github);
    expect(status, stderr).toBe(0);
    expect(await readdir(path.join(place, 'reports'))).toEqual([
      'backups.html',
      'backups.sarif',
      'backups.xml',
    ]);
    expect(await readFile(summary, 'utf8')).toContain('# Verification of backup sets');
    const wrong = { ...github, PASSWORD_FILE: samplePath('keys/SHA256SUMS') };
    const failed = await runScript(pipeline, wrong);
    expect(failed.status).toBe(21);
    expect(failed.stderr).toContain('::error title=WRONG_PASSWORD');
  });

  it('of GitLab and of Azure runs as README prints it', async () => {
    const readme = await readSample('README.md');
    const blocks = [...readme.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text = '']) => text);
    const gitlab: unknown = parse(blocks.find((text) => text.startsWith('verify-backups:')) ?? '');
    const azure: unknown = parse(blocks.find((text) => text.startsWith('pool:')) ?? '');
    const scripts = listIn(gitlab, 'verify-backups', 'script');
    const variables = textsIn(gitlab, 'verify-backups', 'variables');
    expect(textsIn(azure, 'variables')).toEqual(variables);
    expect(listIn(azure, 'steps').flatMap((step) => textsIn(step)['script'] ?? [])).toEqual(scripts);
    const [install, ...commands] = scripts;
    expect(install).toBe('npm ci');
    const { status, stderr, place } = await runScript({ variables, script: commands.join('\n') });
    expect(status, stderr).toBe(0);
    const { junit = '' } = textsIn(gitlab, 'verify-backups', 'artifacts', 'reports');
    expect(await readFile(path.join(place, junit), 'utf8')).toContain('<testsuites');
    expect(textsIn(listIn(azure, 'steps').at(-1), 'inputs')['testResultsFiles']).toBe(junit);
  });
});

/** The value below some names of a document. */
function valueIn(value: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
}

function listIn(value: unknown, ...names: readonly string[]): readonly unknown[] {
  const list = valueIn(value, names);
  return Array.isArray(list) ? list : [];
}

/** The members of an object that are texts. */
function textsIn(value: unknown, ...names: readonly string[]): Readonly<Record<string, string>> {
  const object = valueIn(value, names);
  return Object.fromEntries(
    Object.entries(isObject(object) ? object : {}).flatMap(([name, text]) =>
      typeof text === 'string' ? [[name, text]] : [],
    ),
  );
}
