import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { listRoutes } from '../../src/controller/routes.js';

const README = fileURLToPath(new URL('../../src/controller/README.md', import.meta.url));

describe('README of the controller', () => {
  it('says of every route what it rests on', async () => {
    const text = await readFile(README, 'utf8');
    const routes = [...listRoutes('aad'), ...listRoutes('adfs')];
    const missing = routes.filter((route) => {
      const row = text.split('\n').find((line) => line.includes(`\`${route.path}\``));
      return row === undefined || !row.includes(route.method) || !/\[(REC|SPEC|DOC|PS|AZ)/.test(row);
    });
    expect(missing.map((route) => `${route.method} ${route.path}`)).toEqual([]);
    expect(routes.length).toBeGreaterThan(100);
  });
});
