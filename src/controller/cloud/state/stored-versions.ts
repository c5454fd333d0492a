import type { JsonObject } from '../../../cloud/json-value.js';
import { integerAt, stringAt, tagsAt, valueAt } from '../../wire/request-fields.js';
import type { StoredVersion } from './stored-objects.js';

/** Parses the versions of a secret from the form in which they are stored. */
export function readVersions(values: readonly JsonObject[]): readonly StoredVersion[] {
  return values.map((value) => ({
    version: stringAt(value, 'version') ?? '',
    value: stringAt(value, 'value') ?? '',
    contentType: stringAt(value, 'contentType'),
    tags: tagsAt(value, 'tags'),
    enabled: valueAt(value, 'enabled') !== false,
    nbf: integerAt(value, 'nbf'),
    exp: integerAt(value, 'exp'),
    created: integerAt(value, 'created') ?? 0,
    updated: integerAt(value, 'updated') ?? 0,
  }));
}
