import type { RestackError } from '../core/errors/restack-error.js';
import type { JsonObject } from './json-value.js';

/** Which cloud it is. */
export interface CloudIdentity {
  /** Name of the one location that the cloud has. */
  readonly region: string;
  /** External domain, without the region: `azs.contoso.example`. */
  readonly domain: string;
  /** GUID of the Default Provider Subscription, lower case. */
  readonly providerSubscriptionId: string;
  /** GUID of the home directory, lower case. */
  readonly homeTenantId: string;
}

/** The identity of a target. Plans and journals are bound to it, so that no run ever continues on another cloud. */
export interface TargetIdentity extends CloudIdentity {
  readonly adminEndpoint: string;
  readonly userEndpoint: string;
  readonly identitySystem: 'aad' | 'adfs';
  /**
   * The id of the signed-in principal in access policies: an object id, on AD FS a SID; undefined where the token does
   * not tell.
   */
  readonly principalId: string | undefined;
}

/** The address of a resource. `path` is percent-encoded and starts with a slash. */
export interface ResourceAddress {
  /** The host that answers: operator ARM, tenant ARM, or a vault's own. */
  readonly host: 'admin' | 'user' | { readonly vault: string };
  readonly path: string;
  readonly apiVersion: string;
  /** Further query parameters, not encoded. */
  readonly query?: Readonly<Record<string, string>>;
}

/** The final answer of the target to a write. */
export interface WriteReply {
  readonly status: number;
  readonly body: JsonObject | undefined;
  /** True when the target had exactly this already, so that nothing was changed. */
  readonly unchanged?: boolean;
  /** True when an earlier call may have made the same write: nobody knew when this one was made. */
  readonly doubted?: boolean;
}

/** Hears of the refusal by which a cloud says that something is not there, with status and code in its details. */
export type HearAbsence = (refusal: RestackError) => void;

/**
 * A cloud that is read.
 *
 * Every method throws TARGET_UNREACHABLE, TARGET_AUTH or PERMISSION_MISSING when the cloud cannot be asked, and PARTIAL
 * when it refused this one request; the error's details hold status, code and request ids.
 */
export interface CloudReader {
  /** One resource; undefined when it is not there. */
  read(address: ResourceAddress, hear?: HearAbsence): Promise<JsonObject | undefined>;
  /** All pages of a list; undefined when the list's own scope is not there. */
  list(address: ResourceAddress, hear?: HearAbsence): Promise<readonly JsonObject[] | undefined>;
}

/** The manner of an action. */
export interface ActionManner {
  /** True when doing it twice is the same as doing it once, such as registering a provider. Default false. */
  readonly repeatable?: boolean;
}

/** The cloud that is restored into, as the use case sees it. Errors as of a {@link CloudReader}. */
export interface RestoreTarget extends CloudReader {
  readonly identity: TargetIdentity;
  /** Creates or replaces one resource and waits until that is final. Safe to repeat. */
  write(address: ResourceAddress, body: JsonObject): Promise<WriteReply>;
  /**
   * Adds a version to a secret that may be there already: a PUT that is not idempotent. Repeated only where it was
   * certainly not applied.
   */
  append(address: ResourceAddress, body: JsonObject): Promise<WriteReply>;
  /**
   * Runs an action and waits until that is final. One that is not `repeatable` is repeated only where it was certainly
   * not applied.
   */
  invoke(address: ResourceAddress, body?: JsonObject, how?: ActionManner): Promise<WriteReply>;
  /** The number of times that the cloud has shown so far that it has too much to do. */
  strain?(): number;
}

/** Calls that a cloud is asked at a time: enough to hide its latency, few enough to leave it to its users. */
export const CALLS_AT_A_TIME = 8;
