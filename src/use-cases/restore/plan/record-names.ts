import { selectLastSegment } from '../../../cloud/arm-id.js';
import { isJsonObject, readTextOrEmpty } from '../../../cloud/json-value.js';
import type { PayloadKind } from '../../../schema/payloads.js';

const SECRET_ID = /^https:\/\/([^./]+)[^/]*\/secrets\/([^/]+)/i;

/** The names of a record, lower case: the last part of its id first, then the names that people use. */
export function listRecordNames(kind: PayloadKind, record: unknown): readonly string[] {
  if (!isJsonObject(record)) return [];
  const id = readTextOrEmpty(record, 'id');
  const properties = record['properties'];
  const inner = isJsonObject(properties) ? properties : {};
  const names = [selectLastSegment(id)];
  if (kind === 'secret') {
    const [, vault = '', secret = ''] = SECRET_ID.exec(id) ?? [];
    names.push(secret, `${vault}/${secret}`);
  }
  for (const object of [record, inner]) {
    for (const member of ['displayName', 'roleName']) names.push(readTextOrEmpty(object, member));
  }
  return [...new Set(names.filter((name) => name !== '').map((name) => name.toLowerCase()))];
}
