import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { listRoutes } from '../../src/controller/routes.js';
import { listItems } from '../fixtures/readme-tables.js';

const README = fileURLToPath(new URL('../../src/controller/README.md', import.meta.url));
const SUBSCRIPTION = '/subscriptions/{subscriptionId}';
/** Verbs, path, and what they rest on. */
const ITEM = /^([A-Z, ]+) `([^`]+)`: (.+)$/;

/** Every call of the README's lists, as `GET /path`, with the tags that it rests on. */
function readCalls(text: string): ReadonlyMap<string, string> {
  const section = text.split('\n## What rests on what\n')[1]?.split('\n## ')[0] ?? '';
  const calls = new Map<string, string>();
  for (const part of section.split(/\n(?=Below `|### )/)) {
    const base = /^Below `([^`]+)`/.exec(part)?.[1] ?? '';
    for (const item of listItems(part)) {
      const [, verbs = '', path = '', tags = ''] = ITEM.exec(item) ?? [];
      const full = `${base}${path}`
        .replace(/^GROUP(?=\/|$)/, `${SUBSCRIPTION}/resourceGroups/{resourceGroup}`)
        .replace(/^SUB(?=\/|$)/, SUBSCRIPTION);
      for (const verb of verbs.split(', ')) calls.set(`${verb} ${full}`, tags);
    }
  }
  return calls;
}

describe('README of the controller', () => {
  it('says of every route, and of nothing else, what it rests on', async () => {
    const calls = readCalls(await readFile(README, 'utf8'));
    const routes = [...listRoutes('aad'), ...listRoutes('adfs')].map(
      ({ method, path }) => `${method} ${path}`,
    );
    expect(new Set(calls.keys())).toEqual(new Set(routes));
    expect(routes.length).toBeGreaterThan(100);
    const untagged = [...calls].filter(([, tags]) => !/\[(REC|SPEC|DOC|PS|AZ)/.test(tags));
    expect(untagged).toEqual([]);
  });
});
