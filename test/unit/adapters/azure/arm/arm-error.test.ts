import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  armFailureOf,
  createArmError,
  parseArmError,
} from '../../../../../src/adapters/azure/arm/arm-error.js';
import { processRedactor, Redactor } from '../../../../../src/core/redaction/redactor.js';
import { findQuotedForms, QUOTED_FORMS } from '../../../../fixtures/quoted-forms.js';

const SECRET = 'canary-arm-error-5f1d';

/** All that an answer which says the secret back in one form lets restack say. */
function repeat(form: (secret: string) => string): string {
  const said = form(SECRET);
  const body = JSON.stringify({
    error: { code: said, message: said, innererror: { code: said, message: said } },
  });
  const { message, details } = createArmError({
    status: 400,
    headers: createHttpHeaders({ 'x-ms-request-id': Buffer.from(SECRET).toString('base64url') }),
    request: createPipelineRequest({ url: 'https://adminmanagement.seattle.example/subscriptions' }),
    bodyAsText: body,
  });
  return [message, ...Object.values(details)].join('\n');
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a secret that an answer says back', () => {
  it.each(Object.entries(QUOTED_FORMS))('is not repeated %s', (_name, form) => {
    processRedactor.keep(SECRET);
    expect(findQuotedForms(repeat(form), SECRET)).toEqual([]);
  });

  it.each(Object.entries(QUOTED_FORMS))('would be, and be seen, %s, were there no redactor', (name, form) => {
    vi.spyOn(Redactor.prototype, 'redact').mockImplementation((text) => text);
    vi.spyOn(Redactor.prototype, 'redactForeign').mockImplementation((text) => text);
    expect(findQuotedForms(repeat(form), SECRET)).toContain(name);
  });
});

const SHAPES: readonly (readonly [string, string | undefined, string | undefined, string | undefined])[] = [
  ['the standard envelope', '{"error":{"code":"A","message":"m"}}', 'A', 'm'],
  ['an envelope with details', '{"error":{"code":"A","message":"m","details":[{"code":"B"}]}}', 'A', 'm'],
  ['details only', '{"error":{"details":[{"code":"B","message":"n"}]}}', 'B', 'n'],
  ['an inner error only', '{"error":{"innererror":{"code":"C","message":"o"}}}', 'C', 'o'],
  ['no envelope', '{"message":"Unsupported quota location: x"}', undefined, 'Unsupported quota location: x'],
  ['an operation’s status', '{"status":"Failed","error":{"code":"D","message":"p"}}', 'D', 'p'],
  ['OAuth', '{"error":"invalid_client","error_description":"q"}', 'invalid_client', 'q'],
  ['CRLF and indentation', '{\r\n  "error": {\r\n "code": "E",\r\n "details": []\r\n }\r\n}', 'E', undefined],
  ['an empty body', '', undefined, undefined],
  ['no body', undefined, undefined, undefined],
  ['HTML', '<html><body>502</body></html>', undefined, undefined],
  ['truncated JSON', '{"error":{"code":"A"', undefined, undefined],
  ['an array', '[{"error":{}}]', undefined, undefined],
  ['null', 'null', undefined, undefined],
  ['members of wrong types', '{"error":{"code":5,"message":{}}}', undefined, undefined],
];

describe('parseArmError', () => {
  it.each(SHAPES)('reads %s', (...[, text, code, message]) => {
    expect(parseArmError(text)).toMatchObject({ code, message });
  });
});

describe('createArmError', () => {
  const respond = (status: number) => {
    const request = createPipelineRequest({
      url: 'https://adminmanagement.seattle.azs.contoso.example/subscriptions/1?api-version=2015-11-01',
      method: 'PUT',
      headers: createHttpHeaders({ Authorization: 'Bearer canary', 'x-ms-client-request-id': 'c' }),
      body: '{"value":"canary"}',
    });
    const headers = createHttpHeaders({ 'x-ms-request-id': 'r', 'x-ms-correlation-request-id': 's' });
    return createArmError({ request, status, headers, bodyAsText: '{"error":{"code":"A","message":"m"}}' });
  };

  it.each([
    [401, 'TARGET_AUTH'],
    [403, 'PERMISSION_MISSING'],
    [429, 'TARGET_UNREACHABLE'],
    [503, 'TARGET_UNREACHABLE'],
    [400, 'PARTIAL'],
    [409, 'PARTIAL'],
  ] as const)('turns %i into %s', (status, code) => {
    const error = respond(status);
    expect(error.code).toBe(code);
    expect(armFailureOf(error)).toEqual({ status, armCode: 'A' });
  });

  it('carries the ids, and neither token nor body', () => {
    const error = respond(409);
    expect(error.details).toMatchObject({ requestId: 'r', correlationId: 's', clientRequestId: 'c' });
    expect(JSON.stringify([error, error.message, error.details, error.stack])).not.toContain('canary');
  });
});
