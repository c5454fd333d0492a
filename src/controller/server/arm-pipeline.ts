import type { Cloud } from '../cloud.js';
import { subscriptionOfScope } from '../providers/scopes.js';
import { authorize } from '../identity/authorize.js';
import { authenticate } from '../identity/authenticate.js';
import { ANONYMOUS, type Caller } from '../identity/caller.js';
import type { Call, RoutedCall } from './call.js';
import { type Charge, rateKindOf } from './rate-counters.js';
import { armError, gatewayError, type Reply } from './reply.js';
import { invalidContent } from './request-fields.js';
import type { Route } from './route.js';
import type { Router } from './router.js';
import type { Weather } from '../weather/weather.js';
import { ARM_WIRE, type Wire } from './wire.js';

/** A reply, and the manners it is sent with. */
export interface WiredReply {
  readonly reply: Reply;
  readonly wire: Wire;
  /** Template of the route, for the counters. */
  readonly route: string;
}

/** What the steps of a call share. */
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
  const reply = answerRoute(call, { route, params }, pipeline);
  return { reply, wire: route.wire, route: route.path };
}

function answerRoute(
  call: Call,
  target: { readonly route: Route; readonly params: Readonly<Record<string, string>> },
  pipeline: Pipeline,
): Reply {
  const { route, params } = target;
  const { cloud } = pipeline;
  const signedIn = route.anonymous ? { caller: ANONYMOUS } : authenticate(call, cloud);
  if ('refused' in signedIn) return signedIn.refused;
  const version = checkApiVersion(call, route);
  if (version !== undefined) return version;
  const charge = route.anonymous
    ? undefined
    : chargeCall(call, { params, caller: signedIn.caller }, pipeline);
  if (charge !== undefined && isOver(charge)) return throttled(call, params, charge);
  const missing =
    checkSubscription(call, params, cloud) ??
    checkPermission(call, { route, params, caller: signedIn.caller }, cloud);
  if (missing !== undefined) return missing;
  const body = route.host === 'login' ? { value: undefined } : parseBody(call);
  if ('refused' in body) return body.refused;
  const apiVersion = call.query.get('api-version') ?? '';
  const routed: RoutedCall = { call, params, apiVersion, caller: signedIn.caller, body: body.value };
  return withCounter(route.handle(routed, cloud), { call, params, charge });
}

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

/** What lies in a subscription needs a permission at its path; what RBAC keeps, at its scope. */
function checkPermission(
  call: Call,
  request: {
    readonly route: Route;
    readonly params: Readonly<Record<string, string>>;
    readonly caller: Caller;
  },
  cloud: Cloud,
): Reply | undefined {
  const { action } = request.route;
  if (action === undefined) return undefined;
  const scope = request.params['scope'] ?? call.path;
  return authorize(request.caller, { action, scope }, cloud);
}

function parseBody(call: Call): { readonly value: unknown } | { readonly refused: Reply } {
  if (call.bodyText === '') return { value: undefined };
  try {
    return { value: JSON.parse(call.bodyText) };
  } catch {
    return { refused: invalidContent('the body is not well-formed JSON') };
  }
}

function withCounter(
  reply: Reply,
  counted: {
    readonly call: Call;
    readonly params: Readonly<Record<string, string>>;
    readonly charge: Charge | undefined;
  },
): Reply {
  if (counted.charge === undefined || reply.gateway === true) return reply;
  const scope = chargedSubscription(counted.params) === undefined ? 'tenant' : 'subscription';
  const name = `x-ms-ratelimit-remaining-${scope}-${rateKindOf(counted.call.method)}`;
  return { ...reply, headers: { ...reply.headers, [name]: String(counted.charge.remaining) } };
}
