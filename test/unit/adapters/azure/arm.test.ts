import { describe, expect, it, afterEach, vi } from 'vitest';
import { listPages } from '../../../../src/adapters/azure/arm/list-pages.js';
import { createScriptedChannel, ENDPOINT, type ScriptedAnswer } from '../../../doubles/scripted-client.js';
import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { armFailureOf, createArmError, parseArmError } from '../../../../src/adapters/azure/arm/arm-error.js';
import { processRedactor, Redactor } from '../../../../src/core/redaction/redactor.js';
import { findQuotedForms, QUOTED_FORMS } from '../../../fixtures/quoted-forms.js';
import { sendArmRequest } from '../../../../src/adapters/azure/arm/arm-request.js';
import { finishOperation } from '../../../../src/adapters/azure/arm/long-running.js';

const page = (names: readonly string[], rest: object = {}): ScriptedAnswer => ({
  status: 200,
  body: { value: names.map((name) => ({ name })), ...rest },
});

async function list(script: readonly ScriptedAnswer[]) {
  const { channel, requests } = createScriptedChannel(script);
  const items = await listPages(channel, `${ENDPOINT}/first`);
  return { names: items?.map(({ name }) => name), urls: requests.map(({ url }) => url) };
}

describe('listPages', () => {
  it.each([{}, { nextLink: null }, { nextLink: '' }])('ends at %j', async (rest) => {
    expect((await list([page(['a'], rest)])).names).toEqual(['a']);
  });

  it('follows links as they stand, over empty pages', async () => {
    const second = `${ENDPOINT}/next?$skiptoken=a%20b`;
    const third = `${ENDPOINT}/next?$skiptoken=c`;
    const result = await list([
      page(['a'], { nextLink: second }),
      page([], { nextLink: third }),
      page(['b']),
    ]);
    expect(result).toEqual({ names: ['a', 'b'], urls: [`${ENDPOINT}/first`, second, third] });
  });

  it('knows a list that is not there', async () => {
    expect((await list([{ status: 404 }])).names).toBeUndefined();
  });

  it('takes an item that comes again for one, wherever it comes again', async () => {
    const items = (...ids: readonly string[]) => ids.map((id) => ({ id, name: id }));
    const next = `${ENDPOINT}/first?again`;
    const { names } = await list([
      { status: 200, body: { value: items('/A', '/b', '/a'), nextLink: next } },
      { status: 200, body: { value: items('/B', '/c') } },
    ]);
    expect(names).toEqual(['/A', '/b', '/c']);
  });

  it('keeps all items that have no id', async () => {
    expect((await list([page(['a', 'a'])])).names).toEqual(['a', 'a']);
  });

  it.each([
    ['nothing', () => []],
    ['the same', () => [{ id: '/same' }]],
  ])('ends a row of pages that hold %s', async (_what, value) => {
    const script = Array.from({ length: 200 }, (_, index) => ({
      status: 200,
      body: { value: value(), nextLink: `${ENDPOINT}/page?${index}` },
    }));
    const { channel, requests } = createScriptedChannel(script);
    await expect(listPages(channel, `${ENDPOINT}/first`)).rejects.toMatchObject({
      code: 'TARGET_UNREACHABLE',
    });
    expect(requests.length).toBeGreaterThanOrEqual(100);
    expect(requests.length).toBeLessThanOrEqual(101);
  });

  it.each<readonly [string, readonly ScriptedAnswer[], string]>([
    ['another host', [page(['a'], { nextLink: 'https://evil.example/x' })], 'TARGET_UNREACHABLE'],
    ['no URL', [page(['a'], { nextLink: 'next' })], 'TARGET_UNREACHABLE'],
    ['itself', [page(['a'], { nextLink: `${ENDPOINT}/first` })], 'TARGET_UNREACHABLE'],
    ['a page that is gone', [page(['a'], { nextLink: `${ENDPOINT}/2` }), { status: 404 }], 'PARTIAL'],
    ['a truncated page', [{ status: 200, body: '{"value":[' }], 'TARGET_UNREACHABLE'],
    ['a page without a list', [{ status: 200, body: {} }], 'TARGET_UNREACHABLE'],
    ...[null, 7, 'x', true, [], [{}]].map(
      (item) =>
        [
          `a page that holds ${JSON.stringify(item)}`,
          [{ status: 200, body: { value: [{ id: '/a' }, item] } }],
          'TARGET_UNREACHABLE',
        ] as const,
    ),
    ...[7, true, {}, []].map(
      (nextLink) =>
        [
          `a link that is ${JSON.stringify(nextLink)}`,
          [page(['a'], { nextLink }), page(['b'])],
          'TARGET_UNREACHABLE',
        ] as const,
    ),
    [
      'more items than a map can hold',
      [{ status: 200, body: `{"value":[${'0,'.repeat(1_000_000)}0]}` }],
      'TARGET_UNREACHABLE',
    ],
    ['a refusal', [{ status: 403 }], 'PERMISSION_MISSING'],
  ])('refuses %s', async (_name, script, code) => {
    await expect(list(script)).rejects.toMatchObject({ code });
  });
});

describe('arm error', () => {
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

    it.each(Object.entries(QUOTED_FORMS))(
      'would be, and be seen, %s, were there no redactor',
      (name, form) => {
        vi.spyOn(Redactor.prototype, 'redact').mockImplementation((text) => text);
        vi.spyOn(Redactor.prototype, 'redactForeign').mockImplementation((text) => text);
        expect(findQuotedForms(repeat(form), SECRET)).toContain(name);
      },
    );
  });

  const SHAPES: readonly (readonly [string, string | undefined, string | undefined, string | undefined])[] = [
    ['the standard envelope', '{"error":{"code":"A","message":"m"}}', 'A', 'm'],
    ['an envelope with details', '{"error":{"code":"A","message":"m","details":[{"code":"B"}]}}', 'A', 'm'],
    ['details only', '{"error":{"details":[{"code":"B","message":"n"}]}}', 'B', 'n'],
    ['an inner error only', '{"error":{"innererror":{"code":"C","message":"o"}}}', 'C', 'o'],
    [
      'no envelope',
      '{"message":"Unsupported quota location: x"}',
      undefined,
      'Unsupported quota location: x',
    ],
    ['an operation’s status', '{"status":"Failed","error":{"code":"D","message":"p"}}', 'D', 'p'],
    ['OAuth', '{"error":"invalid_client","error_description":"q"}', 'invalid_client', 'q'],
    [
      'CRLF and indentation',
      '{\r\n  "error": {\r\n "code": "E",\r\n "details": []\r\n }\r\n}',
      'E',
      undefined,
    ],
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
});

const LOCATION = `${ENDPOINT}/operationResults/1`;
const STATUS = `${ENDPOINT}/operations/1`;
const running = (body?: unknown, headers = {}): ScriptedAnswer => ({ status: 202, body, headers });

async function finish(script: readonly ScriptedAnswer[], limitMs = 3_600_000) {
  const { channel, requests, waits, clock } = createScriptedChannel(script);
  const started = await sendArmRequest(channel, { method: 'PUT', url: `${ENDPOINT}/x`, body: {} });
  await finishOperation(channel, started, { clock, limitMs });
  return { polled: requests.slice(1).map(({ url }) => url), waits };
}

const FINAL: readonly (readonly [string, readonly ScriptedAnswer[], readonly string[]])[] = [
  ['a body without headers', [{ status: 201, body: {} }], []],
  ['an empty 200', [{ status: 200 }], []],
  [
    'a network quota that is final at once',
    [
      {
        status: 201,
        headers: { 'azure-asyncoperation': STATUS },
        body: { properties: { provisioningState: 'Succeeded' } },
      },
    ],
    [],
  ],
  [
    'a network quota of 2018',
    [
      {
        status: 201,
        headers: { 'azure-asyncoperation': STATUS, 'retry-after': '10' },
        body: { properties: { provisioningState: 'Updating' } },
      },
      { status: 200, body: { status: 'InProgress' } },
      { status: 200, body: { status: 'succeeded' } },
    ],
    [STATUS, STATUS],
  ],
  [
    'Location only',
    [
      running(undefined, { location: LOCATION, 'retry-after': '5' }),
      running(undefined, { location: LOCATION, 'retry-after': '5' }),
      { status: 200, body: { id: 'x' } },
    ],
    [LOCATION, LOCATION],
  ],
  ['Location, then nothing', [running(undefined, { location: LOCATION }), { status: 200 }], [LOCATION]],
  ['Location, then 204', [running(undefined, { location: LOCATION }), { status: 204 }], [LOCATION]],
  [
    'an operation that is known late',
    [running(undefined, { location: LOCATION }), { status: 404 }, { status: 404 }, { status: 200 }],
    [LOCATION, LOCATION, LOCATION],
  ],
  [
    'both headers',
    [
      running(undefined, { location: LOCATION, 'azure-asyncoperation': STATUS }),
      { status: 200, body: { status: 'Succeeded' } },
    ],
    [STATUS],
  ],
  [
    'an address that moves',
    [
      running(undefined, { location: LOCATION }),
      running(undefined, { location: `${LOCATION}2` }),
      { status: 200 },
    ],
    [LOCATION, `${LOCATION}2`],
  ],
];

describe('finishOperation', () => {
  it.each(FINAL)('ends with %s', async (_name, script, polled) => {
    expect((await finish(script)).polled).toEqual(polled);
  });

  it('waits as it is told, 10 s when it is not, and never so little that it does nothing but ask', async () => {
    const script = [
      running(undefined, { location: LOCATION, 'retry-after': '0' }),
      running(undefined, { location: LOCATION, 'retry-after': '5' }),
      running(undefined, { location: LOCATION }),
      { status: 200 },
    ];
    expect((await finish(script)).waits).toEqual([500, 5000, 10_000]);
  });

  it('looks again in time, whatever it is told', async () => {
    const script = [
      running(undefined, { location: LOCATION, 'retry-after': '3600' }),
      running(undefined, { location: LOCATION, 'retry-after': 'Thu, 01 Jan 2099 00:00:00 GMT' }),
      { status: 200 },
    ];
    expect((await finish(script)).waits).toEqual([300_000, 10_000]);
  });

  it.each<readonly [string, readonly ScriptedAnswer[], string]>([
    [
      'fails',
      [
        running(undefined, { 'azure-asyncoperation': STATUS }),
        { status: 200, body: { status: 'Failed', error: { code: 'A' } } },
      ],
      'PARTIAL',
    ],
    [
      'is canceled',
      [running(undefined, { 'azure-asyncoperation': STATUS }), { status: 200, body: { status: 'Canceled' } }],
      'PARTIAL',
    ],
    ...[400, 500].map((status): readonly [string, readonly ScriptedAnswer[], string] => [
      `is told to have failed with ${status}`,
      [
        running(undefined, { location: LOCATION }),
        { status, body: { properties: { provisioningState: 'Failed' }, error: { code: 'A' } } },
      ],
      'PARTIAL',
    ]),
    [
      'is lost',
      [running(undefined, { location: LOCATION }), ...Array.from({ length: 6 }, () => ({ status: 404 }))],
      'PARTIAL',
    ],
    [
      'is to be followed elsewhere',
      [running(undefined, { location: 'https://evil.example/1' })],
      'TARGET_UNREACHABLE',
    ],
  ])('throws when it %s', async (_name, script, code) => {
    await expect(finish(script)).rejects.toMatchObject({ code });
  });

  it('throws when it never ends', async () => {
    const endless = Array.from({ length: 20 }, () => running(undefined, { location: LOCATION }));
    await expect(finish(endless, 60_000)).rejects.toMatchObject({ code: 'TARGET_UNREACHABLE' });
  });
});
