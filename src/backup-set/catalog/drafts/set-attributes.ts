import { EMPTY_GUID } from '../../../core/guid.js';
import type { BackupInfo } from '../../../schema/generated/types.js';
import { isUnfinished } from '../../metadata/backup-status.js';
import { type ChainLink, isBroken, thumbprintOf } from '../chains/build-chains.js';
import type { BackupSet, BackupStatus } from '../../catalog.js';
import type { SetFolderPath } from '../../names/classify-path.js';
import { parseIsoDateTime } from '../../names/iso-date-time.js';
import type { SetCandidate } from './set-candidates.js';
import type { InheritedFacts } from '../folder/snapshot-problem.js';

/** The attributes of a set that come from its snapshots, or else from its BackupInfo file. */
export type SetAttributes = Pick<
  BackupSet,
  'createdAt' | 'stampVersion' | 'oemVersion' | 'deploymentId' | 'automatic' | 'encryption'
>;

/**
 * Takes a set's attributes from its usable chains; where there are none, from any metadata that can be read. A set is
 * as old as its eldest snapshot, because later changes may be missing.
 */
export function selectAttributes(
  candidate: SetCandidate,
  links: readonly ChainLink[],
  from: { readonly info: BackupInfo | null; readonly folder: SetFolderPath },
): SetAttributes {
  const usable = links.map(({ snapshot }) => snapshot);
  const unusable = [
    ...candidate.chains.filter(isBroken).map(({ snapshot }) => snapshot),
    ...candidate.problems.flatMap(({ facts }) => facts ?? []),
  ];
  const sources: readonly InheritedFacts[] = usable.length > 0 ? usable : unusable;
  const [first] = sources;
  if (first === undefined) return readInfoAttributes(candidate, from);
  const { stampVersion, oemVersion, deploymentId, automatic } = first;
  return {
    createdAt: new Date(Math.min(...sources.map((facts) => facts.createdAt.getTime()))),
    stampVersion,
    oemVersion,
    deploymentId,
    automatic,
    encryption: { mode: first.encryption.mode, thumbprint: thumbprintOf(first) },
  };
}

/** The values in place of members that a BackupInfo file leaves out. */
const UNSTATED = {
  CreatedDateTime: '',
  OemVersion: null,
  DeploymentID: EMPTY_GUID,
  IsAutomaticBackup: false,
  EncryptionCertThumbprint: null,
} as const;

function readInfoAttributes(
  candidate: SetCandidate,
  { info, folder }: { readonly info: BackupInfo | null; readonly folder: SetFolderPath },
): SetAttributes {
  const takenAt = candidate.problems[0]?.files.name.takenAt;
  const stated = { ...UNSTATED, ...info };
  const thumbprint = stated.EncryptionCertThumbprint;
  return {
    createdAt: parseIsoDateTime(stated.CreatedDateTime) ?? takenAt ?? new Date(0),
    stampVersion: stated.StampVersion ?? folder.stampVersion ?? 'unknown',
    oemVersion: stated.OemVersion,
    deploymentId: stated.DeploymentID,
    automatic: stated.IsAutomaticBackup,
    encryption: { mode: thumbprint === null ? 'key' : 'certificate', thumbprint },
  };
}

/**
 * Computes a set's status from what lies there. Only where nothing does, BackupInfo is believed, unless it claims
 * success.
 *
 * @param isComplete true when no repository is missing, and none is there in part.
 */
export function computeStatus(
  candidate: SetCandidate,
  isComplete: boolean,
  from: { readonly links: readonly ChainLink[]; readonly info: BackupInfo | null },
): BackupStatus {
  const { problems, chains } = candidate;
  if (problems.some(({ status }) => status !== null && isUnfinished(status))) return 'Running';
  if (isComplete && problems.length === 0 && !chains.some(isBroken)) return 'Succeeded';
  if (from.links.length > 0) return 'PartialSucceeded';
  const said = problems.length + chains.length === 0 ? from.info?.Status : undefined;
  return said === undefined || said === 'Succeeded' || said === 'PartialSucceeded' ? 'Failed' : said;
}
