import { delimiter } from 'node:path';
import type { Configuration } from '../schema/generated/types.js';

type Variables = Readonly<Record<string, string | undefined>>;

/** A setting of a configuration file, by the name of its flag. */
export type SettingFlag = Exclude<keyof Configuration, 'trusted-folders'>;

/** The other ways to a setting. */
interface SettingRules {
  /** The variable that holds it. */
  readonly variable?: string;
  /** The variable that holds what the file has that the setting names: a secret. */
  readonly secret?: string;
}

/** Every setting, in the order in which they are shown. */
const SETTINGS: Readonly<Record<SettingFlag, SettingRules>> = {
  share: { variable: 'RESTACK_SHARE' },
  'share-user': { variable: 'RESTACK_SHARE_USER' },
  'share-password-file': { secret: 'RESTACK_SHARE_PASSWORD' },
  'share-encrypt': { variable: 'RESTACK_SHARE_ENCRYPT' },
  cert: { variable: 'RESTACK_CERT' },
  'cert-password-file': { secret: 'RESTACK_CERT_PASSWORD' },
  'key-file': { secret: 'RESTACK_ENCRYPTION_KEY' },
  target: { variable: 'RESTACK_TARGET' },
  'user-target': { variable: 'RESTACK_USER_TARGET' },
  'ca-file': {},
  'sign-in': { variable: 'RESTACK_SIGN_IN' },
  'client-id': { variable: 'RESTACK_CLIENT_ID' },
  'run-dir': { variable: 'RESTACK_RUN_DIR' },
};

/** True for the name of a setting. */
export function isSettingFlag(name: string): name is SettingFlag {
  return Object.hasOwn(SETTINGS, name);
}

/** Names of all settings. */
export const SETTING_NAMES: readonly SettingFlag[] = Object.keys(SETTINGS).filter(isSettingFlag);

/** The variable that goes before a setting of a file, where there is one. */
export function variableOf(name: SettingFlag): string | undefined {
  const { variable, secret } = SETTINGS[name];
  return variable ?? secret;
}

/** A setting, as the environment or a file gives it. */
export interface Setting {
  /** Empty for a secret that stands in a variable. Paths of files are absolute. */
  readonly values: readonly string[];
  readonly origin: 'environment' | 'project' | 'user';
  /** The variable, or `FILE:LINE`. */
  readonly place: string;
}

/** A configuration file that was looked for. */
export interface ConfigurationFile {
  readonly origin: 'project' | 'user';
  /** Absolute. */
  readonly path: string;
  readonly found: boolean;
}

/** The configuration files of a command, and their settings; the project's go before the user's. */
export interface FileSettings {
  readonly files: readonly ConfigurationFile[];
  readonly settings: Readonly<Partial<Record<SettingFlag, Setting>>>;
}

let current: FileSettings = { files: [], settings: {} };

/** Lets settings of files stand in for variables that are not set, in this process. */
export function useFileSettings(settings: FileSettings): void {
  current = settings;
}

/** The configuration files that are in effect in this process. */
export function readFileSettings(): FileSettings {
  return current;
}

/** Settings that are one word: a blank beside it is none of it. Paths may have some. */
const WORDS: ReadonlySet<SettingFlag> = new Set([
  'target',
  'user-target',
  'sign-in',
  'client-id',
  'share-encrypt',
]);

/** The text of a variable. The line end behind it, which comes along from a file of Windows, is none of it. */
export function readWhole(name: string, variables: Variables): string | undefined {
  return variables[name]?.replace(/[\r\n]+$/, '');
}

/** The text of a variable as {@link readWhole}; nothing but blanks counts as absent. */
export function readVariable(name: string, variables: Variables): string | undefined {
  const text = readWhole(name, variables) ?? '';
  return text.trim() === '' ? undefined : text;
}

/** Selects a setting where no flag gives it: of the environment, else of a file. */
export function selectSetting(name: SettingFlag, variables: Variables = process.env): Setting | undefined {
  const { variable, secret } = SETTINGS[name];
  if (variable !== undefined) {
    const text = readVariable(variable, variables) ?? '';
    const all = name === 'cert' ? text.split(delimiter) : [WORDS.has(name) ? text.trim() : text];
    const values = all.filter((value) => value !== '');
    if (values.length > 0) return { values, origin: 'environment', place: variable };
  }
  if (secret !== undefined && isSet(secret, variables)) {
    return { values: [], origin: 'environment', place: secret };
  }
  return isForeign(name, variables) ? undefined : current.settings[name];
}

/** An empty password of a certificate is a password, too. */
function isSet(secret: string, variables: Variables): boolean {
  if (secret === 'RESTACK_CERT_PASSWORD') return variables[secret] !== undefined;
  return readVariable(secret, variables) !== undefined;
}

/** A user endpoint goes with the admin endpoint beside it alone: secrets of one cloud must not reach another. */
function isForeign(name: SettingFlag, variables: Variables): boolean {
  if (name !== 'user-target') return false;
  const target = selectSetting('target', variables);
  return (
    target?.origin === 'environment' ||
    (target?.origin === 'project' && current.settings[name]?.origin === 'user')
  );
}

/** The first value of a setting. */
export function selectValue(name: SettingFlag, variables: Variables = process.env): string | undefined {
  return selectSetting(name, variables)?.values[0];
}

/** The settings that come from files; one that a variable stands before does not. */
export function listFileSettings(
  variables: Variables = process.env,
): readonly (readonly [SettingFlag, Setting])[] {
  return SETTING_NAMES.flatMap((name) => {
    const setting = selectSetting(name, variables);
    return setting === undefined || setting.origin === 'environment' ? [] : [[name, setting] as const];
  });
}
