import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { resultSchema } from '../fixtures/result-schemas.js';
import { runHere } from './run-here.js';
import { CERTIFICATE_2023, NEWEST, PASSWORD, readEnvelope, SHARE } from './run-restack.js';

const SHARE_PATH = SHARE[1];
const PROJECT = `share: ${SHARE_PATH}\ncert: ${CERTIFICATE_2023[1]}\ncert-password-file: ${PASSWORD[1]}\n`;

describe('restack.yaml of the working folder', () => {
  it('stands in for flags', async () => {
    const { exitCode, stdout } = await runHere(['verify', NEWEST, '--level', 'keys', '--json'], {
      files: { 'restack.yaml': PROJECT },
    });
    expect(exitCode).toBe(0);
    expect(readEnvelope(stdout).result).toMatchObject({ level: 'keys', backups: [{ verdict: 'passed' }] });
  });

  it('stands behind variables, and those behind flags; each says where it is from', async () => {
    const options = { files: { 'restack.yaml': PROJECT }, environment: { RESTACK_CERT: 'variable.pfx' } };
    const json = await runHere(['config', 'view', '--json', '--share', '/flag'], options);
    const result: unknown = readEnvelope(json.stdout).result;
    const { validate } = resultSchema('config-view');
    if (!validate(result)) throw new TypeError(JSON.stringify(validate.errors));
    expect(result.files).toMatchObject([
      { origin: 'project', found: true },
      { origin: 'user', found: false },
    ]);
    const { settings } = result;
    expect(settings[0]).toEqual({ name: 'share', values: ['/flag'], origin: 'flag', place: '--share' });
    const find = (wanted: string) => settings.find(({ name }) => name === wanted);
    expect(find('cert')).toMatchObject({
      values: ['variable.pfx'],
      origin: 'environment',
      place: 'RESTACK_CERT',
    });
    expect(find('cert-password-file')?.origin).toBe('project');
    const text = await runHere(['config', 'view', '--origin'], options);
    expect(text.stdout).toMatch(/^cert-password-file .*project: .*restack\.yaml:3$/m);
    expect(text.stdout).toMatch(/^cert .*environment: RESTACK_CERT$/m);
    const plain = await runHere(['config', 'view'], options);
    expect(plain.stdout).not.toContain('project:');
  });

  it('is named, with its line, by an error that it may have caused; a flag takes it out', async () => {
    const files = { 'restack.yaml': '# night\nshare: nowhere\n' };
    const run = await runHere(['list', '--json'], { files });
    const { error } = readEnvelope(run.stdout);
    expect(run.exitCode).toBe(11);
    expect(error?.hints.join()).toMatch(/share is set by .*restack\.yaml:2/);
    const given = await runHere(['list', '--json', '--share', 'nowhere'], { files });
    expect(readEnvelope(given.stdout).error?.hints.join()).not.toContain('restack.yaml');
  });

  it('that is wrong ends every command that would take its settings, and no other', async () => {
    const files = { 'restack.yaml': 'cert-password: SECRET\n' };
    const run = await runHere(['list', ...SHARE, '--json'], { files });
    expect(run).toMatchObject({ exitCode: 2, leftBehind: ['restack.yaml'] });
    expect(readEnvelope(run.stdout).error).toMatchObject({
      code: 'CONFIG',
      details: { faults: [{ line: 1 }] },
    });
    expect(run.stdout + run.stderr).not.toContain('SECRET');
    expect((await runHere(['explain', 'CONFIG'], { files })).exitCode).toBe(0);
  });

  it('is named by doctor', async () => {
    const { stdout } = await runHere(['doctor', '--json'], { files: { 'restack.yaml': PROJECT } });
    expect(stdout).toMatch(/"message": ".*restack\.yaml: share, cert, cert-password-file"/);
  });
});

it("the user's own file is that of its configuration folder, and may trust a project", async () => {
  const { stdout } = await runHere(['config', 'view', '--json'], {
    files: { 'restack.yaml': 'target: https://adminmanagement.east.contoso.example\n' },
    environment: { XDG_CONFIG_HOME: path.join(SHARE_PATH, 'none') },
  });
  expect(readEnvelope(stdout).error).toMatchObject({ code: 'CONFIG' });
  expect(readEnvelope(stdout).error?.hints.join()).toContain(
    path.join(SHARE_PATH, 'none', 'restack', 'restack.yaml'),
  );
});
