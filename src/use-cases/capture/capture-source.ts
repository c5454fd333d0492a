import type { CloudIdentity, CloudReader, ResourceAddress } from '../../cloud/cloud-port.js';
import type { JsonObject } from '../../cloud/json-value.js';
import type { OmissionList } from './omission.js';
import type { PayloadKind } from '../../schema/payloads.js';

/** The cloud that is captured, as the use case sees it. Errors as of a {@link CloudReader}. */
export interface CaptureSource extends CloudReader {
  readonly identity: CloudIdentity;
  /** Changes the given members of one resource, and nothing else of it. Safe to repeat. */
  patch(address: ResourceAddress, body: JsonObject): Promise<unknown>;
}

/** The means with which every kind is read. */
export interface Reading {
  readonly source: CaptureSource;
  readonly omissions: OmissionList;
  /**
   * The note of enabled versions. With it disabled versions are enabled, read, and disabled again; undefined leaves
   * them alone.
   */
  readonly enabledVersions: EnabledVersions | undefined;
  /** Waits for work even when something else fails, because the work puts back what it changed. */
  finish<R>(work: Promise<R>): Promise<R>;
}

/** One version of a secret, as the host of its vault knows it. */
export interface VersionAddress {
  /** URL on the vault's data plane. */
  readonly id: string;
  readonly vault: string;
  /** Percent-encoded, starts with a slash. */
  readonly path: string;
}

/** The note of disabled versions that a capture enables for a moment. It outlives the process, and holds no value. */
export interface EnabledVersions {
  /**
   * Adds a version. Resolves when the note would survive a crash of the machine; the version is enabled only after
   * that.
   */
  add(version: VersionAddress): Promise<void>;
  /** Removes a version, which is disabled again. */
  remove(version: VersionAddress): Promise<void>;
}

/**
 * Checks a record against its schema. @returns every violation; empty when there is none; never a value of a secret.
 */
export type RecordCheck = (kind: PayloadKind, record: JsonObject) => Promise<readonly string[]>;
