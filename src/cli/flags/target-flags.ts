import * as Flags from '@oclif/core/flags';

import type { TargetOptions } from '../../app/connect-given-target.js';

/** Which cloud is meant. Who signs in comes from the variables of the Azure SDK. */
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

/** What the parser makes of {@link targetFlags}, as use cases take it. */
export function selectTargetOptions(flags: {
  readonly target?: string | undefined;
  readonly 'user-target'?: string | undefined;
  readonly 'ca-file'?: string | undefined;
}): TargetOptions {
  return { target: flags.target, userTarget: flags['user-target'], caFile: flags['ca-file'] };
}
