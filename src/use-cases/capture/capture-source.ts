import type { CloudIdentity, CloudReader, ResourceAddress } from '../../cloud/cloud-port.js';
import type { JsonObject } from '../../cloud/json-value.js';

/** The cloud that is captured, as the use case sees it. Errors as of a {@link CloudReader}. */
export interface CaptureSource extends CloudReader {
  readonly identity: CloudIdentity;
  /** Changes the given members of one resource, and nothing else of it. Safe to repeat. */
  patch(address: ResourceAddress, body: JsonObject): Promise<unknown>;
}
