import { randomUUID } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { formatTemporaryName } from '../../backup-set/names/capture-names.js';
import type {
  BackupShare,
  SetToExport,
  ShareFault,
  StoredSet,
} from '../../controller/cloud/backups/backup-share.js';
import { nameSmbPath } from '../../adapters/store/network/calls/smb-url.js';
import type { NetworkShare } from '../../adapters/store/network/share/network-store.js';
import { isReached } from '../share/network-access.js';
import { ServiceNetwork } from './service-network.js';
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
 * Lets the embedded controller's backup service use folders as shares, and shares of file servers. Sets are written and
 * cleared as by a capture. Source: format specification, sections 1, 6 and 11.
 */
export function createServiceShare(
  ports: ServiceSharePorts = MACHINE,
  { database = false }: ServiceShareOptions = {},
): BackupShare {
  const network = new ServiceNetwork();
  // Folders of sets that may not have been removed after their writing failed, by backup id.
  const broken = new Map<string, string>();
  /** Does some work where a path leads: on this machine, or on a file server that it has not mounted. */
  const at = <A extends object>(path: string, work: (place: ServicePlace) => Promise<A>) =>
    answerForShare(() => {
      if (!isReached(path)) return work({ path, ports, broken });
      return network.with(path, (share) => work({ path: share.location, ports: createPorts(share), broken }));
    });
  return {
    contact(path, access) {
      if (access !== undefined) network.note(access);
      return at(path, contact);
    },
    writeSet: (path, set) => at(path, (place) => writeSet(place, set, database)),
    listFiles: (path, set) =>
      at(path, async (place) => {
        const own = await listOwnFiles(await findSetFolder(place, set), set.backupId, place.ports);
        // As paths of the share that was configured.
        const files = own.files.map((file) => nameSmbPath(file).replace(place.path, () => path));
        return { files: own.isNeeded ? [] : files };
      }),
    removeSet: (path, set) =>
      at(path, async (place) => {
        const folder = await findSetFolder(place, set);
        const own = await listOwnFiles(folder, set.backupId, place.ports);
        if (own.isNeeded) return { isNeeded: true };
        if (own.files.length > 0) await removeSetFiles(folder, set.backupId, place.ports.files);
        return {};
      }),
  };
}

/** A share that is in use. */
interface ServicePlace {
  readonly path: string;
  readonly ports: ServiceSharePorts;
  readonly broken: Map<string, string>;
}

function createPorts(network: NetworkShare): ServiceSharePorts {
  const readFreeBytes = (folder: string) => network.ask.readFreeBytes(folder);
  return { files: network.files, processes: machineProcesses, readFreeBytes, network };
}

async function findSetFolder({ path, ports }: ServicePlace, { stampVersion }: StoredSet): Promise<string> {
  return join(await findServiceFolder(path, ports), stampVersion);
}

async function contact({ path, ports }: ServicePlace): Promise<{ readonly freeBytes: number }> {
  const { files, readFreeBytes } = ports;
  await findServiceFolder(path, ports);
  const probe = join(path, formatTemporaryName(`_${randomUUID()}_probe`));
  await files.writeNew(probe, Buffer.alloc(0));
  await files.remove(probe);
  return { freeBytes: await readFreeBytes(path) };
}

async function writeSet(place: ServicePlace, set: SetToExport, database: boolean) {
  const { path, ports, broken } = place;
  const root = await findServiceFolder(path, ports);
  for (const [backupId, folder] of broken) {
    await removeSetFiles(folder, backupId, ports.files);
    broken.delete(backupId);
  }
  await clearCaptures(root, ports.files, { processes: ports.processes, now: new Date() });
  const folder = join(root, set.stampVersion);
  broken.set(set.backupId, folder);
  const info = await exportSet(folder, set, { ...ports, database });
  broken.delete(set.backupId);
  return { info, freeBytes: await ports.readFreeBytes(path) };
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
  ECONNABORTED: 'connectivity',
  EPERM: 'authentication',
  SHUT_OUT: 'authentication',
  EROFS: 'authentication',
  ECONNREFUSED: 'connectivity',
  ECONNRESET: 'connectivity',
  EHOSTDOWN: 'connectivity',
  EHOSTUNREACH: 'connectivity',
  EIO: 'connectivity',
  ENETRESET: 'connectivity',
  ENETUNREACH: 'connectivity',
  ENOTCONN: 'connectivity',
  EPIPE: 'connectivity',
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
