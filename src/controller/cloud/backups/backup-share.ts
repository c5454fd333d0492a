import type { BackupInfo } from '../../../schema/generated/types.js';
import type { PayloadTypes } from '../../../schema/payloads.js';

/**
 * The share of a backup service, as the controller sees it. The controller knows neither files nor the format of a set:
 * whoever starts it lends it a share.
 */
export interface BackupShare {
  /** Looks whether the share is there and can be written, and notes who opens it. */
  contact(path: string, access?: ShareAccess): Promise<ShareAnswer>;
  /** Writes a set, which appears whole or not at all. */
  writeSet(path: string, set: SetToExport): Promise<ShareAnswer & { readonly info?: BackupInfo }>;
  /** The files that belong to a set and to no other; none when it is not there, or another set depends on it. */
  listFiles(path: string, set: StoredSet): Promise<ShareAnswer & { readonly files?: readonly string[] }>;
  /** Removes those files. A set that another one needs stays. */
  removeSet(path: string, set: StoredSet): Promise<ShareAnswer & { readonly isNeeded?: boolean }>;
}

/** Whoever opens a share. What is undefined stays as it was. */
export interface ShareAccess {
  /** `DOMAIN\\user`. */
  readonly userName: string | undefined;
  /** A secret: never put it into an error, a message or a state. */
  readonly password: string | undefined;
}

/** The answer of a share; a set is written, or gone, only when there is no fault. */
export interface ShareAnswer {
  readonly fault?: ShareFault;
  /** Space that is left, where it can be told. */
  readonly freeBytes?: number;
}

/** The reason why a share did not do what it was asked, by the alerts that the product's documentation lists. */
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
  /** The ids that everything of the operator hangs on: GUIDs, lower case. */
  readonly owner: { readonly providerSubscriptionId: string; readonly homeTenantId: string };
  /** As the public API returns them; holds the values of secrets. */
  readonly records: ExportedRecords;
}

/**
 * The encryption of new sets: a certificate, or the symmetric key of a cloud that was updated from 1811. The key is a
 * secret.
 */
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

/** The share of a controller that was lent none: no path can be resolved. */
export const noBackupShare: BackupShare = {
  contact: () => Promise.resolve({ fault: 'path' }),
  writeSet: () => Promise.resolve({ fault: 'path' }),
  listFiles: () => Promise.resolve({ fault: 'path' }),
  removeSet: () => Promise.resolve({ fault: 'path' }),
};
