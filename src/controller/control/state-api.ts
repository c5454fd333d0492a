import { isJsonObject } from '../../cloud/json-value.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { type DeniedAction, isSameSecret } from '../cloud/accounts/principals.js';
import type { SignInRules } from '../cloud/accounts/sign-ins.js';
import { type SeedRecords, SEED_KINDS } from './seed/seed-records.js';
import { bearerTokenOf } from '../identity/authenticate.js';
import type { Call } from '../wire/call.js';
import { armError, empty, ok, type Reply } from '../wire/reply.js';
import { integerAt, objectsAt, stringAt, stringsAt, valueAt } from '../wire/request-fields.js';
import type { StateControl } from './state-control.js';
import { parseWeatherProfile } from '../server/weather/profile.js';

/** Answers one call of the state endpoint. */
type StateHandler = (body: unknown, control: StateControl) => Reply;

/** `<verb> <path>` under the state endpoint. */
const HANDLERS: Readonly<Record<string, StateHandler>> = {
  'GET /state': (_body, control) => ok(control.dump()),
  'PUT /state': (body, control) => after(() => control.load(body)),
  'POST /state/reset': (_body, control) => after(() => control.reset()),
  'POST /state/seed': (body, control) => ok(Object.fromEntries(control.seed(readRecords(body)))),
  'GET /state/counters': (_body, control) => ok(control.counts()),
  'DELETE /state/counters': (_body, control) => after(() => control.clearCounts()),
  'POST /state/clock': (body, control) =>
    after(() => control.advanceClock((integerAt(body, 'advanceSeconds') ?? 0) * 1000)),
  'PUT /state/update': (body, control) =>
    after(() => control.setUpdating(valueAt(body, 'isUpdating') === true)),
  'PUT /state/weather': (body, control) =>
    after(() => control.setWeather(parseWeatherProfile(JSON.stringify(body)))),
  'PUT /state/principals': (body, control) => after(() => restrict(body, control)),
  'GET /state/sign-ins': (_body, control) => ok({ signIns: control.listSignIns() }),
  'POST /state/sign-ins': (body, control) => after(() => answerSignIn(body, control)),
  'PUT /state/sign-in-rules': (body, control) => after(() => control.setSignInRules(readRules(body))),
  'PUT /state/known-principals': (body, control) =>
    after(() => {
      const isAny = valueAt(body, 'principalIds') === undefined;
      control.setKnownPrincipals(isAny ? undefined : stringsAt(body, 'principalIds'));
    }),
};

function after(change: () => void): Reply {
  change();
  return empty(204);
}

function restrict(body: unknown, control: StateControl): void {
  const denied = objectsAt(body, 'denied').map((denial): DeniedAction => {
    const scope = stringAt(denial, 'scope');
    const action = stringAt(denial, 'action') ?? '*';
    return scope === undefined ? { action } : { action, scope };
  });
  const access = stringAt(body, 'access') === 'assigned' ? 'assigned' : 'full';
  control.restrictPrincipal(stringAt(body, 'clientId') ?? '', { access, denied });
}

function answerSignIn(body: unknown, control: StateControl): void {
  const userName = stringAt(body, 'userName');
  const decline = valueAt(body, 'decline') === true;
  control.answerSignIn(
    stringAt(body, 'userCode') ?? '',
    userName === undefined ? { decline } : { userName, decline },
  );
}

const REFRESH_RULES = ['any-audience', 'one-audience', 'revoked'] as const;

function readRules(body: unknown): Partial<SignInRules> {
  const refreshTokens = REFRESH_RULES.find((rule) => rule === stringAt(body, 'refreshTokens'));
  const intervalSeconds = integerAt(body, 'intervalSeconds');
  const codeLifetimeSeconds = integerAt(body, 'codeLifetimeSeconds');
  const publicClients = stringsAt(body, 'publicClients');
  return {
    ...(refreshTokens === undefined ? {} : { refreshTokens }),
    ...(intervalSeconds === undefined ? {} : { intervalSeconds }),
    ...(codeLifetimeSeconds === undefined ? {} : { codeLifetimeSeconds }),
    ...(publicClients.length === 0 ? {} : { publicClients }),
  };
}

function readRecords(body: unknown): SeedRecords {
  return Object.fromEntries(SEED_KINDS.map((kind) => [kind, objectsAt(body, kind)]));
}

/** Answers calls to the state endpoint that carry its token. Not part of any real cloud. */
export function createStateApi(control: StateControl, stateToken: string): (call: Call) => Reply {
  return (call) => {
    const token = bearerTokenOf(call);
    if (token === undefined || !isSameSecret(token, stateToken)) {
      return armError(401, { code: 'Unauthorized', message: 'The state endpoint needs its own token.' });
    }
    const key = `${call.method} ${call.path.replace(/\/$/, '')}`;
    const handler = Object.hasOwn(HANDLERS, key) ? HANDLERS[key] : undefined;
    if (handler === undefined) return armError(404, { code: 'NotFound', message: `There is no ${key}.` });
    return answer(call, handler, control);
  };
}

function answer(call: Call, handler: StateHandler, control: StateControl): Reply {
  try {
    const body: unknown = call.bodyText === '' ? {} : JSON.parse(call.bodyText);
    if (!isJsonObject(body)) return refuse('The body must be a JSON object.');
    return handler(body, control);
  } catch (error) {
    return refuse(error instanceof RestackError ? error.message : 'The body is not well-formed JSON.');
  }
}

function refuse(message: string): Reply {
  return armError(400, { code: 'BadRequest', message });
}
