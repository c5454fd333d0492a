import { describeBackup } from './describe-backup.js';
import type { ListBackups } from '../app.js';
import { withShare } from './share.js';

/** Lists the sets of a share, newest first, from metadata alone. Errors as {@link withShare}. */
export const listBackups: ListBackups = (options, context) =>
  withShare(options, context, async ({ catalog }) => ({
    backups: catalog.sets.map((set) => ({ ...describeBackup(set), problems: set.findings })),
    findings: catalog.findings,
  }));
