import type { ServerResponse } from 'node:http';
import { isJsonObject } from '../../src/cloud/json-value.js';
import type { ErrorCode } from '../../src/core/errors/error-codes.js';
import type { FrontReply, Rewrite } from '../cli/front.js';

/** The place that a case is played at. */
export interface Stage {
  /** Host and port that must never be reached. */
  readonly evil: string;
  /** `https://adminmanagement…`, as restack sees it. */
  readonly admin: string;
  /** `<region>.<domain>` of the cloud. */
  readonly domain: string;
}

/** One way in which a target means harm, and the code that it ends in. A new one is a row. */
export interface HostileCase {
  readonly name: string;
  readonly code: ErrorCode;
  /** The system's code in the details of the error. */
  readonly systemCode?: string;
  readonly play: (stage: Stage) => Rewrite;
}

export const METADATA = /^adminmanagement\.[^/]+\/metadata\/endpoints/;
export const USER_METADATA = /^management\.[^/]+\/metadata\/endpoints/;
export const OPENID = /\.well-known\/openid-configuration/;
export const TOKEN = /\/oauth2\/(?:v2\.0\/)?token/;
export const SUBSCRIPTIONS = /^adminmanagement\.[^/]+\/subscriptions\?/;
export const LOCATIONS =
  /^adminmanagement\.[^/]+\/subscriptions\/[^/]+\/providers\/Microsoft\.Subscriptions\.Admin\/locations\?/;
export const QUOTA = /\/Microsoft\.Network\.Admin\/locations\/[^/]+\/quotas\/hostile\?/;
export const VAULT = /^hostile\.vault\./;

type Change = (reply: FrontReply, url: string) => FrontReply;

export const at =
  (pattern: RegExp, change: (stage: Stage) => Change) =>
  (stage: Stage): Rewrite => {
    const play = change(stage);
    return (url, reply) => (pattern.test(url) ? play(reply, url) : reply);
  };

export const answer = (pattern: RegExp, of: (stage: Stage) => Partial<FrontReply>) =>
  at(pattern, (stage) => (reply) => ({ ...reply, ...of(stage) }));

export const serve = (pattern: RegExp, act: (response: ServerResponse) => void) =>
  answer(pattern, () => ({ serve: act }));

export const merge = (reply: FrontReply, members: object): FrontReply => ({
  ...reply,
  body: { ...(isJsonObject(reply.body) ? reply.body : {}), ...members },
});

export const authentication = (pattern: RegExp, of: (stage: Stage) => object) =>
  at(pattern, (stage) => (reply) => {
    const told = isJsonObject(reply.body) ? reply.body['authentication'] : {};
    return merge(reply, { authentication: { ...(isJsonObject(told) ? told : {}), ...of(stage) } });
  });

export const row = (name: string, code: ErrorCode, play: HostileCase['play']): HostileCase => ({
  name,
  code,
  play,
});
