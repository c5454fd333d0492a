import type { CloudIdentity, CloudReader, ResourceAddress } from '../../cloud/cloud-port.js';
import type { JsonObject } from '../../cloud/json-value.js';
import type { PayloadKind } from '../../schema/payloads.js';

/** The cloud that is captured, as the use case sees it. Errors as of a {@link CloudReader}. */
export interface CaptureSource extends CloudReader {
  readonly identity: CloudIdentity;
  /** Changes the given members of one resource, and nothing else of it. Safe to repeat. */
  patch(address: ResourceAddress, body: JsonObject): Promise<unknown>;
}

/** One version of a secret, as the host of its vault knows it. */
export interface SecretVersion {
  /** URL on the vault's data plane. */
  readonly id: string;
  readonly vault: string;
  /** Percent-encoded, starts with a slash. */
  readonly path: string;
}

/** Disabled versions that a capture enables for a moment, noted where that outlives its process. Never a value. */
export interface EnabledVersions {
  /** Resolves when the note would survive a crash of the machine; the version is enabled only after that. */
  add(version: SecretVersion): Promise<void>;
  /** The version is disabled again. */
  remove(version: SecretVersion): Promise<void>;
}

/** What is wrong with a record, as its schema sees it; empty when nothing is. Never a value of a secret. */
export type RecordCheck = (kind: PayloadKind, record: JsonObject) => Promise<readonly string[]>;
