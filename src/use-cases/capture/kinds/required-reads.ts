import { selectLastSegment } from '../../../cloud/arm-id.js';
import type { ResourceAddress } from '../../../cloud/cloud-port.js';
import { type JsonObject, readTextOrEmpty } from '../../../cloud/json-value.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { CaptureSource } from '../capture-source.js';

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

/**
 * Reads what the cloud has listed under an id.
 *
 * @throws PARTIAL when it is not there, or something else is: the list says otherwise. Otherwise as the source.
 */
export async function readListed(
  source: CaptureSource,
  address: ResourceAddress,
  id: string,
): Promise<JsonObject> {
  const found = await source.read(address);
  if (found === undefined)
    throw new RestackError('PARTIAL', 'is listed, and not there when it is asked for (404)');
  const nameOf = (one: string): string => selectLastSegment(one).toLowerCase();
  if (nameOf(readTextOrEmpty(found, 'id')) !== nameOf(id))
    throw new RestackError('PARTIAL', 'is listed, and something else is answered when it is asked for');
  return found;
}
