import { createFinding, type Finding } from '../../core/errors/finding.js';
import type { BackupInfo } from '../../schema/generated/types.js';
import type { BackupSet, BackupStatus } from '../catalog.js';

/** The facts of a set that are compared with its BackupInfo. */
export type ComparedSet = Pick<
  BackupSet,
  | 'backupId'
  | 'status'
  | 'cloudRecoveryReady'
  | 'stampVersion'
  | 'oemVersion'
  | 'deploymentId'
  | 'encryption'
  | 'chains'
>;

type Role = NonNullable<BackupInfo['RoleStatus']>[number];

const CLAIMED: ReadonlySet<BackupStatus> = new Set(['Succeeded', 'PartialSucceeded']);

/** The most names in a message; the rest is counted. */
const TOLD = 3;

/** Lists the facts that a BackupInfo file states differently. Source: format specification, section 4. */
export function compareBackupInfo(info: BackupInfo, set: ComparedSet, file: string): readonly Finding[] {
  const findings: Finding[] = [];
  const report = (pointer: string, problem: string) => {
    findings.push(
      createFinding('INFO_STALE', `${file}: ${problem}.`, { backupId: set.backupId, file, pointer }),
    );
  };
  const compare = (name: string, said: string | boolean | undefined, found: string | boolean | null) => {
    if (said !== undefined && said !== found)
      report(`/${name}`, `${name} is ${said}, found ${found ?? 'none'}`);
  };
  compare('Status', info.Status, set.status);
  compare('IsCloudRecoveryReady', info.IsCloudRecoveryReady, set.cloudRecoveryReady);
  compare('StampVersion', info.StampVersion, set.stampVersion);
  compare('OemVersion', info.OemVersion, set.oemVersion);
  compare('DeploymentID', info.DeploymentID, set.deploymentId);
  compare('EncryptionCertThumbprint', info.EncryptionCertThumbprint, set.encryption.thumbprint);
  if (info.CompletelyUploaded === false) report('/CompletelyUploaded', 'it was not completely uploaded');

  const present = new Set(set.chains.map(({ repositoryName }) => repositoryName.toLowerCase()));
  const roles = info.RoleStatus ?? [];
  const missing = roles.flatMap((role) => listMissing(role, present));
  const underrated = roles.flatMap((role) => listUnderrated(role, present));
  if (missing.length > 0)
    report('/RoleStatus', `its role is said to have succeeded, but not usable: ${renderNames(missing)}`);
  if (underrated.length > 0) {
    report('/RoleStatus', `said not to have succeeded, but usable: ${renderNames(underrated)}`);
  }
  return findings;
}

/** Repositories that failed in a role that claims to have succeeded. Those that claim it themselves are missing. */
function listMissing(role: Role, present: ReadonlySet<string>): readonly string[] {
  if (role.Status !== 'Succeeded') return [];
  return (role.RepositoryStatus ?? [])
    .filter(({ FullRepositoryName: name }) => !present.has(name.toLowerCase()))
    .filter(({ Status: status }) => !CLAIMED.has(status) && status !== 'Skipped')
    .map(({ FullRepositoryName: name }) => name);
}

/**
 * Repositories that are there although the file denies it; the role itself when all of its repositories are. One that
 * succeeded in part is there, and may lack records.
 */
function listUnderrated(role: Role, present: ReadonlySet<string>): readonly string[] {
  const repositories = role.RepositoryStatus ?? [];
  const usable = repositories.filter(({ FullRepositoryName: name }) => present.has(name.toLowerCase()));
  const partial = usable.filter(({ Status: status }) => status === 'PartialSucceeded');
  const wrong = usable.filter(
    ({ Status: status }) => status !== 'Succeeded' && status !== 'PartialSucceeded',
  );
  if (wrong.length > 0) return wrong.map(({ FullRepositoryName: name }) => name);
  const isWholeRoleUsable = repositories.length > 0 && usable.length === repositories.length;
  const expected = partial.length > 0 ? 'PartialSucceeded' : 'Succeeded';
  return isWholeRoleUsable && role.Status !== expected && role.Status !== 'Succeeded' ? [role.RoleName] : [];
}

function renderNames(names: readonly string[]): string {
  const told = names.slice(0, TOLD).join(', ');
  return names.length > TOLD ? `${told} and ${names.length - TOLD} more` : told;
}
