import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningController, startController } from '../../src/controller/index.js';
import { listRoutes } from '../../src/controller/routes.js';

const README = fileURLToPath(new URL('../../src/controller/README.md', import.meta.url));

describe('README of the controller', () => {
  let controller: RunningController;
  let folder: string;
  let text: string;

  beforeAll(async () => {
    text = await readFile(README, 'utf8');
    folder = await mkdtemp(join(tmpdir(), 'restack-walk-'));
    controller = await startController();
    await writeFile(join(folder, 'ca.pem'), controller.caCertificate);
    await writeFile(join(folder, 'secret'), controller.clientSecret, { mode: 0o600 });
    const { adminEndpoint, userEndpoint, loginEndpoint, tenantId, clientId, providerSubscriptionId } =
      controller;
    const printed = {
      adminEndpoint,
      userEndpoint,
      loginEndpoint,
      tenantId,
      clientId,
      providerSubscriptionId,
    };
    const line = { ...printed, caFile: join(folder, 'ca.pem'), clientSecretFile: join(folder, 'secret') };
    await writeFile(join(folder, 'controller.json'), `${JSON.stringify(line)}\n`);
  });

  afterAll(async () => {
    await controller.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('walks from discovery to a secret with curl', async () => {
    const walk = /```sh\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    expect(walk).toContain('curl');
    const { stdout } = await promisify(execFile)('bash', ['-c', walk], { cwd: folder });
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('hello from the vault');
  }, 60_000);

  it('says of every route what it rests on', () => {
    const routes = [...listRoutes('aad'), ...listRoutes('adfs')];
    const missing = routes.filter((route) => {
      const row = text.split('\n').find((line) => line.includes(`\`${route.path}\``));
      return row === undefined || !row.includes(route.method) || !/\[(REC|SPEC|DOC|PS|AZ)/.test(row);
    });
    expect(missing.map((route) => `${route.method} ${route.path}`)).toEqual([]);
    expect(routes.length).toBeGreaterThan(100);
  });
});
