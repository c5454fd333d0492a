import { createFindingError } from '../../core/errors/finding-error.js';
import {
  formatRepositoryName,
  parseRepositoryName,
  readRepositoryParts,
} from '../../core/repository-name.js';
import { MIB } from '../../core/sizes.js';
import type { Registration, Registrations } from '../../schema/generated/types.js';
import { describeFault } from '../../schema/schema-violations.js';
import { validateRegistrations } from '../../schema/validation.js';
import type { RepositoryRegistration } from '../catalog.js';
import { PORTABLE_REPOSITORIES } from '../names/portable-repositories.js';
import { decodeXmlText, detectXmlEncoding } from './xml-tree.js';

/** No registrations.json is larger; real ones are below 100 KiB. */
export const REGISTRATIONS_LIMIT_BYTES = 8 * MIB;

const KNOWN_ESSENTIAL: ReadonlyMap<string, boolean> = new Map(
  PORTABLE_REPOSITORIES.map(({ repositoryName, essential }) => [repositoryName.toLowerCase(), essential]),
);

/**
 * Parses registrations.json. Members that an entry leaves out are taken from the known repositories; of two entries for
 * one repository the first counts.
 *
 * @throws SCHEMA (`REGISTRATIONS_INVALID`) when it is not JSON, breaks its schema, or registers nothing essential.
 * Source: format specification, section 2.
 */
export function parseRegistrations(bytes: Uint8Array, file: string): readonly RepositoryRegistration[] {
  const document = parseJson(bytes, file);
  const result = validateRegistrations(document);
  if (!result.valid) {
    const pointer = result.violations[0]?.pointer ?? '';
    const more = result.violations.length > 1 ? ` (and ${result.violations.length - 1} more)` : '';
    const message = `${file}: ${describeFault(document, result.violations)}${more}`;
    throw createFindingError('REGISTRATIONS_INVALID', message, { place: { file, pointer } });
  }
  const byName = new Map<string, RepositoryRegistration>();
  for (const [index, entry] of result.value.entries()) {
    const registration = readRegistration(entry, index);
    const key = registration.repositoryName.toLowerCase();
    if (!byName.has(key)) byName.set(key, registration);
  }
  const registrations = [...byName.values()];
  // Without an essential repository every set would count as ready, even an empty one.
  if (registrations.some((registration) => registration.essentialForCloudRecovery)) return registrations;
  const message = `${file} registers no repository that is essential for cloud recovery`;
  throw createFindingError('REGISTRATIONS_INVALID', message, { place: { file } });
}

/** Writes registrations.json, indented. */
export function formatRegistrations(registrations: Registrations): string {
  return `${JSON.stringify(registrations, undefined, 2)}\n`;
}

function parseJson(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(decodeXmlText(bytes, detectXmlEncoding(bytes)));
  } catch (error) {
    const message = `${file} is not JSON`;
    throw createFindingError('REGISTRATIONS_INVALID', message, { place: { file }, cause: error });
  }
}

function readRegistration(entry: Registration, index: number): RepositoryRegistration {
  const repositoryName = nameOf(entry);
  return {
    repositoryName,
    essentialForCloudRecovery:
      entry.essentialForCloudRecovery ?? KNOWN_ESSENTIAL.get(repositoryName.toLowerCase()) ?? false,
    doubleEncryptionRequired: entry.doubleEncryptionRequired ?? false,
    restorePriority: entry.restorePriority ?? index,
  };
}

function nameOf(entry: Registration): string {
  const whole = parseRepositoryName(entry.repositoryName ?? '');
  return formatRepositoryName(
    whole ??
      readRepositoryParts({
        role: entry.roleName,
        component: entry.componentName,
        partition: entry.partitionId,
        repository: entry.repositoryName,
      }),
  );
}
