import { RestackError } from '../../core/errors/restack-error.js';
import type { ShareOptions } from '../app.js';
import { readEnvironment } from '../environment.js';

/** The share that a person names; undefined when neither the flag nor `RESTACK_SHARE` does. */
export function selectShare({ share }: ShareOptions): string | undefined {
  return share ?? readEnvironment().share;
}

/** The share that a command cannot do without. @throws USAGE when neither the flag nor `RESTACK_SHARE` names one. */
export function requireShare(options: ShareOptions): string {
  const share = selectShare(options);
  if (share !== undefined) return share;
  throw new RestackError('USAGE', 'no share was given', {
    hints: ['name the share: --share PATH (or set RESTACK_SHARE)'],
  });
}
