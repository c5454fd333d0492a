import { RestackError } from '../core/errors/restack-error.js';

/**
 * Guards an argument that only a bug of restack can get wrong.
 *
 * @throws INTERNAL when `bytes` is not exactly `size` bytes long.
 */
export function assertSize(name: string, bytes: Uint8Array, size: number): void {
  if (bytes.length === size) return;
  throw new RestackError('INTERNAL', `the ${name} is ${bytes.length} bytes long, expected ${size}`);
}
