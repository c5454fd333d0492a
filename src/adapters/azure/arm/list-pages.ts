import { formatCount, MIB } from '../../../core/sizes.js';
import type { PipelineResponse } from '@azure/core-rest-pipeline';
import { normalizeArmId } from '../../../cloud/arm-id.js';
import type { HearAbsence } from '../../../cloud/cloud-port.js';
import { isJsonObject, type JsonObject, parseJson, readText } from '../../../cloud/json-value.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { createArmError } from './arm-error.js';
import { type ArmChannel, sendArmRequest } from './arm-request.js';

/** Pages of one list, and those one after the other that may hold nothing. */
const PAGE_LIMIT = 100_000;
const EMPTY_PAGE_LIMIT = 100;
/** Characters of all pages of one list, and items: a page can hold more tiny ones than a map can. */
const LENGTH_LIMIT = 256 * MIB;
const ITEM_LIMIT = 1_000_000;

/**
 * Reads all pages of a list. `nextLink` may be absent, null or empty on the last one, and is followed as it stands, but
 * only on the same host: the token goes with it. An item that comes again, on the same page or on another one, is one
 * item.
 *
 * @returns undefined when the list itself is not there (404 on its first page).
 * @throws TARGET_UNREACHABLE when a page is no list of objects, links to another host, in a circle or by what is no
 * text, and when the list does not end: by its size, its time, or a row of pages that hold nothing new. What is not
 * understood is never passed over: whoever reads a list takes it for whole.
 * Source: REST reference, section 10.6.
 */
export async function listPages(
  channel: ArmChannel,
  firstUrl: string,
  hear?: HearAbsence,
): Promise<readonly JsonObject[] | undefined> {
  const items = new Map<string, JsonObject>();
  const seen = new Set<string>();
  const bounds = createBounds(channel);
  for (let url: string | undefined = firstUrl; url !== undefined;) {
    if (seen.has(url) || seen.size >= PAGE_LIMIT) throw createPagingError(url, 'the list links to itself');
    seen.add(url);
    const response = await sendArmRequest(channel, { method: 'GET', url, expectsJson: true });
    if (response.status === 404 && seen.size === 1) {
      hear?.(createArmError(response));
      return undefined;
    }
    const { value, nextLink } = parsePage(response);
    if (items.size + value.length > ITEM_LIMIT) throw createPagingError(url, 'the list is too large');
    bounds.count(response.bodyAsText?.length ?? 0, addItems(items, value));
    const next = selectNextLink(nextLink, url);
    const excess = next === undefined ? undefined : bounds.findExcess();
    if (excess !== undefined) throw createPagingError(url, excess);
    url = next;
  }
  return [...items.values()];
}

function parsePage(response: PipelineResponse): {
  readonly value: readonly JsonObject[];
  readonly nextLink: string | undefined;
} {
  if (response.status !== 200) throw createArmError(response);
  const { url } = response.request;
  const body = parseJson(response.bodyAsText);
  const { value, nextLink: link } = isJsonObject(body) ? body : {};
  const nextLink = link ?? undefined;
  if (!Array.isArray(value)) throw createPagingError(url, 'the answer is no list');
  if (!value.every(isJsonObject)) throw createPagingError(url, 'the list holds what is no object');
  if (nextLink !== undefined && typeof nextLink !== 'string')
    throw createPagingError(url, 'the link to the next page is no text');
  return { value, nextLink };
}

/** Watches that a list comes to an end: by its size, its time, and pages that hold nothing new. */
function createBounds({ clock, listLimitMs }: ArmChannel) {
  const deadlineMs = clock.monotonicMs() + listLimitMs;
  let length = 0;
  let emptyPages = 0;
  return {
    count(pageLength: number, newItems: number) {
      length += pageLength;
      emptyPages = newItems === 0 ? emptyPages + 1 : 0;
    },
    /** The bound that is passed, in words; undefined when the next page may be asked for. */
    findExcess(): string | undefined {
      if (length > LENGTH_LIMIT) return 'the list is too large';
      if (emptyPages >= EMPTY_PAGE_LIMIT)
        return `${formatCount(emptyPages, 'page')} of the list hold nothing new`;
      return clock.monotonicMs() > deadlineMs ? 'the list does not end in time' : undefined;
    },
  };
}

/** Adds the items of a page under their ids. Returns how many there were that had not come before. */
function addItems(items: Map<string, JsonObject>, page: readonly JsonObject[]): number {
  const before = items.size;
  for (const item of page) {
    const id = readText(item, 'id') || readText(item, 'kid') || undefined;
    // Without an id nothing tells whether it came before. No id begins with a space.
    const key = id === undefined ? ` ${items.size}` : normalizeArmId(id);
    if (!items.has(key)) items.set(key, item);
  }
  return items.size - before;
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
