import { reachNetworkShare, ANSWER_TIMEOUT_MS } from '../../adapters/store/network/share/network-share.js';
import type { NetworkShare } from '../../adapters/store/network/share/network-store.js';
import { isWholeCredential, parseNetworkPath, parseNetworkUser } from '../../adapters/store/network-path.js';
import type { ShareAccess } from '../../controller/cloud/backups/backup-share.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { processRedactor } from '../../core/redaction/redactor.js';

/**
 * The file servers that a backup service writes to, over one connection at a time. Users and passwords are kept in
 * memory, and nowhere else.
 */
export class ServiceNetwork {
  #access: ShareAccess = { userName: undefined, password: undefined };
  #open: { readonly key: string; readonly share: NetworkShare } | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** Notes who opens shares from now on; what is not given stays as it was. */
  note({ userName, password }: ShareAccess): void {
    this.#access = {
      userName: userName ?? this.#access.userName,
      password: password ?? this.#access.password,
    };
    if (password !== undefined) processRedactor.keep(password);
  }

  /**
   * Uses a share, when those before have done with theirs: libsmbclient takes one connection.
   *
   * @throws SHARE_UNREACHABLE when nobody has said who opens it, or libsmbclient is missing; the errors of `use`.
   */
  with<R>(path: string, use: (share: NetworkShare) => Promise<R>): Promise<R> {
    const turn = this.#last.then(async () => use(await this.#reach(path)));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #reach(path: string): Promise<NetworkShare> {
    const { userName = '', password } = this.#access;
    const network = parseNetworkPath(path);
    const user = parseNetworkUser(userName);
    if (network === undefined || user === undefined || !password || !isWholeCredential(password)) {
      throw new RestackError('SHARE_UNREACHABLE', `nobody has said who opens ${path}`, {
        details: { location: path, reason: 'EACCES' },
      });
    }
    const key = JSON.stringify([path, userName, password]);
    if (this.#open?.key === key) return this.#open.share;
    await this.#open?.share.close();
    this.#open = undefined;
    const share = await reachNetworkShare(network, {
      user: { ...user, password },
      timeoutMs: ANSWER_TIMEOUT_MS,
    });
    this.#open = { key, share };
    return share;
  }
}
