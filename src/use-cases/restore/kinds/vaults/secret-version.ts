import type { ResourceAddress } from '../../../../cloud/cloud-port.js';
import type { JsonObject } from '../../../../cloud/json-value.js';
import type { VaultRecord } from './vault-access.js';

/** Where a secret is. */
export interface SecretPlace {
  readonly vault: string;
  readonly name: string;
  readonly address: ResourceAddress;
}

/** One version to write, the captured ones before it, and all captured ones; oldest first. */
export interface SecretVersion {
  readonly place: SecretPlace;
  readonly vault: VaultRecord;
  /** Lower-case id of the record, and that of the newest version's. */
  readonly id: string;
  readonly newestId: string;
  readonly body: JsonObject;
  readonly older: readonly JsonObject[];
  readonly bodies: readonly JsonObject[];
}
