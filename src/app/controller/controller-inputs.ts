import { isJsonObject } from '../../cloud/json-value.js';
import {
  NAMED_PROFILES,
  parseWeatherProfile,
  type ProfileName,
  type WeatherProfile,
} from '../../controller/index.js';
import { SEED_KINDS, type SeedRecords } from '../../controller/control/seed/seed-records.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { AppContext } from '../app.js';
import { readGivenText } from '../../adapters/keys/given-file.js';
import { nameFile } from '../../adapters/keys/name-file.js';
import { readSampleRecords } from '../share/sample-records.js';

/**
 * Finds a weather profile by its name, or reads it from a file.
 *
 * @throws NOT_FOUND when it is neither; CONFIG when the file is no profile.
 */
export async function readProfile(
  nameOrPath: string,
  context: AppContext,
): Promise<ProfileName | WeatherProfile> {
  if (isProfileName(nameOrPath)) return nameOrPath;
  const text = await readGivenText(nameOrPath, 'weather', context);
  return nameFile(nameOrPath, () => parseWeatherProfile(text));
}

function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(NAMED_PROFILES, name);
}

/**
 * Reads the records a controller begins with: those of the newest sample set for `sample`, else a JSON file with one
 * array of records for each kind.
 *
 * @throws NOT_FOUND when the file is not there; CONFIG when it is not of that shape.
 */
export async function readSeed(sampleOrPath: string, context: AppContext): Promise<SeedRecords> {
  if (sampleOrPath === 'sample') return readSampleRecords(context);
  const text = await readGivenText(sampleOrPath, 'seed', context);
  const fail = (found: string, cause?: unknown): RestackError =>
    new RestackError(
      'CONFIG',
      `the seed ${sampleOrPath} ${found}; expected an object with arrays of records by kind`,
      {
        cause,
        details: { kinds: SEED_KINDS },
      },
    );
  const seed = parseJson(text, fail);
  if (!isJsonObject(seed)) throw fail('is no object');
  for (const [kind, records] of Object.entries(seed)) {
    if (!SEED_KINDS.some((known) => known === kind)) throw fail(`has an unknown kind, ${kind}`);
    if (!isObjectList(records)) throw fail(`holds no array of objects at ${kind}`);
  }
  if (Object.values(seed).every((records) => Array.isArray(records) && records.length === 0)) {
    throw fail('holds no record');
  }
  return seed;
}

function parseJson(text: string, fail: (found: string, cause?: unknown) => RestackError): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own error quotes the text, which may hold secrets.
    throw fail('is not JSON');
  }
}

function isObjectList(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.every(isJsonObject);
}
