import type { ResourceAddress } from '../../../../cloud/cloud-port.js';
import type { JsonObject } from '../../../../cloud/json-value.js';
import type { VaultRecord } from './vault-access.js';
import type { ComparisonRules } from '../../comparison.js';

/** The place of a secret: its vault, and its name there. */
export interface SecretPlace {
  readonly vault: string;
  readonly name: string;
  readonly address: ResourceAddress;
}

/** One version to write, the captured versions before it, and all captured ones; oldest first. */
export interface SecretVersion {
  readonly place: SecretPlace;
  readonly vault: VaultRecord;
  /** The lower-case id of the record, and that of the newest version. */
  readonly id: string;
  readonly newestId: string;
  readonly body: JsonObject;
  readonly older: readonly JsonObject[];
  readonly bodies: readonly JsonObject[];
}

/** The rules by which versions of secrets compare. Source: REST reference, section 8.2. */
export const SECRET_RULES: ComparisonRules = {
  serverOwned: [
    'id',
    'kid',
    'managed',
    'attributes.created',
    'attributes.updated',
    'attributes.recoveryLevel',
    'attributes.recoverableDays',
  ],
  optional: ['tags.*', 'attributes.nbf', 'attributes.exp'],
  defaults: { tags: {}, contentType: '', 'attributes.enabled': true },
  secret: ['value'],
};
