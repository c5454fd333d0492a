import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';

import type { KeyOptions } from '../../app/app.js';

/** Where the sets lie. */
export const shareFlags = {
  share: Flags.string({
    helpValue: 'PATH',
    summary: 'The backup share: a folder or UNC path. Also: RESTACK_SHARE.',
  }),
};

/** Which deployment is meant, where a share holds several. */
export const deploymentFlags = {
  deployment: Flags.string({ helpValue: 'ID', summary: 'Take only sets of this deployment.' }),
};

/** The keys that open sets. Secrets come from files and the environment, never from arguments. */
export const keyFlags = {
  cert: Flags.string({
    helpValue: 'FILE',
    multiple: true,
    multipleNonGreedy: true,
    summary: 'Certificate with its private key (.pfx, .pem); repeatable. Also: RESTACK_CERT.',
  }),
  'cert-password-file': Flags.string({
    helpValue: 'FILE',
    multiple: true,
    multipleNonGreedy: true,
    summary: 'File with its password; repeatable. Also: RESTACK_CERT_PASSWORD.',
  }),
  'key-file': Flags.string({
    helpValue: 'FILE',
    summary: 'File with the legacy base64 key. Also: RESTACK_ENCRYPTION_KEY.',
  }),
};

/** What the parser makes of {@link keyFlags}, as use cases take it. */
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

/** One set. */
export const backupArgument = {
  backup: Args.string({ ignoreStdin: true, required: true, description: BACKUP }),
};

/** One set, or none. */
export const optionalBackupArgument = { backup: Args.string({ ignoreStdin: true, description: BACKUP }) };

/** Any number of sets. */
export const backupArguments = {
  backup: Args.string({ ignoreStdin: true, multiple: true, description: BACKUP }),
};
