import { isJsonObject, type JsonObject, parseJson, readText } from '../../../cloud/json-value.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { createArmError } from './arm-error.js';
import { type ArmChannel, sendArmRequest } from './arm-request.js';

const PAGE_LIMIT = 100_000;

/**
 * Reads all pages of a list. `nextLink` may be absent, null or empty on the last one, and is followed as it stands, but
 * only on the same host: the token goes with it.
 *
 * @returns undefined when the list itself is not there (404 on its first page).
 * @throws TARGET_UNREACHABLE when a page is no list, or links to another host or in a circle.
 * Source: REST reference, section 10.6.
 */
export async function listPages(
  channel: ArmChannel,
  firstUrl: string,
): Promise<readonly JsonObject[] | undefined> {
  const items: JsonObject[] = [];
  const seen = new Set<string>();
  for (let url: string | undefined = firstUrl; url !== undefined;) {
    if (seen.has(url) || seen.size >= PAGE_LIMIT) throw createPagingError(url, 'the list links to itself');
    seen.add(url);
    const response = await sendArmRequest(channel, { method: 'GET', url });
    if (response.status === 404 && seen.size === 1) return undefined;
    if (response.status !== 200) throw createArmError(response);
    const body = parseJson(response.bodyAsText);
    const value = isJsonObject(body) ? body['value'] : undefined;
    if (!Array.isArray(value)) throw createPagingError(url, 'the answer is no list');
    items.push(...value.filter((item) => isJsonObject(item)));
    url = selectNextLink(readText(body, 'nextLink'), url);
  }
  return items;
}

function selectNextLink(nextLink: string | undefined, url: string): string | undefined {
  if (nextLink === undefined || nextLink === '') return undefined;
  if (!URL.canParse(nextLink) || new URL(nextLink).origin !== new URL(url).origin) {
    throw createPagingError(url, 'the next page is on another host');
  }
  return nextLink;
}

function createPagingError(url: string, reason: string): RestackError {
  const { host, pathname } = new URL(url);
  return new RestackError('TARGET_UNREACHABLE', `${host}${pathname}: ${reason}`, {
    details: { host, path: pathname },
  });
}
