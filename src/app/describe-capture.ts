import { PORTABLE_REPOSITORIES } from '../backup-set/portable-repositories.js';
import { combine, judgeRoles, type SetFacts } from '../capture/describe-set.js';
import type { CapturedCloud } from '../capture/read-cloud.js';
import type { CaptureResult } from '../report/results.js';
import type { AssembledSet } from './assemble-set.js';

/** What a capture came to, once its set is written. */
export function describeCapture(
  { outcomes, sealed, cloudRecoveryReady }: AssembledSet,
  from: {
    readonly facts: SetFacts & { readonly thumbprint: string };
    readonly cloud: CapturedCloud;
    /** Path of `MASBackup`. */
    readonly store: string;
    readonly durationMs: number;
  },
): Omit<CaptureResult, 'cleared'> {
  const { facts, cloud, store, durationMs } = from;
  const kinds = new Map(PORTABLE_REPOSITORIES.map(({ repositoryName, kind }) => [repositoryName, kind]));
  const repositoryOf = new Map(
    PORTABLE_REPOSITORIES.map(({ repositoryName, kind }) => [kind, repositoryName]),
  );
  return {
    backupId: facts.backupId,
    createdAt: facts.createdAt.toISOString(),
    stampVersion: facts.stampVersion,
    deploymentId: facts.deploymentId,
    thumbprint: facts.thumbprint,
    store,
    status: combine(outcomes),
    cloudRecoveryReady,
    sizeBytes: sealed.reduce((sum, made) => sum + made.sealedBytes, 0),
    durationMs,
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
