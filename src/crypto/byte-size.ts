import { formatCount } from '../core/sizes.js';
import { RestackError } from '../core/errors/restack-error.js';

/**
 * Guards an argument that only a bug of restack can get wrong.
 *
 * @throws INTERNAL when `bytes` is not exactly `size` bytes long.
 */
export function assertSize(name: string, bytes: Uint8Array, size: number): void {
  if (bytes.length === size) return;
  throw new RestackError(
    'INTERNAL',
    `the ${name} is ${formatCount(bytes.length, 'byte')} long, expected ${size}`,
  );
}
