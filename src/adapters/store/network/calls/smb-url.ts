/** A place on a share as a path of this machine writes it: `join` takes one of the two slashes away. */
const PLACE = /^smb:\/+(?<rest>.*)$/i;

/** True for the path of a place on a share. */
export function isSmbPath(path: string): boolean {
  return PLACE.test(path);
}

/** The names in the path of a place on a share: host, share, folders. */
export function splitSmbPath(path: string): readonly string[] {
  return (PLACE.exec(path)?.groups?.['rest'] ?? '').split('/').filter((name) => name !== '' && name !== '.');
}

/** The path of the share that a place lies on. */
export function nameShare(path: string): string {
  return formatSmbPath(splitSmbPath(path).slice(0, 2));
}

/** True for a path with a name that no file of a share can have. Source: MS-FSCC, section 2.1.5. */
export function isOddPath(path: string): boolean {
  return splitSmbPath(path)
    .slice(1)
    .some((name) => name.length > 255 || /["*:<>?|\p{Cc}]/u.test(name));
}

/** Formats the path of a place on a share with both of its slashes. */
export function formatSmbPath(names: readonly string[]): string {
  return `smb://${names.join('/')}`;
}

/** The path of a place as a person gives it; any other path stays as it is. */
export function nameSmbPath(path: string): string {
  return isSmbPath(path) ? formatSmbPath(splitSmbPath(path)) : path;
}

/** Formats the URL that libsmbclient takes: every character of a name that could mean something is written as %XX. */
export function formatSmbUrl(path: string): string {
  const [host = '', ...names] = splitSmbPath(path);
  return formatSmbPath([host, ...names.map(encodeName)]);
}

function encodeName(name: string): string {
  return [...Buffer.from(name, 'utf8')]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[\w.-]/.test(character) ? character : `%${byte.toString(16).padStart(2, '0').toUpperCase()}`;
    })
    .join('');
}
