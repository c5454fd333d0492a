import { describeBackup } from './describe-backup.js';
import type { ListBackups } from './app.js';
import { readShare } from './share.js';

/** The sets of a share, newest first, from metadata alone. Errors as {@link readShare}. */
export const listBackups: ListBackups = async (options, context) => {
  const { catalog } = await readShare(options, context);
  return {
    backups: catalog.sets.map((set) => ({ ...describeBackup(set), problems: set.findings })),
    findings: catalog.findings,
  };
};
