import { isJsonObject } from '../../cloud/json-value.js';
import {
  NAMED_PROFILES,
  parseWeatherProfile,
  type ProfileName,
  type WeatherProfile,
} from '../../controller/index.js';
import { SEED_KINDS, type SeedRecords } from '../../controller/control/seed/seed-records.js';
import { MIB } from '../../core/sizes.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { AppContext } from '../app.js';
import { readGivenFile } from '../../adapters/disk/read-given-file.js';
import { readSampleRecords } from '../share/sample-records.js';

const PROFILE_LIMIT_BYTES = MIB;
const SEED_LIMIT_BYTES = 256 * MIB;

/**
 * Finds a weather profile by its name, or reads it from a file.
 *
 * @throws NOT_FOUND when it is neither; CONFIG when the file is no profile.
 */
export async function readProfile(nameOrPath: string): Promise<ProfileName | WeatherProfile> {
  if (isProfileName(nameOrPath)) return nameOrPath;
  const bytes = await readGivenFile(nameOrPath, { what: 'weather profile', limitBytes: PROFILE_LIMIT_BYTES });
  return parseWeatherProfile(new TextDecoder().decode(bytes));
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
  const bytes = await readGivenFile(sampleOrPath, { what: 'seed', limitBytes: SEED_LIMIT_BYTES });
  const fail = (found: string, cause?: unknown): RestackError =>
    new RestackError(
      'CONFIG',
      `the seed ${sampleOrPath} ${found}; expected an object with arrays of records by kind`,
      {
        cause,
        details: { kinds: SEED_KINDS },
      },
    );
  const seed = parseJson(new TextDecoder().decode(bytes), fail);
  if (!isJsonObject(seed)) throw fail('is no object');
  for (const [kind, records] of Object.entries(seed)) {
    if (!SEED_KINDS.some((known) => known === kind)) throw fail(`has an unknown kind, ${kind}`);
    if (!isObjectList(records)) throw fail(`holds no array of objects at ${kind}`);
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
