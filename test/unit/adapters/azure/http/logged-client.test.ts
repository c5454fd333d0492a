import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import { logRequests } from '../../../../../src/adapters/azure/http/logged-client.js';
import {
  createScriptedClient,
  createScriptedClock,
  type ScriptedAnswer,
} from '../../../../doubles/scripted-client.js';

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
