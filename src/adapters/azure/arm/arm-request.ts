import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type HttpMethods,
  type Pipeline,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import type { JsonObject } from '../../../cloud/json-value.js';
import { NOT_REPEATABLE_HEADER } from '../policies/retry.js';

/** A pipeline with its client: requests that are sent through it are signed, timed and repeated as configured. */
export interface ArmChannel {
  readonly endpoint: string;
  readonly pipeline: Pipeline;
  readonly client: HttpClient;
}

/** One request to a channel's host. */
export interface ArmRequest {
  readonly method: HttpMethods;
  /** Absolute, on the channel's host. */
  readonly url: string;
  readonly body?: JsonObject | undefined;
  /**
   * True when the request may be repeated. Default: as the method says. False for a PUT that adds something each time.
   */
  readonly repeatable?: boolean;
}

/** Sends one request and returns its answer, whatever the status. */
export function sendArmRequest(
  { pipeline, client }: ArmChannel,
  { method, url, body, repeatable = true }: ArmRequest,
): Promise<PipelineResponse> {
  const headers = createHttpHeaders({
    Accept: 'application/json',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(repeatable ? {} : { [NOT_REPEATABLE_HEADER]: 'true' }),
  });
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  return pipeline.sendRequest(client, createPipelineRequest({ url, method, headers, ...text }));
}

/** The URL of a path on a channel, with its api-version and further parameters. */
export function formatArmUrl(
  endpoint: string,
  path: string,
  query: Readonly<Record<string, string>>,
): string {
  const url = new URL(path, endpoint);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
