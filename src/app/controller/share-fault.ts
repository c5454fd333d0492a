import type { ShareFault } from '../../controller/cloud/backups/backup-share.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { readSystemCode } from '../../core/errors/system-code.js';

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
