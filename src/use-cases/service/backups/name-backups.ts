import type { ServiceBackup } from '../backup-service.js';

const NAMED = 8;
const ID_LENGTH = 8;

/** Names some backups in one line, and the number of the others: `1f3a9c2e of 2026-11-20 08:00Z, 5d6e7f80 of …`. */
export function nameBackups(backups: readonly Pick<ServiceBackup, 'backupId' | 'createdAt'>[]): string {
  const named = backups.slice(0, NAMED).map(({ backupId, createdAt }) => {
    const when = createdAt === null ? '' : ` of ${createdAt.toISOString().slice(0, 16).replace('T', ' ')}Z`;
    return `${backupId.slice(0, ID_LENGTH)}${when}`;
  });
  const more = backups.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** `1 backup`, `3 backups`. */
export function countBackups(backups: readonly unknown[]): string {
  return `${backups.length} ${backups.length === 1 ? 'backup' : 'backups'}`;
}
