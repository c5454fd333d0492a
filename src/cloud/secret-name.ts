import { selectLastSegment } from './arm-id.js';

/** The id of a secret in whatever words, for people to read; `parseSecretId` says whether one can be relied on. */
const SECRET_ID = /^https:\/\/([^./:]+)(?:[.:][^/]*)?\/secrets\/([^/]+)(?:\/(.*))?$/is;

/** The name by which people know a secret, `VAULT/NAME`; the last part of an id that is no secret's. */
export function nameSecret(id: string): string {
  const [, vault, name] = SECRET_ID.exec(id) ?? [];
  return vault === undefined || name === undefined ? selectLastSegment(id) : `${vault}/${name}`;
}

/** Names one version of a secret, `VAULT/NAME VERSION`; without the version where the id has none. */
export function nameSecretVersion(id: string): string {
  const [, , , version = ''] = SECRET_ID.exec(id) ?? [];
  return `${nameSecret(id)} ${version}`.trimEnd();
}
