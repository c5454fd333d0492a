import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningController, startController } from '../../src/controller/index.js';
import { isObject } from '../../src/core/is-object.js';
import { findQuotedForms, QUOTED_FORMS } from '../fixtures/quoted-forms.js';
import { type Front, type Rewrite, startFront } from './front.js';
import { runHere } from './run-here.js';
import { CERTIFICATE_2023, NEWEST, PASSWORD, SHARE } from './run-restack.js';

/** A target that says secrets back, and the secrets that it has said. */
interface Echo {
  readonly rewrite: Rewrite;
  readonly said: Set<string>;
}

/** Everything of an answer that restack may repeat, filled with one secret. */
function quote(secret: string, status: number): ReturnType<Rewrite> {
  const words = Object.values(QUOTED_FORMS).map((form) => form(secret));
  const header = /^[\x21-\x7e]+$/.test(secret) ? secret : Buffer.from(secret).toString('base64url');
  return {
    status,
    body: {
      error: { code: secret, message: words.join(' | '), innererror: { code: words[0], message: words[1] } },
      error_description: words.join(' | '),
    },
    headers: { 'x-ms-request-id': header, 'x-ms-correlation-request-id': header },
  };
}

const tokenOf = (authorization: string | undefined) => authorization?.replace(/^Bearer /, '') ?? '';

const valueOf = (body: string): string => {
  const parsed: unknown = body === '' ? undefined : JSON.parse(body);
  const value = isObject(parsed) ? parsed['value'] : undefined;
  return typeof value === 'string' ? value : '';
};

type Echoing = (said: Set<string>, controller: RunningController) => Rewrite;

/** Where a target can say a secret back, and the exit code of a restore that meets it. */
const PLACES: readonly (readonly [what: string, exitCode: number, echoing: Echoing])[] = [
  [
    'the sign-in, of the client secret',
    13,
    (said, { clientSecret }) =>
      (url, reply, { method }) => {
        if (method !== 'POST' || !/\/oauth2\/(?:v2\.0\/)?token/.test(url)) return reply;
        said.add(clientSecret);
        const { headers, body } = quote(clientSecret, 401);
        const words = isObject(body) ? body['error_description'] : '';
        return {
          status: 401,
          ...(headers && { headers }),
          body: { error: clientSecret, error_description: words },
        };
      },
  ],
  [
    'a refused read, of the token',
    13,
    (said) =>
      (url, reply, { authorization }) => {
        if (!url.includes('/subscriptions?') || authorization === undefined) return reply;
        said.add(tokenOf(authorization));
        return quote(tokenOf(authorization), 401);
      },
  ],
  [
    'a refused write, of the token',
    40,
    (said) =>
      (url, reply, { method, authorization }) => {
        if (method !== 'PUT' || !/\/plans\//i.test(url)) return reply;
        said.add(tokenOf(authorization));
        return quote(tokenOf(authorization), 400);
      },
  ],
  [
    'a vault, of the value that it is sent',
    40,
    (said) =>
      (url, reply, { method, body }) => {
        if (method !== 'PUT' || !url.includes('.vault.')) return reply;
        said.add(valueOf(body));
        return quote(valueOf(body), 400);
      },
  ],
  [
    'another service, of the value that a vault was sent',
    40,
    (said) => {
      let value = '';
      return (url, reply, { method, body }) => {
        if (method === 'PUT' && url.includes('.vault.')) value = valueOf(body);
        if (method !== 'GET' || value === '' || !url.includes('.vault.')) return reply;
        said.add(value);
        return quote(value, 403);
      };
    },
  ],
];

/** With --debug more is told, never less. */
const VARIANTS: readonly (readonly [string, readonly string[]])[] = [
  ['as text', ['--debug', '--events', 'EVENTS']],
  ['as JSON', ['--json', '--debug', '--events', 'EVENTS']],
];

describe('a secret that a target says back is printed and kept nowhere', () => {
  let folder = '';
  let controller: RunningController;
  let front: Front | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'restack-quoted-'));
    controller = await startController();
  }, 60_000);

  afterEach(async () => {
    await front?.close();
    await controller.close();
    await rm(folder, { recursive: true });
  });

  async function startEcho(echoing: Echoing): Promise<Echo & { readonly seen: RunningController }> {
    const said = new Set<string>();
    const rewrite = echoing(said, controller);
    front = await startFront(controller, rewrite);
    await writeFile(path.join(folder, 'ca.pem'), front.controller.caCertificate);
    return { rewrite, said, seen: front.controller };
  }

  it.each(
    PLACES.flatMap(([what, exitCode, echoing]) =>
      VARIANTS.map(([variant, flags]) => [what, exitCode, variant, echoing, flags] as const),
    ),
  )(
    '%s: exit %i, %s',
    async (...[, exitCode, , echoing, flags]) => {
      const { said, seen } = await startEcho(echoing);
      const events = path.join(folder, 'events.jsonl');
      const given = [...SHARE, ...CERTIFICATE_2023, ...PASSWORD];
      const place = ['--target', seen.adminEndpoint, '--ca-file', path.join(folder, 'ca.pem')];
      const variant = flags.map((flag) => (flag === 'EVENTS' ? events : flag));
      const run = await runHere(
        ['restore', NEWEST, ...given, ...place, '--unmapped', 'keep', '--settle', '1s', '--yes', ...variant],
        {
          environment: {
            AZURE_TENANT_ID: seen.tenantId,
            AZURE_CLIENT_ID: seen.clientId,
            AZURE_CLIENT_SECRET: seen.clientSecret,
            RESTACK_RUN_DIR: path.join(folder, 'runs'),
          },
        },
      );
      expect(run).toMatchObject({ exitCode, leftBehind: [] });
      expect(said.size).toBeGreaterThan(0);
      const kept = await readAll(path.join(folder, 'runs'));
      const written = [run.stdout, run.stderr, await readFile(events, 'utf8'), ...kept].join('\n');
      expect(run.stderr).not.toMatch(/this is a bug/);
      for (const secret of said) expect(findQuotedForms(written, secret)).toEqual([]);
    },
    120_000,
  );

  it('is cut to no column of a table before it is taken out', async () => {
    const { said, seen } = await startEcho((told, { clientSecret }) => (url, reply) => {
      if (!/\/backups\?/.test(url)) return reply;
      told.add(clientSecret);
      const info = (status: string, index: number) => ({
        backupInfo: { backupId: `0000000${index}-0000-4000-8000-000000000000`, status },
      });
      const words = [clientSecret, `Failed ${clientSecret}`, `Failed, as ${clientSecret} ${'x'.repeat(99)}`];
      return {
        status: 200,
        body: { value: words.map((text, index) => ({ properties: info(text, index) })) },
      };
    });
    const place = ['--target', seen.adminEndpoint, '--ca-file', path.join(folder, 'ca.pem')];
    const run = await runHere(['service', 'backups', ...place], {
      environment: {
        AZURE_TENANT_ID: seen.tenantId,
        AZURE_CLIENT_ID: seen.clientId,
        AZURE_CLIENT_SECRET: seen.clientSecret,
      },
    });
    expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(run.stdout).toContain('[secret]');
    for (const secret of said) {
      const pieces = Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8));
      expect(pieces.filter((piece) => run.stdout.includes(piece))).toEqual([]);
    }
    expect(said.size).toBe(1);
  }, 60_000);
});

async function readAll(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name), 'utf8')));
}
