import { selectLastSegment } from '../../../../cloud/arm-id.js';
import type { SetRecords } from '../../../../backup-set/content/records.js';
import type { DescribedRecord } from '../describe-records.js';
import type { Mapping } from '../../ids/mapping.js';
import type { PlanEntry } from '../restore-plan.js';
import { selectRecordName } from '../select-records.js';

/** Formats a line of a mapping file, as YAML that may be pasted. */
export function formatMappingLine(section: keyof Mapping, old: string, renamed: string): string {
  return `--map: ${section}: { ${JSON.stringify(old)}: ${JSON.stringify(renamed)} }`;
}

/** The flags that leave records out, with all that hangs on them. */
export function listExceptions(records: readonly DescribedRecord[]): readonly string[] {
  const flags = records.map(({ kind, id }) => `--except "${kind}/${selectRecordName(kind, id)}"`);
  return [`${[...new Set(flags)].join(' ')} --unmet skip`];
}

/** The ways out where something does not come: bring it after all, or go on without what hangs on it. */
export function listWaysOut(needed: DescribedRecord, homeTenantId: string): readonly string[] {
  const { kind, disposition } = needed;
  // Only a cloud with AD FS leaves a directory to a person, and it has one.
  const isDirectory = kind === 'directoryTenant' && disposition.action === 'manual';
  const tenantId = isDirectory ? disposition.replacedId : undefined;
  const skip = '--unmet skip';
  return tenantId === undefined
    ? [skip]
    : [formatMappingLine('directoryTenants', tenantId, homeTenantId), skip];
}

/** The decisions about an object that the target has. */
export function listConflictFlags({ kind, differing, fixedBy }: PlanEntry): readonly string[] {
  const skip = `--existing ${kind}=skip`;
  if (differing === undefined) return [`--existing ${kind}=adopt`, skip];
  return fixedBy === undefined ? [`--existing ${kind}=update`, skip] : [skip];
}

/** The decisions about a principal that the target cannot know. */
export function listPrincipalFlags(principal: string): readonly string[] {
  return [formatMappingLine('principals', principal, 'NEW-ID'), '--unmapped manual', '--unmapped keep'];
}

/**
 * The decisions about a name that is taken. Only vaults can be brought back under another one.
 *
 * @param captured with the names of the source
 */
export function listNameFlags(records: readonly DescribedRecord[], captured: SetRecords): readonly string[] {
  const renamed = records
    .filter(({ kind }) => kind === 'vault')
    .map(({ recordIndex }) => {
      const name = selectLastSegment(captured.vault[recordIndex]?.id ?? '');
      return formatMappingLine('vaultNames', name, 'NEW-NAME');
    });
  return [...renamed, ...listExceptions(records)];
}
