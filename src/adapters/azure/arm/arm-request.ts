import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type HttpMethods,
  type Pipeline,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import type { JsonObject } from '../../../cloud/json-value.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { Clock } from '../../../core/clock.js';
import { expectJson, REPEATABLE_HEADER } from '../policies/retry.js';

/** A pipeline with its client: requests that are sent through it are signed, timed and repeated as configured. */
export interface ArmChannel {
  /** Scheme, host and port, without a slash at the end. */
  readonly endpoint: string;
  readonly pipeline: Pipeline;
  readonly client: HttpClient;
  readonly clock: Clock;
  /** For all pages of one list, in milliseconds. */
  readonly listLimitMs: number;
}

/** One request to a channel's host. */
export interface ArmRequest {
  readonly method: HttpMethods;
  /** Absolute, on the channel's host. */
  readonly url: string;
  readonly body?: JsonObject | undefined;
  /**
   * True when the request may be repeated. Default: as the method says. False for a PUT that adds something each time,
   * true for a POST that does not.
   */
  readonly repeatable?: boolean;
  /** True when an answer of 200 is JSON, without which it is asked for again. */
  readonly expectsJson?: boolean;
}

/**
 * Sends one request and returns its answer, whatever the status.
 *
 * @throws TARGET_UNREACHABLE for a URL of another host: the token goes with the request.
 */
export async function sendArmRequest(
  { endpoint, pipeline, client }: ArmChannel,
  { method, url, body, repeatable, expectsJson = false }: ArmRequest,
): Promise<PipelineResponse> {
  if (!url.startsWith(`${endpoint}/`)) {
    throw new RestackError(
      'TARGET_UNREACHABLE',
      `a request to ${endpoint} leads to another host; that is refused`,
    );
  }
  const headers = createHttpHeaders({
    Accept: 'application/json',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(repeatable === undefined ? {} : { [REPEATABLE_HEADER]: String(repeatable) }),
  });
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  const request = createPipelineRequest({ url, method, headers, ...text });
  if (expectsJson) expectJson(request);
  return pipeline.sendRequest(client, request);
}

/**
 * The URL of a path on a channel, with its api-version and further parameters.
 *
 * @throws PARTIAL for a path that would lead elsewhere: to another host, or up to another resource.
 */
export function formatArmUrl(
  endpoint: string,
  path: string,
  query: Readonly<Record<string, string>>,
): string {
  const url = path.startsWith('//') ? undefined : new URL(path, endpoint);
  if (url?.pathname !== path || url.origin !== endpoint) {
    throw new RestackError('PARTIAL', `${endpoint} has no such path: a name in it is no name of a resource`);
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
