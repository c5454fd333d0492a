import type { ServiceBackup } from '../backup-service.js';

const UNFINISHED: ReadonlySet<string> = new Set(['Creating', 'Queued', 'Running']);
const LEAVES_SET: ReadonlySet<string> = new Set(['Succeeded', 'PartialSucceeded']);

/** True while the service is working on the backup. */
export function isUnfinished({ status }: Pick<ServiceBackup, 'status'>): boolean {
  return UNFINISHED.has(status);
}

/** True when a set of the backup must lie on the share. */
export function leavesSet({ status }: Pick<ServiceBackup, 'status'>): boolean {
  return LEAVES_SET.has(status);
}

/** Orders backups by their creation, newest first; those without a time come last. */
export function compareAge(left: Pick<ServiceBackup, 'createdAt'>, right: typeof left): number {
  return (right.createdAt?.getTime() ?? 0) - (left.createdAt?.getTime() ?? 0);
}
