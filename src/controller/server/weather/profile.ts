import { isJsonObject } from '../../../cloud/json-value.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { valueAt } from '../../wire/request-fields.js';

/** The kinds of objects whose reading can lag behind their writing. */
export const SETTLING_KINDS = [
  'directoryTenant',
  'resourceGroup',
  'quota',
  'plan',
  'offer',
  'offerDelegation',
  'subscription',
  'acquiredPlan',
  'roleDefinition',
  'roleAssignment',
  'vault',
  'secret',
] as const;

export type SettlingKind = (typeof SETTLING_KINDS)[number];

/** The time that a cloud takes until it shows what it has accepted, in milliseconds by the controller's clock. */
export interface SettlingLags {
  /** Until an object can be read as it was written, be named by others, and hold others. */
  readonly objectsMs: Readonly<Record<SettlingKind, number>>;
  /** Until user ARM knows a new subscription, its directory and its owner. */
  readonly tenantSubscriptionsMs: number;
  /** Until the host of a new vault answers; it resets connections for the first half, and says 404 in the second. */
  readonly vaultHostsMs: number;
  /** Until an access policy works. */
  readonly accessPoliciesMs: number;
  /** From the first role assignment that names a principal until the directory knows it. */
  readonly principalsMs: number;
  /** Until lists show a new object. */
  readonly listsMs: number;
}

/** The latency, budgets, faults and durations of a cloud. The same seed gives the same calls the same weather. */
export interface WeatherProfile {
  readonly name: string;
  readonly seed: number;
  /** Every call waits `latencyMs` plus up to `jitterMs`. */
  readonly latencyMs: number;
  readonly jitterMs: number;
  /** Calls that one principal may make in one subscription within a window; null never answers 429. */
  readonly budgets: {
    readonly windowSeconds: number;
    readonly reads: number | null;
    readonly writes: number | null;
    readonly deletes: number | null;
    /** Transactions of one vault in 10 seconds. */
    readonly vaultTransactions: number | null;
  };
  /** Shares of all calls, each from 0 to 1. */
  readonly rates: {
    readonly serverErrors: number;
    readonly resets: number;
    readonly truncatedBodies: number;
    /** Of writes: applied, but the reply never comes. */
    readonly lostWrites: number;
  };
  /** Factors on how long operations take and how long their Retry-After asks to wait; 1 is as recorded. */
  readonly longRunning: { readonly durationScale: number; readonly retryAfterScale: number };
  /** Absent where the cloud shows at once what it accepts. */
  readonly settling?: SettlingLags;
}

/** The range of one number of a profile, and the place where it stands. */
interface NumberRule {
  readonly path: string;
  readonly max: number;
  readonly isInteger: boolean;
  readonly mayBeNull: boolean;
}

const number = (path: string, max: number): NumberRule => ({ path, max, isInteger: false, mayBeNull: false });
const budget = (name: string): NumberRule => ({
  path: `budgets.${name}`,
  max: 1_000_000_000,
  isInteger: true,
  mayBeNull: true,
});

const NUMBERS: readonly NumberRule[] = [
  { path: 'seed', max: 4_294_967_295, isInteger: true, mayBeNull: false },
  number('latencyMs', 600_000),
  number('jitterMs', 600_000),
  number('budgets.windowSeconds', 86_400),
  budget('reads'),
  budget('writes'),
  budget('deletes'),
  budget('vaultTransactions'),
  number('rates.serverErrors', 1),
  number('rates.resets', 1),
  number('rates.truncatedBodies', 1),
  number('rates.lostWrites', 1),
  number('longRunning.durationScale', 1000),
  number('longRunning.retryAfterScale', 1000),
];

const LONGEST_LAG_MS = 86_400_000;

/** The members of `settling`, where a profile has it. */
const LAGS: readonly NumberRule[] = [
  ...SETTLING_KINDS.map((kind) => `objectsMs.${kind}`),
  'tenantSubscriptionsMs',
  'vaultHostsMs',
  'accessPoliciesMs',
  'principalsMs',
  'listsMs',
].map((name) => number(`settling.${name}`, LONGEST_LAG_MS));

/**
 * Reads a profile from JSON text.
 *
 * @param path The file that holds it, which its errors name.
 * @throws CONFIG with every violation when the text is not a complete profile.
 */
export function parseWeatherProfile(text: string, path?: string): WeatherProfile {
  const name = path === undefined ? 'the weather profile' : `the weather profile ${path}`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own error quotes the text, which may be another file's.
    throw new RestackError('CONFIG', `${name} is not well-formed JSON`);
  }
  const problems = validateWeatherProfile(value);
  if (isWeatherProfile(value, problems)) return value;
  throw new RestackError('CONFIG', `${name} is not valid: ${problems.join('; ')}`, {
    details: { problems },
  });
}

function isWeatherProfile(value: unknown, problems: readonly string[]): value is WeatherProfile {
  return isJsonObject(value) && problems.length === 0;
}

/** Everything that is wrong with a profile, each with its JSON pointer. Empty when nothing is. */
export function validateWeatherProfile(profile: unknown): readonly string[] {
  if (!isJsonObject(profile)) return ['/: expected an object'];
  const name = profile['name'];
  const problems = typeof name === 'string' && name !== '' ? [] : ['/name: expected text'];
  const rules = profile['settling'] === undefined ? NUMBERS : [...NUMBERS, ...LAGS];
  for (const rule of rules) {
    const value = rule.mayBeNull && isNullAt(profile, rule.path) ? null : valueAt(profile, rule.path);
    if (!isWithin(value, rule))
      problems.push(`/${rule.path.replaceAll('.', '/')}: expected ${describe(rule)}`);
  }
  return [...problems, ...listUnknown(profile, '')];
}

function isNullAt(profile: unknown, path: string): boolean {
  const [group = '', name = ''] = path.split('.');
  const budgets = valueAt(profile, group);
  return isJsonObject(budgets) && budgets[name] === null;
}

function isWithin(value: unknown, rule: NumberRule): boolean {
  if (value === null) return rule.mayBeNull;
  if (typeof value !== 'number' || !(value >= 0 && value <= rule.max)) return false;
  return !rule.isInteger || Number.isInteger(value);
}

function describe(rule: NumberRule): string {
  const kind = rule.isInteger ? 'a whole number' : 'a number';
  return `${kind} from 0 to ${rule.max}${rule.mayBeNull ? ' or null' : ''}`;
}

/** Lists members that no rule knows: a misspelt name would silently do nothing. */
function listUnknown(value: object, prefix: string): readonly string[] {
  const known = ['name', ...[...NUMBERS, ...LAGS].map((rule) => rule.path)];
  return Object.entries(value).flatMap(([name, member]) => {
    const path = `${prefix}${name}`;
    if (known.includes(path)) return [];
    const isGroup = known.some((candidate) => candidate.startsWith(`${path}.`));
    if (isGroup && isJsonObject(member)) return listUnknown(member, `${path}.`);
    const pointer = `/${path.replaceAll('.', '/')}`;
    return [isGroup ? `${pointer}: expected an object` : `${pointer}: unknown`];
  });
}

/** A fault that one call meets. */
export type Fault =
  /** The call waits before it is answered. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** The gateway answers with an error; nothing is applied. */
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly retryAfterSeconds?: number;
      /** Takes the place of the error's JSON. */
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection is cut; nothing is applied. */
  | { readonly kind: 'reset' }
  /** The call is applied, then the connection is cut before the first byte of the reply. */
  | { readonly kind: 'lost-reply' }
  /** The call is applied and answered with its status alone. */
  | { readonly kind: 'bare-reply' }
  /** The call is applied and the connection is cut in the middle of the reply's body. */
  | { readonly kind: 'truncate' };

/** The facts of a call by which a test decides about a fault. */
export interface FaultCall {
  /** Position among all calls of this controller, from 0. Calls to the state endpoint do not count. */
  readonly index: number;
  readonly method: string;
  /** Full URL as the client asked for it. */
  readonly url: string;
}

/** Decides the fault of a call; undefined for none. */
export type FaultHook = (call: FaultCall) => Fault | undefined;
