import type { KeyObject } from 'node:crypto';
import type { PayloadKind } from '../../schema/payloads.js';
import type { CaptureResult } from '../../schema/results.js';
import type { BackupSet } from '../catalog.js';
import { PORTABLE_REPOSITORIES } from '../names/portable-repositories.js';
import { type AssembledSet, assembleSet, type SetMaterial } from './assemble-set.js';
import type { CapturePlace } from './capture-place.js';
import { type ChainPlace, chooseChains } from './choose-chain.js';
import { combine, judgeRoles, type SetFacts } from './describe-set.js';
import { createWrappedKeys } from './seal-repository.js';

/** An object of the cloud that is not in the set. */
interface CapturedOmission extends Omit<CaptureResult['omissions'][number], 'repository' | 'kind'> {
  readonly kind: PayloadKind;
  /** True when nothing of this kind could be read. */
  readonly whole: boolean;
}

/** A captured cloud, and the facts and keys of the set that is made of it. */
export interface CaptureMaterial {
  readonly facts: SetFacts;
  readonly cloud: {
    readonly records: SetMaterial['records'];
    readonly omissions: readonly CapturedOmission[];
  };
  readonly place: CapturePlace;
  readonly certificate: { readonly publicKey: KeyObject; readonly thumbprint: string };
  readonly fullEvery: number;
  readonly elapsedMs: () => number;
  /** Stops the work between two files. */
  readonly signal: AbortSignal;
}

/** Makes the files of a set that continues the chains in its place, and describes the result. */
export function assembleCapture(material: CaptureMaterial): {
  readonly set: AssembledSet['files'];
  readonly describe: () => Omit<CaptureResult, 'cleared'>;
} {
  const { facts, cloud, place, certificate, elapsedMs, signal } = material;
  const assembled = assembleSet({
    facts,
    records: cloud.records,
    omissions: cloud.omissions,
    registrations: findRegistrations(place, facts),
    chainOf: continueChains(material),
    keys: createWrappedKeys(certificate.publicKey),
    elapsedMs,
    signal,
  });
  return { set: assembled.files, describe: () => describeCapture(material, assembled) };
}

/** The registrations in the folder of the stamp version. The service's own are never changed. */
function findRegistrations({ catalog, location }: CapturePlace, facts: SetFacts): BackupSet['registrations'] {
  const neighbour = catalog.sets.find(
    ({ store, stampVersion, layout }) =>
      store === location && stampVersion === facts.stampVersion && layout === 'progressive',
  );
  return neighbour?.registrations ?? [];
}

function continueChains({
  facts,
  place,
  certificate,
  fullEvery,
}: CaptureMaterial): (repositoryName: string) => ChainPlace {
  const { createdAt, stampVersion, deploymentId } = facts;
  const { thumbprint } = certificate;
  const oemVersion = facts.oemVersion ?? null;
  const origin = { store: place.location, stampVersion, oemVersion, deploymentId, thumbprint };
  return chooseChains(place.catalog, origin, { createdAt, fullEvery });
}

function describeCapture(
  { facts, cloud, place, certificate, elapsedMs }: CaptureMaterial,
  { outcomes, sealed, cloudRecoveryReady }: AssembledSet,
): Omit<CaptureResult, 'cleared'> {
  const kinds = new Map(PORTABLE_REPOSITORIES.map(({ repositoryName, kind }) => [repositoryName, kind]));
  const repositoryOf = new Map(
    PORTABLE_REPOSITORIES.map(({ repositoryName, kind }) => [kind, repositoryName]),
  );
  return {
    backupId: facts.backupId,
    createdAt: facts.createdAt.toISOString(),
    stampVersion: facts.stampVersion,
    deploymentId: facts.deploymentId,
    thumbprint: certificate.thumbprint,
    store: place.location,
    status: combine(outcomes),
    cloudRecoveryReady,
    sizeBytes: sealed.reduce((sum, made) => sum + made.sealedBytes, 0),
    durationMs: elapsedMs(),
    repositories: outcomes.map(({ repositoryName, status }) => {
      const kind = kinds.get(repositoryName);
      const made = sealed.find((item) => item.repositoryName === repositoryName);
      const records = kind === undefined || made === undefined ? 0 : cloud.records[kind].length;
      const type = made?.place.type ?? null;
      return { repository: repositoryName, status, type, records, sizeBytes: made?.sealedBytes ?? 0 };
    }),
    roles: judgeRoles(outcomes).map(({ roleName, status }) => ({ role: roleName, status })),
    omissions: cloud.omissions.map(({ kind, reason, id, message }) => ({
      kind,
      repository: repositoryOf.get(kind) ?? '',
      reason,
      id,
      message,
    })),
  };
}
