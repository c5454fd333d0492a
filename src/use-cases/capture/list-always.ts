import type { ResourceAddress } from '../../cloud/cloud-port.js';
import type { JsonObject } from '../../cloud/json-value.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { CaptureSource } from './capture-source.js';

/**
 * Reads a list that every cloud has, be it empty.
 *
 * @throws PARTIAL when it is not there: that is no empty list. Otherwise as the source.
 */
export async function listAlways(
  source: CaptureSource,
  address: ResourceAddress,
): Promise<readonly JsonObject[]> {
  const list = await source.list(address);
  if (list !== undefined) return list;
  throw new RestackError('PARTIAL', `${address.path} is not there (404); expected a list, even an empty one`);
}
