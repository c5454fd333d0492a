import type { PipelineResponse } from '@azure/core-rest-pipeline';
import { selectLastSegment } from '../../../cloud/arm-id.js';
import { isJsonObject, type JsonObject, parseJson, readText } from '../../../cloud/json-value.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type {
  ResourceAddress,
  RestoreTarget,
  TargetIdentity,
  WriteReply,
} from '../../../cloud/cloud-port.js';
import { processRedactor } from '../../../core/redaction/redactor.js';
import { createArmError } from './arm-error.js';
import { type ArmChannel, type ArmRequest, formatArmUrl, sendArmRequest } from './arm-request.js';
import { listPages } from './list-pages.js';
import { finishOperation, type PollingOptions } from './long-running.js';

/** The channels of a cloud, and its identity. */
export interface ArmTargetOptions {
  readonly identity: TargetIdentity;
  readonly admin: ArmChannel;
  readonly user: ArmChannel;
  /** The channel to a vault's own host. */
  readonly openVault: (vault: string) => Promise<ArmChannel>;
  readonly polling: PollingOptions;
}

/** A target that can also be changed member by member. */
export interface ArmTarget extends RestoreTarget {
  /** Changes the given members of one resource, and nothing else of it. Safe to repeat. Errors as of the other methods. */
  patch(address: ResourceAddress, body: JsonObject): Promise<WriteReply>;
  /** Starts an action and returns as soon as it is accepted. Repeated only where it was certainly not applied. */
  begin(address: ResourceAddress, body?: JsonObject): Promise<BegunOperation>;
}

/** An action that the target has accepted. */
export interface BegunOperation {
  /** The last segment of the address at which the operation is followed; undefined when there is none. */
  readonly name: string | undefined;
  /** Waits until it is over, and returns its result. Errors as of the target's other methods. */
  finish(): Promise<JsonObject | undefined>;
}

/** The cloud behind its Resource Managers and vaults. */
export function createArmTarget(options: ArmTargetOptions): ArmTarget {
  const { identity, polling } = options;
  const locate = async ({ host, path, apiVersion, query }: ResourceAddress) => {
    const channel = await selectChannel(host, options);
    return { channel, url: formatArmUrl(channel.endpoint, path, { 'api-version': apiVersion, ...query }) };
  };
  const start = async (request: Change, address: ResourceAddress, body: JsonObject | undefined) => {
    const { channel, url } = await locate(address);
    keepSecrets(address, body);
    const response = await sendArmRequest(channel, { ...request, url, body });
    if (response.status >= 300) throw createArmError(response);
    return { response, finish: () => finishOperation(channel, response, polling) };
  };
  const change = async (request: Change, address: ResourceAddress, body: JsonObject | undefined) => {
    const { response, finish } = await start(request, address, body);
    await finish();
    return createReply(response);
  };
  return {
    identity,
    async read(address, hear) {
      const { channel, url } = await locate(address);
      const response = await sendArmRequest(channel, { method: 'GET', url, expectsJson: true });
      if (response.status === 404) {
        hear?.(createArmError(response));
        return undefined;
      }
      if (response.status !== 200) throw createArmError(response);
      const resource = parseResource(response);
      keepSecrets(address, resource);
      return resource;
    },
    async list(address, hear) {
      const { channel, url } = await locate(address);
      return listPages(channel, url, hear);
    },
    write: (address, body) => change({ method: 'PUT' }, address, body),
    append: (address, body) => change({ method: 'PUT', repeatable: false }, address, body),
    patch: (address, body) => change({ method: 'PATCH' }, address, body),
    invoke: (address, body, { repeatable = false } = {}) =>
      change({ method: 'POST', repeatable }, address, body),
    async begin(address, body) {
      const { response, finish } = await start({ method: 'POST' }, address, body);
      return {
        name: selectOperationName(response),
        finish: async () => createReply(await finish()).body,
      };
    },
  };
}

/** Lets no output repeat a secret that goes to a vault or comes from one, or the password of a backup's share. */
function keepSecrets({ host }: ResourceAddress, body: JsonObject | undefined): void {
  if (typeof host === 'object') processRedactor.keep(readText(body, 'value'));
  const { properties } = body ?? {};
  const store = isJsonObject(properties) ? properties['externalStoreDefault'] : undefined;
  processRedactor.keep(readText(store, 'password'));
}

type Change = Pick<ArmRequest, 'method' | 'repeatable'>;

async function selectChannel(host: ResourceAddress['host'], options: ArmTargetOptions): Promise<ArmChannel> {
  if (host === 'admin') return options.admin;
  return host === 'user' ? options.user : options.openVault(host.vault);
}

/** The name of an operation: the last segment of the address at which it is followed. */
function selectOperationName({ headers, request }: PipelineResponse): string | undefined {
  const address = headers.get('location') ?? headers.get('azure-asyncoperation');
  if (address === undefined || !URL.canParse(address, request.url)) return undefined;
  return selectLastSegment(new URL(address, request.url).pathname) || undefined;
}

function createReply(response: PipelineResponse): WriteReply {
  const body = parseJson(response.bodyAsText);
  return { status: response.status, body: isJsonObject(body) ? body : undefined };
}

function parseResource(response: PipelineResponse): JsonObject {
  const body = parseJson(response.bodyAsText);
  if (isJsonObject(body)) return body;
  const { host, pathname } = new URL(response.request.url);
  throw new RestackError('TARGET_UNREACHABLE', `${host}${pathname} was answered with 200 and no resource`, {
    details: { status: 200, host, path: pathname },
  });
}
