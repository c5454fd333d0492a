import type { BackupInfo } from '../../../schema/generated/types.js';
import type { PayloadTypes } from '../../../schema/payloads.js';

/**
 * What the backup service does with a share. The controller knows neither files nor the format of a set: whoever starts
 * it lends it this.
 */
export interface BackupShare {
  /** Looks whether the share is there and can be written. */
  contact(path: string): Promise<ShareAnswer>;
  /** Writes a set, which appears whole or not at all. */
  writeSet(path: string, set: SetToExport): Promise<ShareAnswer & { readonly info?: BackupInfo }>;
  /** The files that belong to a set and to no other; none when it is not there, or another set depends on it. */
  listFiles(path: string, set: StoredSet): Promise<ShareAnswer & { readonly files?: readonly string[] }>;
  /** Removes those files. A set that another one needs stays. */
  removeSet(path: string, set: StoredSet): Promise<ShareAnswer & { readonly isNeeded?: boolean }>;
}

/** How the share answered; a set is written, or gone, only when there is no fault. */
export interface ShareAnswer {
  readonly fault?: ShareFault;
  /** Space that is left, where it can be told. */
  readonly freeBytes?: number;
}

/** Why a share did not do what it was asked, by the alerts that the product's documentation lists. */
export type ShareFault = 'capacity' | 'connectivity' | 'path' | 'authentication' | 'general';

/** A set that lies on a share. */
export interface StoredSet {
  /** Lower-case GUID. */
  readonly backupId: string;
  readonly stampVersion: string;
}

/** A cloud's own state, ready to be written. */
export interface SetToExport extends StoredSet {
  readonly createdAt: Date;
  readonly durationMs: number;
  readonly oemVersion: string | undefined;
  /** Lower-case GUID. */
  readonly deploymentId: string;
  readonly automatic: boolean;
  readonly encryption: BackupEncryption;
  /** As the public API returns them; holds the values of secrets. */
  readonly records: ExportedRecords;
}

/** What sets are encrypted with. The key is a secret. */
export type BackupEncryption =
  | {
      readonly mode: 'certificate';
      /** Base64 of its DER bytes. */
      readonly certificate: string;
      /** SHA-1, 40 upper-case hexadecimal digits. */
      readonly thumbprint: string;
    }
  /** Base64 of the 64 bytes of the compact key. */
  | { readonly mode: 'key'; readonly key: string };

/** Records by kind. */
export type ExportedRecords = { readonly [K in keyof PayloadTypes]: readonly object[] };

/** For controllers that were lent no share: every path is one that cannot be resolved. */
export const noBackupShare: BackupShare = {
  contact: () => Promise.resolve({ fault: 'path' }),
  writeSet: () => Promise.resolve({ fault: 'path' }),
  listFiles: () => Promise.resolve({ fault: 'path' }),
  removeSet: () => Promise.resolve({ fault: 'path' }),
};
