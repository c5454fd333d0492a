import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';

import type { KeyOptions, ShareOptions } from '../../app/app.js';

/** The flags of whoever opens a share that this machine has not mounted. */
export const shareAccessFlags = {
  'share-user': Flags.string({
    helpValue: 'USER',
    summary: 'DOMAIN\\user who opens a UNC or smb:// share. Also: RESTACK_SHARE_USER.',
  }),
  'share-password-file': Flags.string({
    helpValue: 'FILE',
    summary: 'File with his password; - is stdin. Also: RESTACK_SHARE_PASSWORD.',
  }),
  'share-encrypt': Flags.boolean({
    summary: 'Refuse a file server that does not encrypt. Also: RESTACK_SHARE_ENCRYPT=1.',
  }),
};

/** The flags that name the share, and whoever opens it. */
export const shareFlags = {
  share: Flags.string({
    helpValue: 'PATH',
    summary: 'The backup share: a folder, UNC path or smb:// URL. Also: RESTACK_SHARE.',
  }),
  ...shareAccessFlags,
};

/** The flag that names the key of whoever signed an archive. */
export const verifyKeyFlags = {
  'verify-key': Flags.string({
    helpValue: 'FILE',
    summary: 'Public key (PEM) that must have signed the archive.',
  }),
};

/** The flags that name the key to sign a file with. */
export const signKeyFlags = {
  'sign-key': Flags.string({
    helpValue: 'FILE',
    summary: 'Private key (PEM, Ed25519 or ECDSA P-256) that signs the file.',
  }),
  'sign-key-password-file': Flags.string({
    helpValue: 'FILE',
    summary: 'File with its password, where it has one.',
  }),
};

/** The flags of a share that is read. */
export const readShareFlags = { ...shareFlags, ...verifyKeyFlags };

/** Selects the options of {@link readShareFlags} from what the parser makes of them. */
export function selectShareOptions(flags: {
  readonly share?: string | undefined;
  readonly 'verify-key'?: string | undefined;
  readonly 'share-user'?: string | undefined;
  readonly 'share-password-file'?: string | undefined;
  readonly 'share-encrypt'?: boolean | undefined;
}): ShareOptions {
  return {
    share: flags.share,
    verifyKeyFile: flags['verify-key'],
    shareUser: flags['share-user'],
    sharePasswordFile: flags['share-password-file'],
    shareEncrypts: flags['share-encrypt'],
  };
}

/** The flag that names a deployment, where a share holds several. */
export const deploymentFlags = {
  deployment: Flags.string({ helpValue: 'ID', summary: 'Take only sets of this deployment.' }),
};

/** The keys that open sets. Secrets come from files and the environment, never from arguments. */
export const keyFlags = {
  cert: Flags.string({
    helpValue: 'FILE',
    multiple: true,
    multipleNonGreedy: true,
    summary: 'Certificate with its private key (.pfx, .pem); - is stdin; repeatable. Also: RESTACK_CERT.',
  }),
  'cert-password-file': Flags.string({
    helpValue: 'FILE',
    multiple: true,
    multipleNonGreedy: true,
    summary: 'File with its password; - is stdin; repeatable. Also: RESTACK_CERT_PASSWORD.',
  }),
  'key-file': Flags.string({
    helpValue: 'FILE',
    summary: 'File with the legacy base64 key; - is stdin. Also: RESTACK_ENCRYPTION_KEY.',
  }),
};

/** The options of use cases for keys, from the values of {@link keyFlags}. */
export function selectKeyOptions(flags: {
  readonly cert?: readonly string[] | undefined;
  readonly 'cert-password-file'?: readonly string[] | undefined;
  readonly 'key-file'?: string | undefined;
}): KeyOptions {
  return {
    certFiles: flags.cert ?? [],
    certPasswordFiles: flags['cert-password-file'] ?? [],
    keyFile: flags['key-file'],
  };
}

const BACKUP = 'Backup id, a prefix of one (at least 4 characters), or latest.';

/** The argument that names one set. */
export const backupArgument = {
  backup: Args.string({ ignoreStdin: true, required: true, description: BACKUP }),
};

/** The argument that may name one set. */
export const optionalBackupArgument = { backup: Args.string({ ignoreStdin: true, description: BACKUP }) };

/** The arguments that name any number of sets. */
export const backupArguments = {
  backup: Args.string({ ignoreStdin: true, multiple: true, description: BACKUP }),
};
