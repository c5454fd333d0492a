import type { Cloud } from '../cloud/cloud.js';
import { subscriptionOfScope } from '../providers/access/scopes.js';
import { authorize } from '../identity/authorize.js';
import { authenticate } from '../identity/authenticate.js';
import { ANONYMOUS, type Call, type Caller } from '../wire/call.js';
import { type Charge, rateKindOf } from './rate-counters.js';
import { armError, gatewayError, type Reply } from '../wire/reply.js';
import { invalidContent } from '../wire/request-fields.js';
import type { Route } from '../cloud/route.js';
import type { Router } from './router.js';
import type { Weather } from './weather/weather.js';
import { ARM_WIRE, type Wire } from '../wire/wire.js';

/** A reply, and the wire format that it is sent in. */
export interface WiredReply {
  readonly reply: Reply;
  readonly wire: Wire;
  /** Template of the route, for the counters. */
  readonly route: string;
  /** The calls left in the budget that the call was charged to. */
  readonly counter?: { readonly name: string; readonly value: number } | undefined;
}

/** The objects that all steps of a call share. */
export interface Pipeline {
  readonly cloud: Cloud;
  readonly router: Router;
  weather: Weather;
}

/** Answers one call to admin ARM, user ARM or the login service: route, caller, version, budget, body, handler. */
export function answerArmCall(call: Call, pipeline: Pipeline): WiredReply {
  const match = pipeline.router.match(call.host, call.method, call.path);
  if (match.kind !== 'route') return unrouted(refuseUnrouted(call, match, pipeline));
  const { route, params } = match;
  const { reply, charge } = answerRoute(call, { route, params }, pipeline);
  const isCounted = charge !== undefined && reply.gateway !== true;
  const counter = isCounted ? describeCounter(call, params, charge) : undefined;
  return { reply, wire: route.wire, route: route.path, counter };
}

/** A reply, and the charge that its header tells of. */
interface ChargedReply {
  readonly reply: Reply;
  readonly charge?: Charge;
}

function answerRoute(
  call: Call,
  target: { readonly route: Route; readonly params: Readonly<Record<string, string>> },
  pipeline: Pipeline,
): ChargedReply {
  const { route, params } = target;
  const { cloud } = pipeline;
  if (route.anonymous) return { reply: handleCall(call, { route, params, caller: ANONYMOUS }, cloud) };
  const signedIn = authenticate(call, cloud);
  if ('refused' in signedIn) return { reply: signedIn.refused };
  const version = checkApiVersion(call, route);
  if (version !== undefined) return { reply: version };
  const { caller } = signedIn;
  const charge = chargeCall(call, { params, caller }, pipeline);
  if (isOver(charge)) return { reply: throttled(call, params, charge), charge };
  const request = { route, params, caller };
  const refused = checkSubscription(call, params, cloud) ?? checkPermission(call, request, cloud);
  const reply =
    refused ?? handleLate(call, caller, { handle: () => handleCall(call, request, cloud), pipeline });
  return { reply, charge };
}

/** A call that has found its route and its caller. */
interface Request {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  readonly caller: Caller;
}

function handleCall(call: Call, { route, params, caller }: Request, cloud: Cloud): Reply {
  const refused = route.anonymous ? checkApiVersion(call, route) : undefined;
  if (refused !== undefined) return refused;
  const body = route.host === 'login' ? NO_BODY : parseBody(call);
  if ('refused' in body) return body.refused;
  const apiVersion = call.query.get('api-version') ?? '';
  return route.handle({ call, params, apiVersion, caller, body: body.value }, cloud);
}

/** Answers as a cloud does that shows some time later what it has accepted. */
export function handleLate(
  call: Call,
  caller: Caller,
  { handle, pipeline }: { readonly handle: () => Reply; readonly pipeline: Pipeline },
): Reply {
  const { cloud, router, weather } = pipeline;
  const read = (path: string) => {
    const match = router.match(call.host, 'GET', path);
    if (match.kind !== 'route') return undefined;
    const apiVersion = call.query.get('api-version') ?? '';
    const asked = { ...call, method: 'GET', path, bodyText: '' };
    return match.route.handle(
      { call: asked, params: match.params, apiVersion, caller, body: undefined },
      cloud,
    );
  };
  return weather.late.answer({ call, caller, read, cloud }, handle);
}

/** The login service reads forms itself. */
const NO_BODY = { value: undefined };

function unrouted(reply: Reply): WiredReply {
  return { reply, wire: ARM_WIRE, route: '(unknown)' };
}

function refuseUnrouted(
  call: Call,
  match:
    { readonly kind: 'wrong-method'; readonly allowed: readonly string[] } | { readonly kind: 'unknown' },
  pipeline: Pipeline,
): Reply {
  if (call.host !== 'login') {
    const signedIn = authenticate(call, pipeline.cloud);
    if ('refused' in signedIn) return signedIn.refused;
  }
  if (match.kind === 'wrong-method') {
    const message = `The requested resource does not support http method '${call.method}'.`;
    const refused = gatewayError(405, 'HttpMethodNotSupported', message);
    return { ...refused, headers: { ...refused.headers, Allow: match.allowed.join(', ') } };
  }
  const namespace = /\/providers\/([^/]+)/i.exec(call.path)?.[1];
  if (namespace === undefined) {
    const message = `No HTTP resource was found that matches the request URI '${call.path}'.`;
    return gatewayError(404, 'NotFound', message);
  }
  if (!pipeline.router.hasNamespace(call.host, namespace)) {
    return gatewayError(404, 'InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`);
  }
  const message = `The resource type could not be found in the namespace '${namespace}'.`;
  return gatewayError(404, 'InvalidResourceType', message);
}

function checkApiVersion(call: Call, route: Route): Reply | undefined {
  if (route.apiVersions.length === 0) return undefined;
  const version = call.query.get('api-version');
  if (version === null || version === '') {
    const message = 'The api-version query parameter (?api-version=) is required for all requests.';
    return gatewayError(400, 'MissingApiVersionParameter', message);
  }
  if (route.apiVersions.includes(version.toLowerCase())) return undefined;
  const supported = route.apiVersions.join(', ');
  return route.path.includes('/providers/')
    ? gatewayError(
        400,
        'NoRegisteredProviderFound',
        `No registered resource provider found for API version '${version}'. The supported api-versions are '${supported}'.`,
      )
    : gatewayError(
        400,
        'InvalidApiVersionParameter',
        `The api-version '${version}' is invalid. The supported versions are '${supported}'.`,
      );
}

function isOver(charge: Charge): charge is Charge & { readonly retryAfterSeconds: number } {
  return charge.retryAfterSeconds !== undefined;
}

function chargedSubscription(params: Readonly<Record<string, string>>): string | undefined {
  return params['subscriptionId'] ?? subscriptionOfScope(params['scope'] ?? '');
}

/** Calls under a subscription are charged to it, all others to the tenant. */
function chargeCall(
  call: Call,
  charged: { readonly params: Readonly<Record<string, string>>; readonly caller: Caller },
  pipeline: Pipeline,
): Charge {
  const scope = chargedSubscription(charged.params)?.toLowerCase() ?? 'tenant';
  const key = `${call.host} ${charged.caller.clientId} ${scope}`;
  return pipeline.weather.counters.charge(key, rateKindOf(call.method), pipeline.cloud.clock.nowMs());
}

function throttled(
  call: Call,
  params: Readonly<Record<string, string>>,
  charge: Charge & { readonly retryAfterSeconds: number },
): Reply {
  const kind = rateKindOf(call.method);
  const scope = chargedSubscription(params) ?? 'tenant';
  const seconds = charge.retryAfterSeconds;
  const interval = new Date(charge.windowSeconds * 1000).toISOString().slice(11, 19);
  const message = `Number of ${kind} requests for subscription '${scope}' exceeded the limit of '${charge.limit}' for time interval '${interval}'. Please try again after '${seconds}' seconds.`;
  return {
    ...armError(429, { code: 'SubscriptionRequestsThrottled', message }),
    headers: { 'Retry-After': String(seconds), 'x-ms-failure-cause': 'gateway' },
    gateway: true,
  };
}

/** A subscription that this ARM does not serve is not there. */
function checkSubscription(
  call: Call,
  params: Readonly<Record<string, string>>,
  cloud: Cloud,
): Reply | undefined {
  const id = params['subscriptionId'];
  if (id === undefined) return undefined;
  const subscription = cloud.state.subscriptions.get(id);
  const isOperators = subscription?.routingResourceManagerType === 'Admin';
  if (subscription !== undefined && isOperators === (call.host === 'admin')) return undefined;
  return gatewayError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
}

/**
 * The 403 for a caller without the route's permission. A call about role objects needs it at their scope, every other
 * call at its own path.
 */
function checkPermission(call: Call, request: Request, cloud: Cloud): Reply | undefined {
  const { action } = request.route;
  if (action === undefined) return undefined;
  const scope = request.params['scope'] ?? call.path;
  return authorize(request.caller, { action, scope }, cloud);
}

function parseBody(call: Call): { readonly value: unknown } | { readonly refused: Reply } {
  if (call.bodyText === '') return NO_BODY;
  try {
    return { value: JSON.parse(call.bodyText) };
  } catch {
    return { refused: invalidContent('the body is not well-formed JSON') };
  }
}

function describeCounter(
  call: Call,
  params: Readonly<Record<string, string>>,
  charge: Charge,
): { readonly name: string; readonly value: number } {
  const scope = chargedSubscription(params) === undefined ? 'tenant' : 'subscription';
  return { name: `x-ms-ratelimit-remaining-${scope}-${rateKindOf(call.method)}`, value: charge.remaining };
}
