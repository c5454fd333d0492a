import { describe, expect, it, afterAll, beforeAll } from 'vitest';
import { isLoopbackName, lookupWithLoopback } from '../../../../src/adapters/azure/http/https-client.js';
import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { logRequests } from '../../../../src/adapters/azure/http/logged-client.js';
import {
  createScriptedClient,
  createScriptedClock,
  type ScriptedAnswer,
} from '../../../doubles/scripted-client.js';
import type { ServerResponse } from 'node:http';
import { Agent, createServer, type Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { sendRequest } from '../../../../src/adapters/azure/http/send-request.js';
import { attemptTimeLimitPolicy } from '../../../../src/adapters/azure/policies/attempt-time-limit.js';
import { createServerCertificate } from '../../../../src/controller/certificates.js';
import { systemClock } from '../../../../src/core/clock.js';
import { KIB, MIB } from '../../../../src/core/sizes.js';

describe('isLoopbackName', () => {
  it.each(['localhost', 'LOCALHOST', 'localhost.', 'adminmanagement.drill.localhost', 'a.localhost.'])(
    '%s is',
    (name) => {
      expect(isLoopbackName(name)).toBe(true);
    },
  );

  it.each(['localhost.example', 'notlocalhost', 'example', ''])('%j is not', (name) => {
    expect(isLoopbackName(name)).toBe(false);
  });
});

describe('lookupWithLoopback', () => {
  it.each([
    [{ all: true }, [null, [{ address: '127.0.0.1', family: 4 }]]],
    [{}, [null, '127.0.0.1', 4]],
  ] as const)('answers %j, and never before its caller goes on', async (options, expected) => {
    const answered = new Promise<readonly unknown[]>((settle) => {
      lookupWithLoopback('kv.vault.drill.localhost', options, (...answer) => {
        settle([goneOn, ...answer]);
      });
    });
    const goneOn = true;
    expect(await answered).toEqual([true, ...expected]);
  });
});

async function logOne(answer: ScriptedAnswer) {
  const lines: string[] = [];
  const { clock } = createScriptedClock();
  const inner = { ...createScriptedClient([answer]).client, close() {}, clockOffsetMs: () => undefined };
  const client = logRequests(inner, { log: (line) => lines.push(line), clock });
  const request = createPipelineRequest({
    url: 'https://kv.vault.seattle.azs.contoso.example/secrets/a?api-version=2016-10-01&sig=SECRET-sig',
    method: 'PUT',
    body: '{"value":"SECRET-value"}',
    headers: createHttpHeaders({
      Authorization: 'Bearer SECRET-token',
      'x-ms-client-request-id': 'asked-1',
    }),
  });
  await client.sendRequest(request).catch(() => undefined);
  return lines;
}

describe('the log of requests', () => {
  it('tells verb, URL, status and ids, and nothing else', async () => {
    const headers = { 'x-ms-request-id': 'answered-1', 'set-cookie': 'SECRET-cookie' };
    const [line = '', ...more] = await logOne({ status: 200, headers, body: { value: 'SECRET-value' } });
    expect(more).toEqual([]);
    expect(line).toContain(
      'PUT https://kv.vault.seattle.azs.contoso.example/secrets/a?api-version=2016-10-01',
    );
    for (const shown of ['200', 'answered-1', 'asked-1', 'sig=…']) expect(line).toContain(shown);
    expect(line).not.toContain('SECRET');
  });

  it('tells of a request without an answer, and makes text of the cloud safe', async () => {
    expect(await logOne({ lost: 'ECONNRESET' })).toEqual([expect.stringContaining('ECONNRESET')]);
    const [line] = await logOne({ status: 500, headers: { 'x-ms-request-id': 'a\u001b[31mb' } });
    expect(line).not.toContain('\u001b');
  });
});

describe('send request', () => {
  const LIMIT_BYTES = 64 * KIB;
  const TEXT = '{"value":[]}';

  let server: Server;
  let agent: Agent;
  let url = '';
  let serve: (response: ServerResponse) => void;
  /** Resolves to the bytes that the server had sent when the connection of the last answer was closed. */
  let closed: Promise<number>;

  beforeAll(async () => {
    const { privateKeyPem, certificatePem, caCertificatePem } = await createServerCertificate(
      ['localhost'],
      new Date(),
    );
    agent = new Agent({ keepAlive: true, secureContext: createSecureContext({ ca: caCertificatePem }) });
    server = createServer({ key: privateKeyPem, cert: certificatePem });
    server.on('request', (_request, response) => {
      const { socket } = response;
      closed = new Promise((resolve) => response.on('close', () => resolve(socket?.bytesWritten ?? 0)));
      serve(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `https://localhost:${typeof address === 'object' ? address?.port : ''}/list?x=1`;
  });

  afterAll(() => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });

  const send = (limitBytes = LIMIT_BYTES) =>
    sendRequest(createPipelineRequest({ url }), { agent, limitBytes });

  /** The same with a time limit around it, as a channel has it. */
  const sendInTime = (limitMs: number) =>
    attemptTimeLimitPolicy(systemClock, limitMs).sendRequest(createPipelineRequest({ url }), (request) =>
      sendRequest(request, { agent, limitBytes: LIMIT_BYTES }),
    );

  const answerWith =
    (body: Buffer | string, headers: Readonly<Record<string, string>> = {}) =>
    (response: ServerResponse) => {
      response.writeHead(200, headers);
      response.end(body);
    };

  /** Sends one piece after the other, for as long as somebody takes them. */
  const pourWith =
    (piece: Buffer, headers: Readonly<Record<string, string>> = {}) =>
    (response: ServerResponse) => {
      response.writeHead(200, headers);
      const pour = (): void => {
        while (!response.destroyed) {
          if (response.write(piece)) continue;
          response.once('drain', pour);
          return;
        }
      };
      pour();
    };

  const REFUSED = { code: 'TARGET_UNREACHABLE', details: { systemCode: 'EMSGSIZE', path: '/list' } };

  describe('sendRequest', () => {
    it.each([
      ['as it is', TEXT, {}],
      ['of no encoding', TEXT, { 'content-encoding': 'identity' }],
      ['in gzip', gzipSync(TEXT), { 'content-encoding': 'gzip' }],
      ['in GZIP', gzipSync(TEXT), { 'content-encoding': ' X-GZIP ' }],
      ['deflated', deflateSync(TEXT), { 'content-encoding': 'deflate' }],
      ['in brotli', brotliCompressSync(TEXT), { 'content-encoding': 'br' }],
      ['as large as it may be', 'x'.repeat(LIMIT_BYTES), {}],
    ])('takes an answer %s', async (_what, body, headers) => {
      serve = answerWith(body, headers);
      const { status, bodyAsText } = await send();
      expect(status).toBe(200);
      expect(bodyAsText).toBe(typeof body === 'string' ? body : TEXT);
    });

    const zeros = Buffer.alloc(4 * MIB);
    it.each([
      ['one byte larger than the limit', answerWith('x'.repeat(LIMIT_BYTES + 1))],
      ['in gzip that grows', answerWith(gzipSync(zeros), { 'content-encoding': 'gzip' })],
      ['deflated that grows', answerWith(deflateSync(zeros), { 'content-encoding': 'deflate' })],
      ['in brotli that grows', answerWith(brotliCompressSync(zeros), { 'content-encoding': 'br' })],
      ['without an end', pourWith(Buffer.alloc(16 * KIB, 'x'))],
      [
        'in gzip of gzips without an end',
        pourWith(gzipSync(Buffer.alloc(64)), { 'content-encoding': 'gzip' }),
      ],
      ['in an encoding of two', answerWith(gzipSync(TEXT), { 'content-encoding': 'gzip, gzip' })],
      ['in an encoding that is not known', answerWith(TEXT, { 'content-encoding': 'zstd' })],
    ])('refuses an answer %s while it arrives, and lets its connection go', async (_what, respond) => {
      serve = respond;
      await expect(send()).rejects.toMatchObject(REFUSED);
      expect(await closed).toBeLessThan(8 * MIB);
      serve = answerWith(TEXT);
      expect((await send()).bodyAsText).toBe(TEXT);
    });

    it.each([
      ['cut short', gzipSync('x'.repeat(9999)).subarray(0, 40)],
      ['of no gzip', Buffer.from('no gzip at all')],
    ])('rejects an answer in gzip that is %s', async (_what, body) => {
      serve = answerWith(body, { 'content-encoding': 'gzip' });
      await expect(send()).rejects.toThrow();
    });

    it.each([
      ['never begins', () => undefined],
      ['stops behind its head', (response: ServerResponse) => response.writeHead(200).flushHeaders()],
      [
        'drips',
        (response: ServerResponse) => {
          const timer = setInterval(() => response.write(' '), 5);
          response.on('close', () => clearInterval(timer));
        },
      ],
    ])('is over at its time limit when the answer %s', async (_what, respond) => {
      serve = respond;
      await expect(sendInTime(150)).rejects.toMatchObject({
        code: 'TARGET_UNREACHABLE',
        details: { systemCode: 'ETIMEDOUT' },
      });
      await closed;
    });

    it('sends nothing once it is aborted, and only texts', async () => {
      serve = answerWith(TEXT);
      const over = new AbortController();
      over.abort();
      const request = createPipelineRequest({ url, abortSignal: over.signal });
      await expect(sendRequest(request, { agent, limitBytes: LIMIT_BYTES })).rejects.toThrow('aborted');
      const stream = createPipelineRequest({ url, method: 'PUT', body: new Uint8Array(1) });
      await expect(sendRequest(stream, { agent, limitBytes: LIMIT_BYTES })).rejects.toThrow(TypeError);
    });
  });
});
