import type { PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { isJsonObject, parseJson } from '../../../cloud/json-value.js';
import type { Clock } from '../../../core/clock.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { selectSystemCode } from '../http/connection-error.js';

const MOST_REPEATS = 2;
const FIRST_PAUSE_MS = 500;

/** System codes of an answer that broke off. */
const CUT: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE']);

/**
 * Asks a sign-in service again when its answer was cut: the identity library repeats refusals only. A code of a browser
 * serves once, and is never sent again.
 */
export async function askThroughCuts(
  request: PipelineRequest,
  clock: Clock,
  ask: () => Promise<PipelineResponse>,
): Promise<PipelineResponse> {
  for (let repeats = 0; ; repeats++) {
    try {
      const response = await ask();
      if (!isCut(response)) return response;
      throw new RestackError('TARGET_UNREACHABLE', 'the answer of the sign-in service was cut', {
        details: { systemCode: 'ECONNRESET' },
      });
    } catch (error) {
      const isCut = CUT.has(selectSystemCode(error) ?? '');
      if (!isCut || repeats === MOST_REPEATS || servesOnce(request)) throw error;
      await clock.wait(FIRST_PAUSE_MS * 2 ** repeats);
    }
  }
}

/** True for the address that gives tokens. The library asks AD FS with a slash at the end. */
export function isTokenEndpoint(url: string): boolean {
  return /\/token\/?$/.test(new URL(url).pathname);
}

/**
 * True for an answer that is not whole, although its connection ended well: something between cut it. What does not even
 * begin as an object, as a page, is none that was cut.
 */
function isCut({ status, bodyAsText }: PipelineResponse): boolean {
  if (status !== 200) return false;
  return bodyAsText?.trimStart().startsWith('{') === true && !isJsonObject(parseJson(bodyAsText));
}

function servesOnce({ body }: PipelineRequest): boolean {
  return typeof body === 'string' && new URLSearchParams(body).get('grant_type') === 'authorization_code';
}
