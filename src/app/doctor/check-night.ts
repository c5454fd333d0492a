import type { ErrorCode } from '../../core/errors/error-codes.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { formatDuration, systemClock } from '../../core/clock.js';
import { formatBytes, MIB } from '../../core/sizes.js';
import type { BackupSet, Catalog } from '../../backup-set/catalog.js';
import type { Store } from '../../backup-set/store.js';
import type { DoctorResult } from '../../schema/results.js';
import type { CloudPorts, SignedInCloud } from '../../use-cases/doctor/cloud-checks.js';
import { selectWorstCode } from '../../use-cases/doctor/doctor-check.js';
import { examineNight } from '../../use-cases/doctor/examine-night.js';
import type { ReadShareFacts, TriedKeys, UndecidedSet } from '../../use-cases/doctor/share-checks.js';
import { readTrustRoots } from '../../adapters/keys/given-file.js';
import type { AppContext, KeyOptions, Outcome, ShareOptions } from '../app.js';
import {
  connectGivenTarget,
  selectGivenCloud,
  selectGivenTarget,
  selectNamedEndpoint,
  type TargetOptions,
} from '../connect-given-target.js';
import { readAuthorityHost, readEncryptionKey, readEnvironment, readProxy } from '../environment.js';
import { readArtefact, readVersion } from '../read-version.js';
import { listFileSettings, readFileSettings } from '../settings.js';
import { parseSignInFlags, selectSignIn } from '../sign-in.js';

/** The share, keys and cloud of the night; what is not named is not checked. */
export interface DoctorOptions extends ShareOptions, KeyOptions, TargetOptions {
  readonly deployment?: string | undefined;
}

/** For one look at one endpoint, in milliseconds. */
const LOOK_LIMIT_MS = 15_000;

/** The part of a data file that is read to see how fast a share is. */
const SAMPLE_BYTES = 16 * MIB;

/**
 * Checks everything that a night needs, before the night. The outcome is the code of the worst failure; nothing is
 * written anywhere.
 */
export async function checkNight(
  options: DoctorOptions,
  context: AppContext,
): Promise<Outcome<DoctorResult>> {
  // A flag that is wrong is said before anything is looked at.
  parseSignInFlags(options);
  const machine = {
    nodeVersion: process.version,
    restackVersion: `${await readVersion()} (${await readArtefact()})`,
    configuration: describeConfiguration(),
  };
  const ports = { ...createSharePorts(options, context), ...createCloudPorts(options, context) };
  const checks = await examineNight(machine, ports, { formatBytes, formatDuration });
  const outcome: ErrorCode | undefined = selectWorstCode(checks);
  const count = (status: string) => checks.filter((check) => check.status === status).length;
  const summary = { passed: count('passed'), failed: count('failed'), notChecked: count('not-checked') };
  return { result: { checks, summary }, outcome };
}

function describeConfiguration(): string {
  const files = readFileSettings().files.filter(({ found }) => found);
  const inEffect = listFileSettings();
  const told = files.map(({ path, origin }) => {
    const names = inEffect.flatMap(([name, setting]) => (setting.origin === origin ? [name] : []));
    return `${path}: ${names.length === 0 ? 'nothing in effect' : names.join(', ')}`;
  });
  return told.length === 0 ? 'no restack.yaml: flags and variables alone' : told.join('; ');
}

type OpenedShare = <R>(
  use: (catalog: Catalog, storeOf: (set: BackupSet) => Store) => Promise<R>,
) => Promise<R>;

function createSharePorts(options: DoctorOptions, context: AppContext) {
  const settings = readEnvironment();
  const share = options.share ?? settings.share;
  const hasKeys =
    options.certFiles.length > 0 ||
    options.keyFile !== undefined ||
    settings.certFiles.length > 0 ||
    settings.keyFile !== undefined ||
    readEncryptionKey() !== undefined;
  const open: OpenedShare = async (use) => {
    const { withShare } = await import('../share/share.js');
    return withShare({ ...options, share }, context, (opened) =>
      use(opened.catalog, (set) => opened.storeOf(set)),
    );
  };
  let read: Promise<ReadShare> | undefined;
  const readOnce = () => (read ??= readShare(open, options.deployment));
  return {
    readShare: share === undefined ? undefined : async () => (await readOnce()).facts,
    tryKeys: hasKeys ? async () => tryKeys((await readOnce()).set, options, context) : undefined,
  };
}

interface ReadShare {
  readonly facts: ReadShareFacts;
  readonly set: BackupSet | UndecidedSet | RestackError;
}

async function readShare(open: OpenedShare, deployment: string | undefined): Promise<ReadShare> {
  const startedMs = systemClock.monotonicMs();
  return open(async (catalog, storeOf) => {
    const listed = { sets: catalog.sets.length, readMs: systemClock.monotonicMs() - startedMs };
    const set = await choose(catalog, deployment);
    if (!('backupId' in set)) return { set, facts: { ...listed, bytesPerSecond: undefined, newest: set } };
    const newest = {
      backupId: set.backupId,
      stampVersion: set.stampVersion,
      ageMs: Math.max(0, systemClock.now().getTime() - set.createdAt.getTime()),
      cloudRecoveryReady: set.cloudRecoveryReady,
      thumbprint: set.encryption.thumbprint,
    };
    return { set, facts: { ...listed, bytesPerSecond: await measureSpeed(set, storeOf(set)), newest } };
  });
}

async function tryKeys(
  set: ReadShare['set'],
  options: DoctorOptions,
  context: AppContext,
): Promise<TriedKeys> {
  if (!('backupId' in set)) throw new TypeError('keys are tried on a set that was chosen');
  const [{ readGivenKeys }, { matchKeys }] = await Promise.all([
    import('../keys/keyring.js'),
    import('../../backup-set/keys/match-keys.js'),
  ]);
  const keys = await readGivenKeys(options, context);
  const matches = await matchKeys(set, keys, systemClock.now());
  const opener = matches.find(({ state }) => state === 'opens');
  return {
    opener: opener?.source,
    untested: matches.find(({ state }) => state === 'untested')?.source,
    isPasswordWrong: matches.some(({ state }) => state === 'wrong-password'),
    isExpired: opener?.expired === true,
  };
}

async function choose(
  catalog: Catalog,
  deploymentId: string | undefined,
): Promise<BackupSet | UndecidedSet | RestackError> {
  const { listDeployments, selectBackupSet } = await import('../../backup-set/catalog/select-set.js');
  const deployments = listDeployments(catalog.sets);
  if (deploymentId === undefined && deployments.length > 1) return { deployments };
  try {
    return selectBackupSet(catalog, 'latest', { deploymentId });
  } catch (error) {
    if (error instanceof RestackError) return error;
    throw error;
  }
}

/** Less takes no time that could be measured. */
const LEAST_SAMPLE_BYTES = MIB;

/** Reads the head of the largest data file. @returns bytes a second; undefined where too little is there to read. */
async function measureSpeed(set: BackupSet, store: Store): Promise<number | undefined> {
  const snapshots = set.chains.flatMap((chain) => chain.snapshots);
  const [largest] = snapshots.toSorted((left, right) => right.dataFileSizeBytes - left.dataFileSizeBytes);
  if (largest === undefined || largest.dataFileSizeBytes < LEAST_SAMPLE_BYTES) return undefined;
  const startedMs = systemClock.monotonicMs();
  const stream = await store.openStream(largest.dataFile);
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += Buffer.isBuffer(chunk) ? chunk.length : 0;
    if (bytes >= SAMPLE_BYTES) break;
  }
  const tookMs = Math.max(1, systemClock.monotonicMs() - startedMs);
  return Math.round((bytes / tookMs) * 1000);
}

function createCloudPorts(options: DoctorOptions, context: AppContext): CloudPorts {
  const lookAt = async () => {
    const { examineCloud } = await import('../../adapters/azure/examine-cloud.js');
    const { adminEndpoint, userEndpoint, caFile } = selectGivenCloud(options);
    return examineCloud({
      adminEndpoint,
      userEndpoint,
      caCertificate: caFile === undefined ? undefined : await readTrustRoots(caFile, context),
      authorityHost: readAuthorityHost(),
      proxy: readProxy(),
      clock: systemClock,
      limitMs: LOOK_LIMIT_MS,
      signal: context.signal,
    });
  };
  return {
    lookAt: selectNamedEndpoint(options) === undefined ? undefined : lookAt,
    signIn: () => signIn(options, context),
    signInWay: readSignInWay(options, context),
    describeProxy,
    now: () => systemClock.now(),
  };
}

/** Undefined where the way lacks something, which the sign-in itself says. */
function readSignInWay(options: DoctorOptions, context: AppContext): string | undefined {
  try {
    return selectSignIn(options, context).method;
  } catch {
    return undefined;
  }
}

async function signIn(options: DoctorOptions, context: AppContext): Promise<SignedInCloud> {
  const target = await connectGivenTarget(selectGivenTarget(options, context), context);
  const { checkStagePermissions } = await import('../../use-cases/restore/preflight/check-permissions.js');
  const readPermissions = async () => {
    try {
      return await checkStagePermissions(target);
    } finally {
      target.close();
    }
  };
  return { identity: target.identity, readPermissions };
}

function describeProxy(): string | undefined {
  const proxy = readProxy();
  if (proxy === undefined) return undefined;
  const { protocol, host } = new URL(proxy.url);
  const except = proxy.noProxy.length === 0 ? '' : `, not for ${proxy.noProxy.join(', ')}`;
  return `${protocol}//${host}${except}`;
}
