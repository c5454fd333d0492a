import * as Flags from '@oclif/core/flags';

import type { TargetOptions } from '../../app/connect-given-target.js';

/** The flags that name a cloud and the way to sign in there. */
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
    summary: 'Further trust roots of the cloud, PEM or DER. Also: NODE_EXTRA_CA_CERTS.',
  }),
  'sign-in': Flags.string({
    helpValue: 'METHOD',
    summary:
      'environment, certificate, device-code, browser or azure-cli. Also: RESTACK_SIGN_IN. Default: the environment where it is complete, a device code at a terminal.',
  }),
  'client-id': Flags.string({
    helpValue: 'ID',
    summary: 'Public client of device-code and browser. Also: RESTACK_CLIENT_ID. Default: Azure PowerShell.',
  }),
};

/** The options of use cases for the target, from the values of {@link targetFlags}. */
export function selectTargetOptions(flags: {
  readonly target?: string | undefined;
  readonly 'user-target'?: string | undefined;
  readonly 'ca-file'?: string | undefined;
  readonly 'sign-in'?: string | undefined;
  readonly 'client-id'?: string | undefined;
}): TargetOptions {
  return {
    target: flags.target,
    userTarget: flags['user-target'],
    caFile: flags['ca-file'],
    signIn: flags['sign-in'],
    clientId: flags['client-id'],
  };
}
