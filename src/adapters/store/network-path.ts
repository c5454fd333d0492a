/** A share of a file server. */
export interface NetworkPath {
  readonly host: string;
  readonly share: string;
  /** Folders below the share; may be empty. */
  readonly folders: readonly string[];
}

/**
 * Parses `\\host\share\folder…` (also `smb://host/share/…` and, on every platform, the long form `\\?\UNC\host\…`).
 *
 * @returns undefined for a path that names no host and share this way.
 */
export function parseNetworkPath(path: string): NetworkPath | undefined {
  const match = /^(?:\\\\\?\\UNC\\|\\\\|smb:\/\/)(?<rest>.+)$/i.exec(path);
  const [host, share, ...folders] = (match?.groups?.['rest'] ?? '')
    .split(/[/\\]+/)
    .filter((part) => part !== '');
  if (!host || !share || host === '?' || host === '.') return undefined;
  return { host, share, folders };
}

/** Who opens a share. */
export interface NetworkUser {
  /** Empty where the name alone, such as `user@DOMAIN`, says it. */
  readonly domain: string;
  readonly name: string;
}

/** Longest name and password, in bytes. Source: libsmbclient, whose places for them are this large, with a zero. */
export const LONGEST_CREDENTIAL_BYTES = 255;

/** True for a name or password that libsmbclient takes whole. */
export function isWholeCredential(text: string): boolean {
  return Buffer.byteLength(text, 'utf8') <= LONGEST_CREDENTIAL_BYTES && !text.includes('\0');
}

/** Parses `DOMAIN\user`, `DOMAIN/user`, `user@DOMAIN` or `user`; undefined for any other text. */
export function parseNetworkUser(text: string): NetworkUser | undefined {
  const [, domain = '', name = ''] = /^(?:([^\\/]+)[\\/])?([^\\/]+)$/.exec(text) ?? [];
  return name !== '' && isWholeCredential(domain) && isWholeCredential(name) ? { domain, name } : undefined;
}

/** Formats a user as a person writes it. */
export function formatNetworkUser({ domain, name }: NetworkUser): string {
  return domain === '' ? name : `${domain}\\${name}`;
}

/** The commands that make a share of a file server readable on this machine, and the path to give afterwards. */
export function renderMountHints(path: NetworkPath, platform: NodeJS.Platform): readonly string[] {
  const { host, share, folders } = path;
  if (platform === 'win32')
    return [`restack list --share ${quoteForShell(['\\\\' + host, share, ...folders].join('\\'))}`];
  const mountPoint = platform === 'darwin' ? '/Volumes/backup' : '/mnt/backup';
  const source = quoteForShell(`//${host}/${share}`);
  const mount =
    platform === 'darwin'
      ? `sudo mkdir -p ${mountPoint} && sudo mount_smbfs -o rdonly ${quoteForShell(`//USER@${host}/${share}`)} ${mountPoint}`
      : `sudo mkdir -p ${mountPoint} && sudo mount -t cifs -o ro,username=USER,domain=DOMAIN ${source} ${mountPoint}`;
  return [mount, `restack list --share ${quoteForShell([mountPoint, ...folders].join('/'))}`];
}

/** A path as a shell takes it: quoted where it is more than plain words. */
export function quoteForShell(text: string): string {
  return /^[\w./:@\\-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
