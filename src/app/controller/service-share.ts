import { randomUUID } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { formatTemporaryName } from '../../backup-set/names/capture-names.js';
import type { BackupShare, ShareFault } from '../../controller/cloud/backups/backup-share.js';
import { machineProcesses } from '../../adapters/disk/process/machine-processes.js';
import { clearCaptures } from '../../backup-set/write/clear-captures.js';
import { exportSet, listOwnFiles } from './export-set.js';
import { removeSetFiles } from '../../backup-set/write/share-files.js';
import { findServiceFolder, type ServiceSharePorts } from './service-folder.js';
import { machineShareFiles } from '../../adapters/disk/machine-share-files.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { readSystemCode } from '../../core/errors/system-code.js';

const MACHINE: ServiceSharePorts = {
  files: machineShareFiles,
  processes: machineProcesses,
  readFreeBytes: async (folder) => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

/** The form of the sets that are written. */
export interface ServiceShareOptions {
  /** True where plans, offers and subscriptions are to lie in a SQL Server backup, as those of the product do. */
  readonly database?: boolean;
}

/**
 * Lets the embedded controller's backup service use folders as shares. Sets are written and cleared as by a capture.
 * Source: format specification, sections 1, 6 and 11.
 */
export function createServiceShare(
  ports: ServiceSharePorts = MACHINE,
  { database = false }: ServiceShareOptions = {},
): BackupShare {
  const { files, processes, readFreeBytes } = ports;
  // Folders of sets that may not have been removed after their writing failed, by backup id.
  const broken = new Map<string, string>();
  const clear = async (root: string) => {
    for (const [backupId, folder] of broken) {
      await removeSetFiles(folder, backupId, files);
      broken.delete(backupId);
    }
    await clearCaptures(root, files, { processes, now: new Date() });
  };
  return {
    contact: (path) =>
      answerForShare(async () => {
        await findServiceFolder(path, ports);
        const probe = join(path, formatTemporaryName(`_${randomUUID()}_probe`));
        await files.writeNew(probe, Buffer.alloc(0));
        await files.remove(probe);
        return { freeBytes: await readFreeBytes(path) };
      }),
    writeSet: (path, set) =>
      answerForShare(async () => {
        const root = await findServiceFolder(path, ports);
        await clear(root);
        const folder = join(root, set.stampVersion);
        broken.set(set.backupId, folder);
        const info = await exportSet(folder, set, { ...ports, database });
        broken.delete(set.backupId);
        return { info, freeBytes: await readFreeBytes(path) };
      }),
    listFiles: (path, set) =>
      answerForShare(async () => {
        const folder = join(await findServiceFolder(path, ports), set.stampVersion);
        const own = await listOwnFiles(folder, set.backupId, files);
        return { files: own.isNeeded ? [] : own.files };
      }),
    removeSet: (path, set) =>
      answerForShare(async () => {
        const folder = join(await findServiceFolder(path, ports), set.stampVersion);
        const own = await listOwnFiles(folder, set.backupId, files);
        if (own.isNeeded) return { isNeeded: true };
        if (own.files.length > 0) await removeSetFiles(folder, set.backupId, files);
        return {};
      }),
  };
}

/** The faults of a share behind the system's codes, for the person who has to put it right. */
const FAULTS: Readonly<Record<string, ShareFault>> = {
  ENOSPC: 'capacity',
  EDQUOT: 'capacity',
  EFBIG: 'capacity',
  ENOENT: 'path',
  ENOTDIR: 'path',
  ENAMETOOLONG: 'path',
  ELOOP: 'path',
  EACCES: 'authentication',
  EPERM: 'authentication',
  EROFS: 'authentication',
  ECONNREFUSED: 'connectivity',
  ECONNRESET: 'connectivity',
  EHOSTDOWN: 'connectivity',
  EHOSTUNREACH: 'connectivity',
  EIO: 'connectivity',
  ENETUNREACH: 'connectivity',
  ENOTCONN: 'connectivity',
  ESTALE: 'connectivity',
  ETIMEDOUT: 'connectivity',
};

/**
 * Answers for a share: the answer of `work`, or the share's fault when `work` fails because of it. Other errors are
 * thrown on.
 */
export async function answerForShare<A extends object>(
  work: () => Promise<A>,
): Promise<A | { readonly fault: ShareFault }> {
  try {
    return await work();
  } catch (error) {
    const code = readReason(error);
    if (code === undefined) throw error;
    return { fault: FAULTS[code] ?? 'general' };
  }
}

function readReason(error: unknown): string | undefined {
  if (!(error instanceof RestackError)) return readSystemCode(error);
  const reason = error.details['reason'];
  return error.code === 'SHARE_UNREACHABLE' && typeof reason === 'string' ? reason : undefined;
}
