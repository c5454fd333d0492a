import * as Flags from '@oclif/core/flags';

import type { TargetOptions } from '../../app/connect-given-target.js';

/** The flags that name a cloud. The credentials come from the variables of the Azure SDK. */
export const targetFlags = {
  target: Flags.string({
    helpValue: 'URL',
    summary: 'Admin endpoint of the cloud, https://adminmanagement.<region>.<fqdn>. Also: RESTACK_TARGET.',
  }),
  'user-target': Flags.string({
    helpValue: 'URL',
    summary: 'Its user endpoint. Default: derived from --target. Also: RESTACK_USER_TARGET.',
  }),
  'ca-file': Flags.string({
    helpValue: 'FILE',
    summary: 'Further trust roots of the cloud, PEM. Also: NODE_EXTRA_CA_CERTS.',
  }),
};

/** The options of use cases for the target, from the values of {@link targetFlags}. */
export function selectTargetOptions(flags: {
  readonly target?: string | undefined;
  readonly 'user-target'?: string | undefined;
  readonly 'ca-file'?: string | undefined;
}): TargetOptions {
  return { target: flags.target, userTarget: flags['user-target'], caFile: flags['ca-file'] };
}
