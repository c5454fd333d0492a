import type { StampVersions } from '../../cloud/stamp-versions.js';
import { systemClock } from '../../core/clock.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { createControllerClock, type RandomSource, secureRandom } from '../cloud/repeatable-sources.js';
import { type Cloud, type CloudIds, createAudiences } from '../cloud/cloud.js';
import { type CloudNames, createCloudNames, type IdentitySystem } from '../cloud/cloud-names.js';
import { type BackupEncryption, noBackupShare } from '../cloud/backups/backup-share.js';
import { readBackupState, readCollections, readIds, type StateDocument } from './state-document.js';
import { createBackupState } from '../cloud/backups/backup-state.js';
import type { ControllerOptions, DeploymentOptions } from './controller-options.js';
import { createPrincipals, type Principal, type Principals } from '../cloud/accounts/principals.js';
import { createSignIns } from '../cloud/accounts/sign-ins.js';
import type { TokenService } from '../cloud/accounts/token-service.js';
import { createOperationStore, type OperationTiming } from '../cloud/operation-store.js';
import { createFreshState } from './fresh-stamp.js';
import { createPeople } from '../identity/people.js';

/** The release of the samples. */
const STAMP_VERSION = '1.2301.0.55';
const KEY_LETTERS = 64;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** A principal that always has a secret. */
export type SecretPrincipal = Principal & { readonly clientSecret: string };

/**
 * The names of the cloud that options, or the state kept from an earlier start, describe.
 *
 * @throws CONFIG when region, domain or port is not valid.
 */
export function readNames(
  options: ControllerOptions,
  kept: StateDocument | undefined,
  port: () => number,
): CloudNames {
  const region = kept?.region ?? options.region ?? 'drill';
  const domain = kept?.domain ?? options.domain ?? 'localhost';
  const identity: IdentitySystem = (kept?.identity ?? options.identity) === 'adfs' ? 'adfs' : 'aad';
  assertNames({ region, domain, port: port() });
  return createCloudNames({ region, domain, identity, port });
}

function assertNames(names: {
  readonly region: string;
  readonly domain: string;
  readonly port: number;
}): void {
  const { region, domain, port } = names;
  if (!LABEL.test(region)) throw new RestackError('CONFIG', `the region '${region}' is not a DNS label`);
  if (!domain.split('.').every((label) => LABEL.test(label))) {
    throw new RestackError('CONFIG', `the domain '${domain}' is not a DNS name`);
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RestackError('CONFIG', `the port is ${port}; expected 0 to 65535`);
  }
}

/** The service principal that the deployment signs in with. */
export function createDeploymentPrincipal(
  deployment: DeploymentOptions,
  kept: StateDocument | undefined,
  random: RandomSource,
): SecretPrincipal {
  return {
    clientId: kept?.clientId ?? deployment.clientId ?? random.guid(),
    principalId: kept?.principalId ?? deployment.principalId ?? random.guid(),
    clientSecret: kept?.clientSecret ?? deployment.clientSecret ?? random.hex(24),
    certificates: deployment.clientCertificates ?? [],
    access: 'full',
  };
}

/**
 * A cloud as its deployment left it, or as an earlier start kept it.
 *
 * @throws CONFIG when the kept state is damaged.
 */
export function createCloud(parts: {
  readonly options: ControllerOptions;
  readonly names: CloudNames;
  readonly kept: StateDocument | undefined;
  readonly principal: Principal;
  readonly tokens: TokenService;
  readonly timing: () => OperationTiming;
}): Cloud {
  const { options, names, kept, principal, tokens, timing } = parts;
  const random = options.random ?? secureRandom;
  const made = createIds(options.deployment ?? {}, random);
  const ids = kept === undefined ? made : readIds(kept, made);
  const clock = createControllerClock(options.clock ?? systemClock);
  return {
    names,
    ids,
    audiences: createAudiences(names, ids.armApplicationId),
    clock,
    random,
    tokens,
    principals: createAccounts(principal, names),
    signIns: createSignIns(),
    operations: createOperationStore(timing),
    addOns: new Set(options.addOns),
    knownPrincipals:
      options.knownPrincipals === undefined
        ? undefined
        : new Set(options.knownPrincipals.map((id) => id.toLowerCase())),
    stamp: readStamp(options, kept),
    backupShare: options.backupShare ?? noBackupShare,
    vaultRootKey: kept?.vaultRootKey ?? random.hex(32),
    state:
      kept === undefined ? createFreshState({ ids, region: names.region, random }) : readCollections(kept),
    backup:
      kept?.backup === undefined
        ? createBackupState(createBackupKey(options, random))
        : readBackupState(kept.backup, clock.nowMs()),
  };
}

/** The deployment's own principal comes first. */
function createAccounts(principal: Principal, names: CloudNames): Principals {
  const principals = createPrincipals();
  for (const account of [principal, ...createPeople(names)]) principals.add(account);
  return principals;
}

function createIds(deployment: DeploymentOptions, random: RandomSource): CloudIds {
  return {
    providerSubscriptionId: deployment.providerSubscriptionId ?? random.guid(),
    tenantId: deployment.tenantId ?? random.guid(),
    meteringSubscriptionId: random.guid(),
    consumptionSubscriptionId: random.guid(),
    armApplicationId: random.guid(),
    networkInternalSubscriptionId: random.guid(),
    deploymentId: deployment.deploymentId ?? random.guid(),
  };
}

function readStamp(options: ControllerOptions, kept: StateDocument | undefined): StampVersions {
  const stampVersion = kept?.stampVersion ?? options.stampVersion ?? STAMP_VERSION;
  if (!/^\d+(?:\.\d+){3}$/.test(stampVersion)) {
    throw new RestackError(
      'CONFIG',
      `the stamp version is '${stampVersion}'; expected one like ${STAMP_VERSION}`,
    );
  }
  return { stampVersion, oemVersion: kept === undefined ? options.oemVersion : kept.oemVersion };
}

/** Base64 of 64 ASCII letters, as clouds of 1811 were given. Source: format specification, section 3. */
function createBackupKey(options: ControllerOptions, random: RandomSource): BackupEncryption | undefined {
  if (options.updatedFrom1811 !== true) return undefined;
  const bytes = Buffer.from(random.hex(KEY_LETTERS), 'hex');
  const letters = Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
  return { mode: 'key', key: options.deployment?.backupKey ?? Buffer.from(letters).toString('base64') };
}
