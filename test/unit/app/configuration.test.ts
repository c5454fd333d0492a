import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  readConfiguration,
  selectConfigurationFolder,
} from '../../../src/app/configuration/read-configuration.js';
import { viewConfiguration } from '../../../src/app/configuration/view-configuration.js';
import { readEnvironment, readSignInChoice } from '../../../src/app/environment.js';
import { listFileSettings, SETTING_NAMES, useFileSettings } from '../../../src/app/settings.js';
import { RestackError } from '../../../src/core/errors/restack-error.js';
import configuration from '../../../schemas/configuration.json' with { type: 'json' };

let root = '';
let project = '';
let user = '';
const userId = process.getuid?.();

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'restack-configuration-')));
  [project, user] = [path.join(root, 'work'), path.join(root, 'home')];
  await mkdir(project);
  await mkdir(user);
});
afterEach(async () => {
  useFileSettings({ files: [], settings: {} });
  await rm(root, { recursive: true });
});

const fileOf = (folder: string) => path.join(folder, 'restack.yaml');
const lay = (folder: string, text: string | Uint8Array) => writeFile(fileOf(folder), text);
const read = () => readConfiguration({ project, user, userId });
async function refusal(id = userId): Promise<RestackError> {
  const error: unknown = await readConfiguration({ project, user, userId: id }).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (error instanceof RestackError) return error;
  throw new TypeError(`expected a RestackError, found ${String(error)}`);
}

describe('settings of files', () => {
  it('are those of the schema', () => {
    expect([...SETTING_NAMES, 'trusted-folders'].toSorted()).toEqual(
      Object.keys(configuration.properties).toSorted(),
    );
  });

  it('come from the project, then from the user, with paths relative to their file', async () => {
    await lay(project, '# here\nshare: sets\ncert: [a.pfx, /abs/b.pfx]\n');
    await lay(user, 'share: /other\nkey-file: ~/key.txt\ntarget: https://adminmanagement.a.example\n');
    const { files, settings } = await read();
    expect(files).toEqual([
      { origin: 'project', path: fileOf(project), found: true },
      { origin: 'user', path: fileOf(user), found: true },
    ]);
    expect(settings).toMatchObject({
      share: { values: [path.join(project, 'sets')], origin: 'project', place: `${fileOf(project)}:2` },
      cert: { values: [path.join(project, 'a.pfx'), '/abs/b.pfx'] },
      target: { origin: 'user', place: `${fileOf(user)}:3` },
    });
    expect(settings['key-file']?.values[0]).not.toContain('~');
  });

  it('stand behind variables, one by one; a secret in a variable stands before its file', async () => {
    await lay(
      user,
      'share: /user\ncert: /user.pfx\ncert-password-file: /p\nsign-in: browser\nrun-dir: /runs\n',
    );
    useFileSettings(await read());
    const variables = { RESTACK_SHARE: '/variable', RESTACK_CERT: '', RESTACK_CERT_PASSWORD: '' };
    expect(readEnvironment(variables)).toMatchObject({
      share: '/variable',
      certFiles: ['/user.pfx'],
      certPasswordFiles: [],
      runDir: '/runs',
    });
    expect(readEnvironment({}).certPasswordFiles).toEqual(['/p']);
    expect(readSignInChoice({}).method).toMatchObject({ values: ['browser'], place: `${fileOf(user)}:4` });
    expect(listFileSettings(variables).map(([name]) => name)).toEqual(['cert', 'sign-in', 'run-dir']);
  });

  it('give no user endpoint to a target of a variable, or of a file that goes before', async () => {
    await lay(user, 'target: https://a.example\nuser-target: https://b.example\n');
    useFileSettings(await read());
    expect(readEnvironment({}).userTarget).toBe('https://b.example');
    expect(readEnvironment({ RESTACK_TARGET: 'https://c.example' }).userTarget).toBeUndefined();
    await lay(user, `user-target: https://b.example\ntrusted-folders: ../work\n`);
    await lay(project, 'target: https://c.example\n');
    useFileSettings(await read());
    expect(readEnvironment({})).toMatchObject({ target: 'https://c.example', userTarget: undefined });
  });

  it('are viewed with flags before all else, and no secret', async () => {
    await lay(user, 'share: /user\n');
    useFileSettings(await read());
    process.env['RESTACK_CERT_PASSWORD'] = 'SECRET';
    try {
      const { settings } = viewConfiguration({ share: '/flag', cert: [] });
      const find = (name: string) => settings.find((setting) => setting.name === name);
      expect(find('share')).toMatchObject({ values: ['/flag'], origin: 'flag', place: '--share' });
      expect(find('cert-password-file')).toMatchObject({ values: [], origin: 'environment' });
      expect(find('run-dir')).toMatchObject({ origin: 'default', place: null });
      expect(find('target')).toMatchObject({ values: [], origin: null });
      expect(JSON.stringify(settings)).not.toContain('SECRET');
    } finally {
      delete process.env['RESTACK_CERT_PASSWORD'];
    }
  });

  it.each([
    ['a byte order mark and CRLF', Buffer.from('\uFEFFshare: sets\r\ncert: a.pfx\r\n')],
    ['UTF-16, as PowerShell writes it', Buffer.from('\uFEFFshare: sets\r\ncert: a.pfx\r\n', 'utf16le')],
    ['JSON', Buffer.from('{"share":"sets","cert":["a.pfx"]}')],
  ])('are read from %s', async (_, bytes) => {
    await lay(project, bytes);
    expect(Object.keys((await read()).settings)).toEqual(['share', 'cert']);
  });

  it('are none where there is no file, no folder, an empty file, or one file in both places', async () => {
    expect(await read()).toMatchObject({ files: [{ found: false }, { found: false }], settings: {} });
    await lay(project, '# nothing\n');
    expect((await read()).settings).toEqual({});
    expect(await readConfiguration({ project: undefined, user: undefined, userId })).toEqual({
      files: [],
      settings: {},
    });
    await lay(user, 'target: https://a.example\n');
    const both = await readConfiguration({ project: user, user, userId });
    expect(both.files).toEqual([{ origin: 'user', path: fileOf(user), found: true }]);
  });
});

describe('a configuration file is refused, with its place and no value of it', () => {
  it.each([
    ['an unknown key', 'shares: SECRET\n', '1:1', 'did you mean share?'],
    ['a key far from all', 'x: SECRET\n', '1:1', 'expected share'],
    ['a password', 'share: a\ncert-password: SECRET\n', '2:1', 'cert-password-file'],
    ['a password in other words', 'share_password: SECRET\n', '1:1', 'RESTACK_SHARE_PASSWORD'],
    ['a secret of another kind', 'azure-client-secret: SECRET\n', '1:1', 'no secret stands in this file'],
    ['a key twice', 'share: SECRET\nshare: b\n', '2:1', 'twice'],
    ['an alias', 'share: &x SECRET\nkey-file: *x\n', '1:', 'anchor'],
    ['a tag', 'share: !!str SECRET\n', '1:', 'tag'],
    ['a second document', 'share: a\n---\nshare: SECRET\n', '2:', 'second document'],
    ['another type', 'share: [SECRET]\n', '1:8', 'share'],
    ['an empty value', 'share:\n', '1:', 'share'],
    ['a list for a file', '- SECRET\n', '1:1', ''],
    ['no YAML', 'share: "SECRET\n', '', 'no YAML'],
    ['a way to sign in that there is none of', 'sign-in: SECRET\n', '1:10', 'sign-in'],
    ['a client id that is none', 'client-id: SECRET\n', '1:12', 'client-id'],
    ['standard input', 'key-file: "-"\n', '1:1', 'standard input'],
    ['a password in a URL', 'share: smb://user:SECRET@host/share\n', '1:1', 'no user and no password'],
    ['a folder that trusts itself', 'trusted-folders: .\n', '1:1', 'cannot trust itself'],
    ['thousands of lists in each other', `share: ${'['.repeat(60_000)}\n`, '', ''],
  ])('%s', async (...[, text, place, said]) => {
    await lay(project, text);
    const error = await refusal();
    expect(error.code).toBe('CONFIG');
    expect(error.message).toContain(`${fileOf(project)}:${place}`);
    expect(error.message).toContain(said);
    expect(JSON.stringify([error.message, error.hints, error.details])).not.toContain('SECRET');
  });

  it.each([
    ['more than 64 KiB', () => lay(project, `# ${'x'.repeat(65_536)}\n`), 'too large'],
    ['a folder', () => mkdir(fileOf(project)), 'a folder'],
    ['a pipe', () => execFileSync('mkfifo', [fileOf(project)]), 'a named pipe'],
    ['bytes that are no text', () => lay(project, Buffer.from([0x61, 0xff, 0x0a])), 'UTF-8'],
    ['a link', () => symlink('/etc/passwd', fileOf(project)), 'a link'],
    [
      'one that everybody may write',
      () => lay(project, '').then(() => chmod(fileOf(project), 0o666)),
      'everybody',
    ],
  ])('%s', async (_, make, said) => {
    await make();
    const error = await refusal();
    expect(error.code).toBe('CONFIG');
    expect(error.message).toContain(fileOf(project));
    expect(error.message).toContain(said);
  });

  it('one of another user, in either place', async () => {
    await lay(project, 'share: a\n');
    if (userId === 0) await chown(fileOf(project), 12_345, 12_345);
    const stranger = userId === 0 ? 0 : (userId ?? 0) + 1;
    expect((await refusal(stranger)).message).toContain('belongs to another user');
    await rm(fileOf(project));
    await lay(user, 'share: a\n');
    if (userId === 0) await chown(fileOf(user), 12_345, 12_345);
    expect((await refusal(stranger)).message).toContain('belongs to another user');
  });

  it('but the own file may be a link, as a folder of dotfiles makes it', async () => {
    await writeFile(path.join(root, 'dotfile'), 'share: /sets\n');
    await symlink(path.join(root, 'dotfile'), fileOf(user));
    expect((await read()).settings.share?.origin).toBe('user');
  });
});

describe('a project cannot say where secrets go', () => {
  const GRAVE: readonly (readonly [string, string])[] = [
    ['target', 'https://adminmanagement.evil.example'],
    ['user-target', 'https://management.evil.example'],
    ['ca-file', 'evil.pem'],
    ['sign-in', 'device-code'],
    ['client-id', '1950a258-227b-4e31-a9cf-717495945fc2'],
    ['share-user', 'evil'],
    ['share-password-file', '/etc/shadow'],
    ['run-dir', 'runs'],
    ['share', String.raw`\\evil\share`],
    ['share', 'smb://evil/share'],
    ['cert', '//evil/share/a.pfx'],
    ['key-file', String.raw`\\evil\share\key`],
  ];

  it.each(GRAVE)('by %s: %s', async (name, value) => {
    await lay(project, `cert-password-file: p\n${name}: '${value}'\n`);
    const error = await refusal();
    expect(error).toMatchObject({ code: 'CONFIG' });
    expect(error.message).toContain(`${fileOf(project)}:2:1: ${name}`);
    expect(error.message).not.toContain('cert-password-file');
    expect(error.hints.join(' ')).toContain(fileOf(user));
  });

  it.each(GRAVE)('but where the user trusts its folder: %s: %s', async (name, value) => {
    await lay(project, `${name}: '${value}'\n`);
    await lay(user, 'trusted-folders: [/nowhere, ../work/../work]\n');
    expect(Object.keys((await read()).settings)).toEqual([name]);
  });

  it('and every setting is on one of the two sides', () => {
    const grave = new Set(GRAVE.map(([name]) => name));
    // A file can only ask for encryption, and not do without.
    const harmless = ['share-encrypt', 'cert-password-file'];
    expect(SETTING_NAMES.filter((name) => !grave.has(name))).toEqual(harmless);
  });
});

it.runIf(process.platform === 'linux')("the user's folder is that of XDG", () => {
  expect(selectConfigurationFolder({ XDG_CONFIG_HOME: '/x' })).toBe('/x/restack');
  expect(selectConfigurationFolder({})).toMatch(/\.config\/restack$/);
});
