import type { PipelineResponse } from '@azure/core-rest-pipeline';
import { isJsonObject, type JsonObject, parseJson, readText } from '../../../cloud/json-value.js';
import type { ErrorCode } from '../../../core/errors/error-codes.js';
import { cutText } from '../../../core/redaction/cut-text.js';
import { processRedactor } from '../../../core/redaction/redactor.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { readHeaderId } from '../http/logged-client.js';

/** The code and the message of an error body, as far as it has them. */
export interface ArmErrorBody {
  readonly code: string | undefined;
  readonly message: string | undefined;
  /** The code of the error inside, where there is one. */
  readonly innerCode?: string | undefined;
}

/** The facts of a refused request, in the `details` of its error. Never a token, never a body. */
export interface ArmFailure {
  readonly status: number;
  readonly armCode: string | null;
  /** The more exact code that some answers have inside. */
  readonly innerCode: string | null;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly requestId: string | null;
  readonly correlationId: string | null;
  readonly clientRequestId: string | null;
}

const MESSAGE_LIMIT = 500;

/**
 * Parses an error body in any of the shapes that the cloud answers with: the ARM envelope, nested details and inner
 * errors, `{message}` without envelope, an operation's status, OAuth errors, no JSON, nothing.
 *
 * Source: REST reference, section 10.3.
 */
export function parseArmError(text: string | null | undefined): ArmErrorBody {
  const body = parseJson(text);
  if (!isJsonObject(body)) return { code: undefined, message: undefined };
  const error = isJsonObject(body['error']) ? body['error'] : body;
  const inner = selectInner(error);
  return {
    code: redact(readText(error, 'code') ?? readText(body, 'error') ?? inner?.code),
    message: redact(readText(error, 'message') ?? readText(body, 'error_description') ?? inner?.message),
    innerCode: redact(inner?.code),
  };
}

function redact(words: string | undefined): string | undefined {
  return words === undefined ? undefined : processRedactor.redactForeign(words);
}

function selectInner(error: JsonObject): ArmErrorBody | undefined {
  const { innererror, details } = error;
  const inner: unknown = Array.isArray(details) && !isJsonObject(innererror) ? details[0] : innererror;
  return isJsonObject(inner)
    ? { code: readText(inner, 'code'), message: readText(inner, 'message') }
    : undefined;
}

/** Makes the error for an answer that refuses a request. */
export function createArmError(response: PipelineResponse): RestackError {
  const { request, status, headers } = response;
  const url = new URL(request.url);
  const { code, message, innerCode } = parseArmError(response.bodyAsText);
  const failure: ArmFailure = {
    status,
    armCode: code ?? null,
    innerCode: innerCode ?? null,
    method: request.method,
    host: url.host,
    path: url.pathname,
    requestId: readHeaderId(headers, 'x-ms-request-id') ?? null,
    correlationId: readHeaderId(headers, 'x-ms-correlation-request-id') ?? null,
    clientRequestId: request.headers.get('x-ms-client-request-id') ?? null,
  };
  const said = [String(status), ...(code === undefined ? [] : [code])].join(' ');
  const why = message === undefined ? '' : `: ${cutText(message, MESSAGE_LIMIT)}`;
  return new RestackError(
    selectCode(status),
    `${request.method} ${url.host}${url.pathname} was answered with ${said}${why}`,
    { details: { ...failure } },
  );
}

function selectCode(status: number): ErrorCode {
  if (status === 401) return 'TARGET_AUTH';
  if (status === 403) return 'PERMISSION_MISSING';
  if (status === 408 || status === 429 || status >= 500) return 'TARGET_UNREACHABLE';
  return 'PARTIAL';
}

/** The facts of a refused request; undefined for any other error. */
export function armFailureOf(error: unknown): Pick<ArmFailure, 'status' | 'armCode'> | undefined {
  if (!(error instanceof RestackError)) return undefined;
  const { status, armCode } = error.details;
  if (typeof status !== 'number') return undefined;
  return { status, armCode: typeof armCode === 'string' ? armCode : null };
}
