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
    ['a refusal', [{ status: 403 }], 'PERMISSION_MISSING'],
  ])('refuses %s', async (_name, script, code) => {
    await expect(list(script)).rejects.toMatchObject({ code });
  });
});
