import type { SnapshotMetadata } from '../../../src/schema/generated/types.js';
import type { WrittenSet } from '../../../src/backup-set/write/database/write-tape.js';
import type { WrittenTable } from '../../../src/backup-set/write/database/written-table.js';
import type { FileTree } from '../file-tree.js';
import type { RawEntry } from '../raw-zip.js';
import type { SampleKeys } from '../stable-values.js';
import type { SnapshotKey } from '../seal.js';
import type { MutableCompany } from './small-company.js';

/**
 * The damage of a share. Every step is optional and made right where it is absent; the steps of a snapshot hit the last
 * repository, in the last job or in `hitJob`. They run in the order in which they stand here.
 */
export interface Damage {
  readonly layout?: 'legacy';
  /** Full names; each is registered, and essential unless it stands in `inessential`. */
  readonly repositories: readonly string[];
  readonly inessential?: readonly string[];
  /** The number of backups: a Full, then Progressives. */
  readonly jobs?: number;
  readonly hitJob?: number;
  /** Marks the snapshots that are not hit. */
  readonly sound?: true;

  readonly records?: (records: MutableCompany) => void;
  readonly payload?: (json: Buffer) => Uint8Array;
  /** The files of the database, where that is the repository that is hit. */
  readonly database?: DatabaseDamage;
  readonly entries?: (entries: readonly RawEntry[]) => readonly RawEntry[];
  readonly archive?: (zip: Buffer) => Uint8Array;
  /** Adds the padding itself, right or wrong. */
  readonly padded?: (plaintext: Uint8Array) => Uint8Array;
  /**
   * Makes the key that the metadata states in place of the wrapped key; the data file is sealed with the honest one.
   */
  readonly key?: (honest: SnapshotKey, keys: SampleKeys) => Pick<SnapshotKey, 'wrappedKey'>;
  readonly dataFile?: (sealed: Buffer) => Uint8Array;
  readonly describe?: (metadata: SnapshotMetadata, keys: SampleKeys) => SnapshotMetadata;
  readonly metadata?: (xml: string) => string | Uint8Array;
  readonly folder?: string;
  readonly stem?: (stem: string) => string;

  readonly info?: (xml: Buffer) => Uint8Array;
  readonly registrations?: (json: Buffer) => Uint8Array;
  /** Last of all: removes or adds files. Paths start at MASBackup. */
  readonly files?: (tree: FileTree) => void;
}

/** The damage of a SQL Server backup, in the order in which it is made. */
export interface DatabaseDamage {
  readonly tables?: (tables: readonly WrittenTable[]) => readonly WrittenTable[];
  readonly extents?: (extents: Uint8Array) => Uint8Array;
  readonly data?: (set: WrittenSet) => WrittenSet;
  /** The finished file; undefined leaves it out. */
  readonly file?: (bytes: Buffer) => Uint8Array | undefined;
  /** The set of the log; undefined leaves its file out. */
  readonly log?: (set: WrittenSet) => WrittenSet | undefined;
}

/** Damage by the name of its case, as samples/damaged/cases.json has it. */
export type DamageByCase = Readonly<Record<string, Damage>>;

export const COMPUTE = 'CRP;Microsoft.Compute.Admin;-;Quota';
export const NETWORK = 'NRP;Microsoft.Network.Admin;-;Quota';
export const STORAGE = 'SRP;SRP;-;-';
export const TENANTS = 'WAS;Microsoft.Subscriptions.Admin;-;DirectoryTenants';
export const PLANS = 'WAS;Microsoft.Subscriptions.Admin;-;Plans';
export const OFFERS = 'WAS;Microsoft.Subscriptions.Admin;-;Offers';
export const SUBSCRIPTIONS = 'WAS;Microsoft.Subscriptions.Admin;-;Subscriptions';
export const DELEGATIONS = 'WAS;Microsoft.Subscriptions.Admin;-;OfferDelegations';
export const ACQUIRED_PLANS = 'WAS;Microsoft.Subscriptions.Admin;-;AcquiredPlans';
export const ROLE_DEFINITIONS = 'RBAC;Microsoft.Authorization;-;RoleDefinitions';
export const ROLE_ASSIGNMENTS = 'RBAC;Microsoft.Authorization;-;RoleAssignments';
export const VAULTS = 'KeyVaultControlPlane;Microsoft.KeyVault;-;Vaults';
export const SECRETS = 'KeyVaultDataPlane;Microsoft.KeyVault;-;Secrets';
export const GROUPS = 'WAS;Microsoft.Resources;-;ResourceGroups';

/** The base of most faults in bytes: one repository, one backup. */
export const ONE = { repositories: [COMPUTE] } as const;
/** The base of most faults in names and metadata: one sound repository, and one that is hit. */
export const PAIR = { repositories: [COMPUTE, NETWORK] } as const;

/** The base of faults in legacy sets: they have no registrations.json, so all that is essential must be there. */
export const LEGACY = {
  layout: 'legacy',
  repositories: [
    TENANTS,
    STORAGE,
    NETWORK,
    PLANS,
    OFFERS,
    SUBSCRIPTIONS,
    GROUPS,
    VAULTS,
    ROLE_DEFINITIONS,
  ].concat(ROLE_ASSIGNMENTS, COMPUTE),
} as const;

/** Flips one bit. `at` counts from the end where it is negative. */
export function flipBit(at: number, bit = 0): (bytes: Buffer) => Buffer {
  return (bytes) => {
    const index = at < 0 ? bytes.length + at : at;
    bytes.writeUInt8(bytes.readUInt8(index) ^ (1 << bit), index);
    return bytes;
  };
}

/** Overwrites a little-endian 16-bit field. */
export function setInt16(at: number, value: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    bytes.writeInt16LE(value, at);
    return bytes;
  };
}

/** Removes the files whose path matches. @throws when there is none, because then the case would show nothing. */
export function removeFiles(pattern: RegExp): (tree: FileTree) => void {
  return (tree) => {
    const paths = [...tree.keys()].filter((path) => pattern.test(path));
    if (paths.length === 0) throw new RangeError(`no file matches ${String(pattern)}`);
    for (const path of paths) tree.delete(path);
  };
}

/** Replaces text that must be there. */
export function replace(pattern: string | RegExp, replacement: string): (text: string) => string {
  return (text) => {
    const replaced = text.replace(pattern, replacement);
    if (replaced === text) throw new RangeError(`${String(pattern)} does not match`);
    return replaced;
  };
}
