import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { nameSmbPath } from '../../adapters/store/network/calls/smb-url.js';
import type { NetworkShare } from '../../adapters/store/network/share/network-store.js';
import { endAfter } from '../../core/errors/first-failure.js';
import { CALLS_AT_A_TIME } from '../../cloud/cloud-port.js';
import {
  assertStampVersion,
  computeDeploymentId,
  selectStampVersions,
} from '../../use-cases/capture/stamp-identity.js';
import type { SetFacts } from '../../backup-set/write/describe-set.js';
import type { CaptureSource, RecordCheck } from '../../use-cases/capture/capture-source.js';
import { assertSomething, type CapturedCloud, readCloud } from '../../use-cases/capture/read-cloud.js';
import { type Clock, formatDay, formatMinute, systemClock } from '../../core/clock.js';
import { followStep, type Progress } from '../../core/progress.js';
import { machineProcesses } from '../../adapters/disk/process/machine-processes.js';
import type { ProcessTable } from '../../core/process-mark.js';
import type { CaptureResult } from '../../schema/results.js';
import type { AppContext, Outcome, ShareOptions } from '../app.js';
import { readPublicCertificate } from '../keys/keyring.js';
import { reachGivenShare } from '../share/network-access.js';
import { requireShare } from '../share/select-share.js';
import { openShareIfAny } from '../../adapters/store/locate-share.js';
import { readCatalog } from '../../backup-set/catalog/read-catalog.js';
import { assembleCapture } from '../../backup-set/write/assemble-capture.js';
import {
  assertFolderNames,
  type CaptureOrigin,
  type CapturePlace,
  chooseLocation,
  findNewerSet,
} from '../../backup-set/write/capture-place.js';
import { readPoolThreads } from '../environment.js';
import { clearCaptures } from '../../backup-set/write/clear-captures.js';
import { connectGivenTarget, selectGivenTarget, type TargetOptions } from '../connect-given-target.js';
import { type EnabledSecrets, withEnabledSecrets } from './enabled-secrets.js';
import type { PublicCertificate } from '../../backup-set/keys/public-certificate.js';
import { type RunPlaceOptions, selectRunsFolder } from '../runs/runs-folder.js';
import { machineShareFiles } from '../../adapters/disk/machine-share-files.js';
import type { ShareFiles } from '../../backup-set/write/share-files.js';
import { writeCapturedSet } from '../../backup-set/write/write-captured-set.js';
import type { PayloadKind } from '../../schema/payloads.js';
import { loadRecordValidator, type RecordValidator } from '../../schema/validation.js';

/** The cloud to capture, and the place of the set. */
export interface CaptureSetOptions extends ShareOptions, TargetOptions, RunPlaceOptions {
  /** File with the public part of the certificate. */
  readonly certPublic: string;
  /** Snapshots of a chain at the most, 1 for Fulls only. */
  readonly fullEvery: number;
  /** External domain: the name of the folder on the share. By default that of the target. */
  readonly fqdn?: string | undefined;
  readonly stampVersion?: string | undefined;
  readonly enableDisabled: boolean;
}

/** The ports that tests replace. */
export interface CapturePorts {
  readonly files: ShareFiles;
  readonly processes: ProcessTable;
  readonly clock: Clock;
}

const MACHINE: CapturePorts = { files: machineShareFiles, processes: machineProcesses, clock: systemClock };

/**
 * Writes the state of a live cloud as a new encrypted set onto a share.
 *
 * The outcome is PARTIAL when an object of the cloud is not in the set; the result names it.
 * @throws USAGE, CONFIG, NOT_FOUND or UNSUPPORTED for options that are wrong; TARGET_UNREACHABLE or TARGET_AUTH as the
 * cloud answers; PERMISSION_MISSING when nothing at all may be read; LOCKED while another capture enables secrets;
 * SHARE_UNREACHABLE when the share cannot be read or written. Then nothing is on the share that was not there before.
 */
export async function captureSet(
  options: CaptureSetOptions,
  context: AppContext,
): Promise<Outcome<CaptureResult>> {
  const given = selectGivenTarget(options, context);
  const checked = await checkOptions(options, context);
  const network = await reachGivenShare(checked.share, options, context);
  const capture = async () => {
    const source = await connectGivenTarget(given, context);
    try {
      const files = network?.files ?? MACHINE.files;
      return await captureFrom({ source, ...MACHINE, files }, { ...checked, network }, context);
    } finally {
      source.close();
    }
  };
  return endAfter(capture, async () => network?.close());
}

/** The options that are right by themselves, without a look at cloud or share. */
export interface CheckedOptions extends Pick<CaptureSetOptions, 'fullEvery' | 'fqdn' | 'enableDisabled'> {
  readonly share: string;
  readonly certificate: PublicCertificate;
  /** The folder of the note of enabled secrets. */
  readonly runsFolder: string;
  readonly stampVersion: string | undefined;
  /** The way to the share, where the system has none of its own. */
  readonly network?: NetworkShare | undefined;
}

async function checkOptions(options: CaptureSetOptions, context: AppContext): Promise<CheckedOptions> {
  const { fullEvery, fqdn, enableDisabled, stampVersion } = options;
  const share = requireShare(options);
  if (stampVersion !== undefined) assertStampVersion(stampVersion);
  const certificate = await readPublicCertificate(options.certPublic, context);
  if (certificate.notAfter < systemClock.now()) {
    const when = formatDay(certificate.notAfter);
    context.warn(
      `certificate ${certificate.thumbprint} expired on ${when}; the set is encrypted for it all the same`,
    );
  }
  const runsFolder = selectRunsFolder(options);
  return { fullEvery, fqdn, enableDisabled, share, certificate, runsFolder, stampVersion };
}

/** Captures a cloud that is connected to. */
export async function captureFrom(
  { source, ...ports }: CapturePorts & { readonly source: CaptureSource },
  options: CheckedOptions,
  context: AppContext,
): Promise<Outcome<CaptureResult>> {
  const { runsFolder, enableDisabled } = options;
  const enabling = { source, runsFolder, enableDisabled, processes: ports.processes, now: ports.clock.now() };
  const read = await withEnabledSecrets(enabling, context, (secrets) =>
    readForSet({ source, clock: ports.clock, secrets }, options, context),
  );
  const { place, facts, cloud, startedMs } = read;
  const { progress, signal } = context;
  const cleared = await clearDead(place, context, ports);
  const elapsedMs = () => ports.clock.monotonicMs() - startedMs;
  const capture = assembleCapture({ facts, cloud, place, ...options, elapsedMs, signal });
  const folder = join(place.location, 'progressivebackup', facts.stampVersion);
  const mark = await ports.processes.readSelf();
  await followStep(progress, { title: 'Writing the set', unit: 'objects' }, () =>
    writeCapturedSet({ ...capture.set, folder, process: mark }, ports.files),
  );
  return {
    result: { ...capture.describe(), cleared },
    outcome: cloud.omissions.length === 0 ? undefined : 'PARTIAL',
  };
}

/** A cloud that was read, and the set that is to be made of it. */
interface ReadForSet {
  readonly place: CapturePlace;
  readonly facts: SetFacts;
  readonly cloud: CapturedCloud;
  readonly startedMs: number;
}

async function readForSet(
  from: { readonly source: CaptureSource; readonly clock: Clock; readonly secrets: EnabledSecrets },
  options: CheckedOptions,
  context: AppContext,
): Promise<ReadForSet> {
  const { source, clock, secrets } = from;
  const { identity } = source;
  const deploymentId = computeDeploymentId(identity);
  const origin = { deploymentId, fqdn: options.fqdn ?? identity.domain, region: identity.region };
  const { progress, signal } = context;
  const place = await openPlace(options, origin, progress);
  const versions = await selectStampVersions(source, options.stampVersion);
  const createdAt = clock.now();
  warnOfNewer(place, { deploymentId, createdAt }, context);
  const startedMs = clock.monotonicMs();
  const { thumbprint } = options.certificate;
  const facts: SetFacts = { ...versions, backupId: randomUUID(), createdAt, deploymentId, thumbprint };
  const enabledVersions = secrets.note;
  const reading = { source, check: checkRecord, concurrency: CALLS_AT_A_TIME, progress, signal };
  const cloud = await readCloud({ ...reading, enabledVersions });
  assertSomething(cloud);
  signal.throwIfAborted();
  const omissions = [...secrets.leftEnabled, ...cloud.omissions];
  return { place, facts, cloud: { ...cloud, omissions }, startedMs };
}

/** Opens the place that a set is written to. A share without any set has none yet: the first one makes it. */
async function openPlace(
  { share, network }: Pick<CheckedOptions, 'share' | 'network'>,
  origin: CaptureOrigin,
  progress: Progress,
): Promise<CapturePlace> {
  assertFolderNames(origin);
  const stores = await openShareIfAny(share, { poolThreads: readPoolThreads(), network });
  const catalog = await readCatalog(stores, { progress });
  const locations = stores.map(({ location }) => location);
  const chosen = chooseLocation(network?.location ?? resolve(share), origin, { locations, catalog });
  return { location: nameSmbPath(chosen), catalog };
}

/** Warns of a clock that is behind. */
function warnOfNewer(
  { catalog }: CapturePlace,
  made: Pick<SetFacts, 'deploymentId' | 'createdAt'>,
  context: AppContext,
): void {
  const newer = findNewerSet(catalog, made);
  if (newer === undefined) return;
  const [theirs, ours] = [formatMinute(newer.createdAt), formatMinute(made.createdAt)];
  context.warn(
    `set ${newer.backupId} on the share is of ${theirs}, and this machine's clock says ${ours}: latest means that set, not the new one`,
  );
}

async function clearDead(
  place: CapturePlace,
  context: AppContext,
  ports: CapturePorts,
): Promise<readonly string[]> {
  const from = { processes: ports.processes, now: ports.clock.now() };
  const { cleared, left } = await clearCaptures(join(place.location, 'progressivebackup'), ports.files, from);
  for (const backupId of left) {
    context.warn(`the capture of ${backupId} is under way, or was broken off elsewhere; its files were left`);
  }
  return cleared;
}

const VALIDATORS = new Map<PayloadKind, Promise<RecordValidator<PayloadKind>>>();

/** Checks a record against the schema of its kind, which is loaded once. */
export const checkRecord: RecordCheck = async (kind, record) => {
  const known = VALIDATORS.get(kind);
  const loading: Promise<RecordValidator<PayloadKind>> = known ?? loadRecordValidator(kind);
  if (known === undefined) VALIDATORS.set(kind, loading);
  const result = (await loading)(record);
  return result.valid ? [] : result.violations.map(({ pointer, message }) => `${pointer} ${message}`);
};
