import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { readOwnFile } from '../../adapters/keys/own-file.js';
import { parseNetworkPath } from '../../adapters/store/network-path.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { KIB } from '../../core/sizes.js';
import { decodeFileText } from '../../crypto/file-text.js';
import { type FileSettings, SETTING_NAMES, type SettingFlag, useFileSettings } from '../settings.js';

type Variables = Readonly<Record<string, string | undefined>>;

/** The name of a configuration file, in whatever folder. */
const FILE_NAME = 'restack.yaml';
const LIMIT_BYTES = 64 * KIB;
const NONE: FileSettings = { files: [], settings: {} };

/** The folders in which a configuration file is looked for, and whoever must own it. */
export interface ConfigurationPlaces {
  /** The working folder; undefined where it is gone. */
  readonly project: string | undefined;
  /** Undefined where the account has no home. */
  readonly user: string | undefined;
  readonly userId: number | undefined;
}

/** The folder of the account's own settings for restack. */
export function selectConfigurationFolder(variables: Variables = process.env): string | undefined {
  if (process.platform === 'win32' && variables['APPDATA']) return join(variables['APPDATA'], 'restack');
  if (variables['XDG_CONFIG_HOME']) return join(variables['XDG_CONFIG_HOME'], 'restack');
  const home = attempt(homedir);
  if (home === undefined) return undefined;
  if (process.platform === 'win32') return join(home, 'AppData', 'Roaming', 'restack');
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'restack');
  return join(home, '.config', 'restack');
}

function attempt(find: () => string): string | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}

/**
 * Reads the configuration files of this account and the working folder, and lets their settings stand in for variables
 * that are not set.
 *
 * @throws CONFIG as {@link readConfiguration}.
 */
export async function applyConfiguration(variables: Variables = process.env): Promise<FileSettings> {
  useFileSettings(NONE);
  const settings = await readConfiguration({
    project: attempt(() => resolve('.')),
    user: selectConfigurationFolder(variables),
    userId: process.getuid?.(),
  });
  useFileSettings(settings);
  return settings;
}

/**
 * Reads the configuration files. A project's may set where sets and keys lie on this machine; what decides where secrets
 * go only where the user's own file trusts its folder.
 *
 * @throws CONFIG with every fault and its line: a file that somebody else could have written, is no plain YAML, breaks
 * its schema, or sets what it may not. Source: schemas/configuration.json.
 */
export async function readConfiguration(places: ConfigurationPlaces): Promise<FileSettings> {
  const { project, user } = places;
  const own = user === undefined ? undefined : await readOne(join(user, FILE_NAME), 'user', places);
  const isOneFile = project !== undefined && project === user;
  const given =
    project === undefined || isOneFile
      ? undefined
      : await readOne(join(project, FILE_NAME), 'project', places);
  if (given?.parsed !== undefined && !(await isTrusted(given.path, own?.parsed?.trusted ?? []))) {
    given.parsed.assertHarmless(own?.path);
  }
  const found = [given, own].filter((file) => file !== undefined);
  const entries = SETTING_NAMES.flatMap((name) => {
    const setting = given?.parsed?.settings[name] ?? own?.parsed?.settings[name];
    return setting === undefined ? [] : [[name, setting] as const];
  });
  return {
    files: found.map(({ path, origin, parsed }) => ({ path, origin, found: parsed !== undefined })),
    settings: Object.fromEntries(entries),
  };
}

async function readOne(path: string, origin: 'project' | 'user', { userId }: ConfigurationPlaces) {
  const rules = { name: 'configuration file', limitBytes: LIMIT_BYTES, userId, mayBeLink: origin === 'user' };
  const bytes = await readOwnFile(path, rules);
  if (bytes === undefined) return { path, origin, parsed: undefined };
  const { parseConfiguration } = await import('./parse-configuration.js');
  const text = decode(bytes, path);
  const resolvePath = (name: SettingFlag | 'trusted-folders', value: string) =>
    NOT_PATHS.has(name) || (name === 'share' && parseNetworkPath(value) !== undefined)
      ? value
      : resolve(
          dirname(path),
          value.replace(/^~(?=\/)/, () => attempt(homedir) ?? '~'),
        );
  return { path, origin, parsed: parseConfiguration(text, { path, origin, resolvePath }) };
}

/** @throws CONFIG when it is text in no encoding that is read. */
function decode(bytes: Uint8Array, path: string): string {
  try {
    return decodeFileText(bytes);
  } catch (error) {
    if (!(error instanceof RestackError)) throw error;
    throw new RestackError('CONFIG', `${path}: ${error.message}`, { cause: error, details: { path } });
  }
}

const NOT_PATHS: ReadonlySet<string> = new Set([
  'share-user',
  'share-encrypt',
  'target',
  'user-target',
  'sign-in',
  'client-id',
]);

async function isTrusted(path: string, trusted: readonly string[]): Promise<boolean> {
  const find = (folder: string) => realpath(folder).catch(() => undefined);
  const folder = await find(dirname(path));
  const all = await Promise.all(trusted.map(find));
  return folder !== undefined && all.includes(folder);
}
