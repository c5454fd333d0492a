import type { Readable } from 'node:stream';
import type { ErrorCode } from '../core/errors/error-codes.js';
import type { Person } from '../adapters/azure/sign-in/personal-sign-in.js';
import type { Progress } from '../core/progress.js';
import type {
  ArchivePackResult,
  ArchiveUnpackResult,
  CertificateCreateResult,
  CertificateInspectResult,
  DigestResult,
  DatabaseInspectResult,
  DrillResult,
  ExtractResult,
  KeysResult,
  ListResult,
  ShowResult,
  VerifyLevel,
  VerifyResult,
} from '../schema/results.js';

/** Questions that only a person can answer. */
export interface Prompts {
  /**
   * Asks for the password of a certificate file, hidden, once per call. The caller asks again after a wrong one.
   *
   * @throws CONFIRMATION_REQUIRED when nobody can be asked (`--no-input`, CI, no terminal); names the flag.
   * @throws CANCELLED when the question was broken off.
   */
  askPassword(question: {
    /** The owner of the password: a file, or a user of a share. */
    readonly file: string;
    /** The certificate in question, where the file shows it without its password. */
    readonly shown?: { readonly thumbprint: string; readonly subject: string } | undefined;
    /** The certificate that a backup set names; absent where any would do. */
    readonly wanted?: { readonly thumbprint: string; readonly backupId?: string | undefined } | undefined;
    /** True when the last answer did not open the file. */
    readonly wasWrong?: boolean | undefined;
    /** The flag that would have made the question needless. Default: `--cert-password-file FILE`. */
    readonly flag?: string;
  }): Promise<string>;
  /**
   * Returns when the answer is yes, or at once with `--yes`.
   *
   * @throws CONFIRMATION_REQUIRED when nobody can be asked; names `--yes`, or the flag `instead`.
   * @throws CANCELLED when the answer is no.
   */
  confirm(question: {
    readonly message: string;
    /** The flag by which the caller says it himself. With `--no-input` it is needed, also beside `--yes`. */
    readonly instead?: string | undefined;
  }): Promise<void>;
}

/** The means that the command line lends to every use case. */
export interface AppContext {
  readonly progress: Progress;
  readonly prompts: Prompts;
  /** Aborted by the first SIGINT or SIGTERM; its reason is the `INTERRUPTED` error to throw. */
  readonly signal: AbortSignal;
  /**
   * Adds a warning to the envelope's `warnings` and to stderr. Plain text; the receiver makes it safe for the terminal.
   */
  warn(message: string): void;
  /**
   * Takes standard input, for one file that is given as `-`; undefined where there is none.
   *
   * @throws USAGE when it is a terminal, or was taken already.
   */
  readonly takeStdin?: (() => Readable) | undefined;
  /** Adds a line to the step that is going on: a wait, a retry. */
  readonly note?: ((text: string, leftMs?: number) => void) | undefined;
  /** The person at this command, who signs in; undefined where none is. */
  readonly person?: Person | undefined;
  /** Writes a line for somebody who looks for a fault; undefined when nobody does. */
  readonly debug?: ((text: string) => void) | undefined;
}

/** The share of the sets. An absent member is taken from the environment (`RESTACK_SHARE`). */
export interface ShareOptions {
  readonly share?: string | undefined;
  /** File with the public key that must have signed the share, which must be an archive then. */
  readonly verifyKeyFile?: string | undefined;
  /** `DOMAIN\\user`, who opens a share that this machine has not mounted. Absent: `RESTACK_SHARE_USER`. */
  readonly shareUser?: string | undefined;
  /** File with the user's password. Absent: `RESTACK_SHARE_PASSWORD`, or a person. */
  readonly sharePasswordFile?: string | undefined;
  /** True where nothing may pass that is not encrypted. Absent: `RESTACK_SHARE_ENCRYPT`. */
  readonly shareEncrypts?: boolean | undefined;
}

/** The keys given on the command line. Absent members are taken from the environment. */
export interface KeyOptions {
  readonly certFiles: readonly string[];
  /** Each password is tried on each certificate file. */
  readonly certPasswordFiles: readonly string[];
  readonly keyFile?: string | undefined;
}

/** The choice of a set, and the conditions that it must meet. */
export interface SelectionOptions {
  /** Where there are several. */
  readonly deployment?: string | undefined;
  /** `latest` must not pass over a newer set. */
  readonly strictLatest?: boolean | undefined;
  /** The greatest age that the newest good set may have, in milliseconds. */
  readonly maxAgeMs?: number | undefined;
  /** 64 hexadecimal digits, lower case. Source: format specification, section 10. */
  readonly expectDigest?: string | undefined;
}

/** The records to list beside the metadata of a set, which takes a key: none, all, or those of one kind. */
export interface ShowOptions {
  readonly records?: boolean | undefined;
  readonly kind?: string | undefined;
}

/** One set: an id, a prefix of one of at least 4 characters, or `latest`. */
export interface BackupOptions extends SelectionOptions {
  readonly backup: string;
}

/** The sets to list. */
export interface ListOptions extends ShareOptions, Pick<SelectionOptions, 'deployment' | 'maxAgeMs'> {}

/**
 * The sets to verify. `all` or no backups: every set of the share. Without a level: `content` when a key was given,
 * else `structure`.
 */
export interface VerifyOptions extends ShareOptions, KeyOptions, SelectionOptions {
  readonly backups: readonly string[];
  readonly all?: boolean | undefined;
  readonly level?: VerifyLevel | undefined;
}

/** The set to extract. `out` must be empty or absent; no `repositories` means all. */
export interface ExtractOptions extends ShareOptions, KeyOptions, BackupOptions {
  readonly out: string;
  readonly repositories: readonly string[];
}

/** The set to pack. `out` must not be there; its name says whether it is compressed. */
export interface PackOptions extends ShareOptions, BackupOptions {
  readonly out: string;
  /** File with the private key to sign with. */
  readonly signKeyFile?: string | undefined;
  readonly signKeyPasswordFile?: string | undefined;
}

/** The archive to unpack, `file`, whose key is given as that of a share; the share is created where it is not there. */
export interface UnpackOptions extends ShareOptions {
  readonly file: string;
}

/** A new backup certificate. Its password comes from a file, the environment or a person. */
export interface CreateCertificateOptions {
  readonly out: string;
  readonly subject: string;
  readonly days: number;
  readonly keySizeBits: number;
  readonly certPasswordFiles: readonly string[];
}

/** The certificate file to inspect. Without a share no sets are looked for. */
export interface InspectOptions extends ShareOptions {
  readonly file: string;
  readonly certPasswordFiles: readonly string[];
}

/** The backup of SQL Server to inspect: one file, or all stripes of one backup. */
export interface InspectDatabaseOptions {
  readonly files: readonly string[];
  readonly differential?: string | undefined;
  /** Log backups behind it, in their order. */
  readonly logs: readonly string[];
  /** Counted from 1; by default the last full one. */
  readonly set?: number | undefined;
  /** The table whose rows are wanted: schema and name, with a point between. */
  readonly table?: string | undefined;
  /** A new file for the tables and their columns, without a value. */
  readonly schemaReport?: string | undefined;
}

/** The database inside of a set: the repository whose snapshots hold backups of SQL Server. */
export interface InspectSetDatabaseOptions
  extends ShareOptions, KeyOptions, BackupOptions, Pick<InspectDatabaseOptions, 'table' | 'schemaReport'> {
  /** By default that of the subscriptions. */
  readonly repository?: string | undefined;
}

/** The set of a drill. Without share and backup: the sample share's newest set, with the sample keys. */
export interface DrillBackupOptions extends ShareOptions, KeyOptions, SelectionOptions {
  /** Folder of the runs: a drill is kept as one. */
  readonly runDir?: string | undefined;
  readonly backup?: string | undefined;
  readonly objectives?:
    | {
        readonly rtoMs?: number | undefined;
        readonly rpoMs?: number | undefined;
        /** The time to which the age of the set is counted. Default: the start of the drill. */
        readonly incidentAt?: Date | undefined;
      }
    | undefined;
  /** A newer set of the same share, against which it is counted what the drilled one would lose. */
  readonly newer?: string | undefined;
  /** Name of a weather profile of the controller, or a file with one. Default: none at all. */
  readonly weather?: string | undefined;
  /** The time that an object which was accepted may take to show, in milliseconds. Default 10 minutes. */
  readonly settleMs?: number | undefined;
}

/** The result of work that was done and may still end in failure: the code decides the exit. */
export interface Outcome<R> {
  readonly result: R;
  readonly outcome: ErrorCode | undefined;
}

type UseCase<O, R> = (options: O, context: AppContext) => Promise<R>;

/** `listBackups` of `./share/list-backups.js`. */
export type ListBackups = UseCase<ListOptions, Outcome<ListResult>>;
/** `showBackup` of `./share/show-backup.js`. */
export type ShowBackup = UseCase<ShareOptions & KeyOptions & BackupOptions & ShowOptions, ShowResult>;
/** `digestBackup` of `./share/digest-backup.js`. */
export type DigestBackup = UseCase<ShareOptions & BackupOptions, DigestResult>;
/** `verifyBackups` of `./share/verify-backups.js`. */
export type VerifyBackups = UseCase<VerifyOptions, Outcome<VerifyResult>>;
/** `checkKeys` of `./certificate/check-keys.js`. */
export type CheckKeys = UseCase<
  ShareOptions &
    KeyOptions & { readonly backup?: string | undefined; readonly deployment?: string | undefined },
  KeysResult
>;
/** `extractBackup` of `./share/extract-backup.js`. */
export type ExtractBackup = UseCase<ExtractOptions, ExtractResult>;
/** `runDrill` of `./controller/run-drill.js`. */
export type DrillBackup = UseCase<DrillBackupOptions, Outcome<DrillResult>>;
/** `packBackup` of `./archive/pack-backup.js`. */
export type PackBackup = UseCase<PackOptions, ArchivePackResult>;
/** `unpackArchive` of `./archive/unpack-archive.js`. */
export type UnpackArchive = UseCase<UnpackOptions, ArchiveUnpackResult>;
/** `createCertificate` of `./certificate/create-certificate.js`. */
export type CreateCertificate = UseCase<CreateCertificateOptions, CertificateCreateResult>;
/** `inspectCertificate` of `./certificate/inspect-certificate.js`. */
export type InspectCertificate = UseCase<InspectOptions, CertificateInspectResult>;
/** `inspectDatabase` of `./database/inspect-database.js`. */
export type InspectDatabase = UseCase<InspectDatabaseOptions, Outcome<DatabaseInspectResult>>;
/** `inspectSetDatabase` of `./database/inspect-set-database.js`. */
export type InspectSetDatabase = UseCase<InspectSetDatabaseOptions, Outcome<DatabaseInspectResult>>;
