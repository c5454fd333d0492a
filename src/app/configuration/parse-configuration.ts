import { findNearestWord } from '../../core/errors/nearest-word.js';
import { explainError } from '../../core/errors/explain-error.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { schema } from '../../schema/generated/configuration.js';
import type { Configuration } from '../../schema/generated/types.js';
import { parseCheckedYaml } from '../../schema/yaml/checked-yaml.js';
import { assertFaultless, findKey, offsetOf, type YamlFault } from '../../schema/yaml/plain-yaml.js';
import { isSettingFlag, type Setting, SETTING_NAMES, type SettingFlag, variableOf } from '../settings.js';

type Key = keyof Configuration;

/** The file that is parsed. */
export interface ConfigurationSource {
  readonly path: string;
  readonly origin: 'project' | 'user';
  /** Makes a path absolute; other values stay as they are. */
  readonly resolvePath: (name: Key, value: string) => string;
}

/** The settings of one file. */
export interface ParsedConfiguration {
  readonly settings: Readonly<Partial<Record<SettingFlag, Setting>>>;
  /** Absolute folders. */
  readonly trusted: readonly string[];
  /**
   * Asserts that nothing in it decides where secrets go.
   *
   * @param userFile where its folder would be trusted
   * @throws CONFIG with each such setting and its line.
   */
  assertHarmless(userFile: string | undefined): void;
}

/**
 * Parses a configuration file. No value is repeated in an error.
 *
 * @throws CONFIG with all faults and their places. Source: schemas/configuration.json.
 */
export function parseConfiguration(text: string, source: ConfigurationSource): ParsedConfiguration {
  const { path, origin, resolvePath } = source;
  const { value, root, place } = parseCheckedYaml<Configuration>(text, path, { schema, describeUnknown });
  const placeOf = (name: Key, message: string) => place(offsetOf(findKey(root, name)) ?? 0, message);
  const valuesOf = (name: Key) => [value[name] ?? []].flat().map(String);
  const keys = [...SETTING_NAMES, 'trusted-folders' as const].filter((name) => value[name] !== undefined);
  assertFaultless(
    keys.flatMap((name) => listFaults(name, valuesOf(name), origin).map((message) => placeOf(name, message))),
    path,
  );
  const settings = keys.filter(isSettingFlag).map((name) => {
    const values = valuesOf(name).map((one) => resolvePath(name, one));
    return [name, { values, origin, place: `${path}:${placeOf(name, '').line}` }] as const;
  });
  return {
    settings: Object.fromEntries(settings),
    trusted: valuesOf('trusted-folders').map((folder) => resolvePath('trusted-folders', folder)),
    assertHarmless: (userFile) => {
      const grave = keys.filter((name) => isGrave(name, valuesOf(name)));
      assertTrusted(
        grave.map((name) => placeOf(name, `${name} decides where secrets go`)),
        { path, userFile },
      );
    },
  };
}

const SECRET_NAME = /pass|secret|token|(?:^|[-_])key(?:$|[-_])/i;

/** A key that would hold a secret gets the ways that there are; any other the name that was probably meant. */
function describeUnknown(key: string): string {
  const name = key.toLowerCase().replaceAll('_', '-');
  const own = SETTING_NAMES.find((known) => known === `${name}-file`);
  if (own !== undefined) {
    return `no secret stands in this file: ${own} names a file that holds it, or set ${variableOf(own)}`;
  }
  const nearest = findNearestWord(name, [...SETTING_NAMES, 'trusted-folders']);
  if (nearest !== undefined) return `did you mean ${nearest}?`;
  if (SECRET_NAME.test(key)) {
    return 'no secret stands in this file: name a file that holds it, or set its variable';
  }
  return `expected ${SETTING_NAMES.join(', ')}`;
}

const USER_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/[^/]*@/i;

function listFaults(name: Key, values: readonly string[], origin: 'project' | 'user'): readonly string[] {
  if (name === 'trusted-folders' && origin === 'project') {
    return ["trusted-folders counts in a user's own file alone: a folder cannot trust itself"];
  }
  if (values.includes('-')) return [`${name}: - is standard input, which a file cannot give`];
  if (values.some((value) => USER_IN_URL.test(value))) {
    return [`${name}: a URL here names no user and no password`];
  }
  return [];
}

/** Settings that send secrets somewhere, or say who is believed. */
const GRAVE: ReadonlySet<Key> = new Set<Key>([
  'share-user',
  'share-password-file',
  'target',
  'user-target',
  'ca-file',
  'sign-in',
  'client-id',
  'run-dir',
]);

/** Of another machine: to open it there, a proof of a password is sent. On Windows the system does that by itself. */
const FOREIGN_PATH = /^(?:[\\/]{2}|[a-z][a-z0-9+.-]+:\/\/)/i;

function isGrave(name: Key, values: readonly string[]): boolean {
  return GRAVE.has(name) || values.some((value) => FOREIGN_PATH.test(value));
}

function assertTrusted(
  faults: readonly YamlFault[],
  { path, userFile }: { readonly path: string; readonly userFile: string | undefined },
): void {
  try {
    assertFaultless(faults, path);
  } catch (error) {
    if (!(error instanceof RestackError)) throw error;
    const where = userFile === undefined ? 'your own file' : userFile;
    throw explainError(error, {
      hints: [
        `where this folder is yours, name it in ${where}, below trusted-folders`,
        'or give these by flags or variables',
      ],
    });
  }
}
