import { RestackError } from '../core/errors/restack-error.js';
import type { CloudReader, ResourceAddress } from './cloud-port.js';
import type { JsonObject } from './json-value.js';

/**
 * Asks a cloud for what a principal need not be allowed to see: undefined when the cloud refused this one question.
 *
 * @throws what says that the cloud as a whole is gone, or the sign-in failed.
 */
export async function askQuietly<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof RestackError && (error.code === 'PARTIAL' || error.code === 'PERMISSION_MISSING');
}

/** All items of a list; none when it is not there or may not be read. Errors as of {@link askQuietly}. */
export async function listWhereAllowed(
  cloud: Pick<CloudReader, 'list'>,
  address: ResourceAddress,
): Promise<readonly JsonObject[]> {
  return (await askQuietly(() => cloud.list(address))) ?? [];
}
