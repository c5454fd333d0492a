import type { PayloadKind } from '../schema/payloads.js';
import type { JsonObject } from './json-value.js';

/** Who the target is. Bound into plans and journals, so that no run ever continues on another cloud. */
export interface TargetIdentity {
  readonly adminEndpoint: string;
  readonly userEndpoint: string;
  /** Name of the one location that the cloud has. */
  readonly region: string;
  /** External domain, without the region: `azs.contoso.example`. */
  readonly domain: string;
  /** GUID of the Default Provider Subscription, lower case. */
  readonly providerSubscriptionId: string;
  readonly identitySystem: 'aad' | 'adfs';
  /** GUID of the home directory, lower case. */
  readonly homeTenantId: string;
  /** What access policies name the signed-in principal by: an object id, on AD FS a SID; undefined where the token does not tell. */
  readonly principalId: string | undefined;
}

/** Where a resource is. `path` is percent-encoded and starts with a slash. */
export interface ResourceAddress {
  /** Which of the cloud's hosts answers: operator ARM, tenant ARM, or a vault's own host. */
  readonly host: 'admin' | 'user' | { readonly vault: string };
  readonly path: string;
  readonly apiVersion: string;
  /** Further query parameters, not encoded. */
  readonly query?: Readonly<Record<string, string>>;
}

/** What the target said to a write, once it was final. */
export interface WriteReply {
  readonly status: number;
  readonly body: JsonObject | undefined;
  /** The target had it already, so that nothing was changed. */
  readonly unchanged?: boolean;
}

/**
 * The cloud that is restored into, as the use case sees it.
 *
 * Every method throws TARGET_UNREACHABLE, TARGET_AUTH or PERMISSION_MISSING when the cloud cannot be asked, and PARTIAL
 * when it refused this one request; the error's details hold status, code and request ids.
 */
export interface RestoreTarget {
  readonly identity: TargetIdentity;
  /** One resource; undefined when it is not there. */
  read(address: ResourceAddress): Promise<JsonObject | undefined>;
  /** All pages of a list; undefined when the list's own scope is not there. */
  list(address: ResourceAddress): Promise<readonly JsonObject[] | undefined>;
  /** Creates or replaces one resource and waits until that is final. Safe to repeat. */
  write(address: ResourceAddress, body: JsonObject): Promise<WriteReply>;
  /** Adds a version to what is there: a PUT that is no PUT. Repeated only where it was certainly not applied. */
  append(address: ResourceAddress, body: JsonObject): Promise<WriteReply>;
  /** Runs an action and waits until that is final. Repeated only where it was certainly not applied. */
  invoke(address: ResourceAddress, body?: JsonObject): Promise<WriteReply>;
  /** How often the cloud has shown so far that it has too much to do. */
  strain?(): number;
}

/** A write that is about to happen. Holds no body: bodies can hold secrets. */
export interface WriteIntent {
  readonly stage: string;
  readonly kind: PayloadKind;
  /** Lower-case id of the resource in the target. */
  readonly id: string;
  readonly recordIndex: number;
}

/**
 * How a write ended. `settled`: the call of an earlier attempt was in doubt, and the target shows that it took effect.
 * `at` is the id that the target gave to what was written; `unchanged` as in the reply.
 */
export type WriteOutcome =
  | {
      readonly result: 'done';
      readonly status: number;
      readonly at?: string | undefined;
      readonly unchanged?: boolean | undefined;
    }
  | { readonly result: 'settled' }
  | { readonly result: 'failed'; readonly code: string; readonly message: string };

/** What earlier attempts of a run tell of a call. `inDoubt`: it was about to be made, and its end is not known. */
export type EarlierCall =
  Exclude<WriteOutcome, { result: 'failed' }> | { readonly result: 'failed' | 'inDoubt' };

/** The record of a run: an intent is safe before the call is made, its outcome after. */
export interface RestoreJournal {
  /** Resolves when the intent would survive a crash. */
  intend(intent: WriteIntent): Promise<JournaledCall>;
  /** What is known of a call from before this attempt; undefined when no attempt came to it. */
  recall?(intent: WriteIntent): EarlierCall | undefined;
}

/** One call between its intent and its outcome. */
export interface JournaledCall {
  settle(outcome: WriteOutcome): Promise<void>;
}

/** What completed runs of the same records into the same target tell. */
export interface EarlierRuns {
  /** The newest that wrote a record, or found it there, and has read it back equal; undefined when none did. */
  find(kind: PayloadKind, id: string): Promise<EarlierWrite | undefined>;
}

/** What a completed run knows of a record. */
export interface EarlierWrite {
  readonly runId: string;
  /** The id that the target gave to it. */
  readonly at: string;
}

/** For runs that nobody will resume: a drill's target is gone when the drill ends. */
export const unjournaled: RestoreJournal = {
  intend: () => Promise.resolve({ settle: () => Promise.resolve() }),
};
