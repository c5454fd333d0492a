import type { JsonObject } from '../../cloud/json-value.js';
import type { PayloadKind } from '../../schema/payloads.js';

/** Who the captured cloud is. */
export interface SourceIdentity {
  /** Name of the one location that the cloud has. */
  readonly region: string;
  /** External domain, without the region: `azs.contoso.example`. */
  readonly domain: string;
  /** GUID of the Default Provider Subscription, lower case. */
  readonly providerSubscriptionId: string;
  /** GUID of the home directory, lower case. */
  readonly homeTenantId: string;
}

/** Where something is. `path` is percent-encoded and starts with a slash. */
export interface SourceAddress {
  /** Which of the cloud's hosts answers: operator ARM, tenant ARM, or a vault's own host. */
  readonly host: 'admin' | 'user' | { readonly vault: string };
  readonly path: string;
  readonly apiVersion: string;
  /** Further query parameters, not encoded. */
  readonly query?: Readonly<Record<string, string>>;
}

/**
 * The cloud that is captured, as the use case sees it.
 *
 * Every method throws TARGET_UNREACHABLE, TARGET_AUTH or PERMISSION_MISSING when the cloud cannot be asked, and PARTIAL
 * when it refused this one request; the error's details hold status and code.
 */
export interface CaptureSource {
  readonly identity: SourceIdentity;
  /** One resource; undefined when it is not there. */
  read(address: SourceAddress): Promise<JsonObject | undefined>;
  /** All pages of a list; undefined when the list's own scope is not there. */
  list(address: SourceAddress): Promise<readonly JsonObject[] | undefined>;
  /** Changes the given members of one resource, and nothing else of it. Safe to repeat. */
  patch(address: SourceAddress, body: JsonObject): Promise<unknown>;
}

/** One version of a secret, as the host of its vault knows it. */
export interface SecretVersion {
  /** URL on the vault's data plane. */
  readonly id: string;
  readonly vault: string;
  /** Percent-encoded, starts with a slash. */
  readonly path: string;
}

/** Disabled versions that a capture enables for a moment, noted where that outlives its process. Never a value. */
export interface EnabledVersions {
  /** Resolves when the note would survive a crash of the machine; the version is enabled only after that. */
  add(version: SecretVersion): Promise<void>;
  /** The version is disabled again. */
  remove(version: SecretVersion): Promise<void>;
}

/** What is wrong with a record, as its schema sees it; empty when nothing is. Never a value of a secret. */
export type RecordCheck = (kind: PayloadKind, record: JsonObject) => Promise<readonly string[]>;
