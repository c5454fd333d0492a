import { resolve } from 'node:path';
import { parseNetworkPath } from '../../adapters/store/network-path.js';
import { RestackError, SAME_COMMAND } from '../../core/errors/restack-error.js';
import type { ShareOptions } from '../app.js';
import { readEnvironment } from '../environment.js';

/** The share that a person names; undefined when neither the flag nor `RESTACK_SHARE` does. */
export function selectShare({ share }: ShareOptions): string | undefined {
  return share ?? readEnvironment().share;
}

/** The place of a share in words that mean the same in any folder of this machine. */
export function nameShare(path: string): string {
  return parseNetworkPath(path) === undefined ? resolve(path) : path;
}

/** The share that a command cannot do without. @throws USAGE when neither the flag nor `RESTACK_SHARE` names one. */
export function requireShare(options: ShareOptions): string {
  const share = selectShare(options);
  if (share !== undefined) return share;
  throw new RestackError('USAGE', 'no share was given', {
    hints: [`${SAME_COMMAND}--share PATH`, 'give the folder of the sets, or set RESTACK_SHARE to it'],
  });
}
