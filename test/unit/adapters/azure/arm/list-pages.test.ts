import { describe, expect, it } from 'vitest';
import { listPages } from '../../../../../src/adapters/azure/arm/list-pages.js';
import { createScriptedChannel, ENDPOINT, type ScriptedAnswer } from '../../../../doubles/scripted-client.js';

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

  it.each<readonly [string, readonly ScriptedAnswer[], string]>([
    ['another host', [page(['a'], { nextLink: 'https://evil.example/x' })], 'TARGET_UNREACHABLE'],
    ['no URL', [page(['a'], { nextLink: 'next' })], 'TARGET_UNREACHABLE'],
    ['itself', [page(['a'], { nextLink: `${ENDPOINT}/first` })], 'TARGET_UNREACHABLE'],
    ['a page that is gone', [page(['a'], { nextLink: `${ENDPOINT}/2` }), { status: 404 }], 'PARTIAL'],
    ['a truncated page', [{ status: 200, body: '{"value":[' }], 'TARGET_UNREACHABLE'],
    ['a page without a list', [{ status: 200, body: {} }], 'TARGET_UNREACHABLE'],
    ['a refusal', [{ status: 403 }], 'PERMISSION_MISSING'],
  ])('refuses %s', async (_name, script, code) => {
    await expect(list(script)).rejects.toMatchObject({ code });
  });
});
