import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningController, startController } from '../../src/controller/index.js';
import { CERTIFICATE_2023, NEWEST, PASSWORD, readEnvelope, runRestack, SHARE } from './run-restack.js';

let folder: string;
let controller: RunningController;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-target-'));
  controller = await startController();
  await writeFile(path.join(folder, 'ca.pem'), controller.caCertificate);
}, 60_000);

afterAll(async () => {
  await controller.close();
  await rm(folder, { recursive: true });
});

interface Place {
  readonly target: string;
  readonly caFile: string | undefined;
  readonly clientSecret: string;
}

const FAILURES: readonly (readonly [string, number, string, RegExp, (place: Place) => Partial<Place>])[] = [
  [
    'the user endpoint is given for the admin endpoint',
    2,
    'CONFIG',
    /--target https:\/\/adminmanagement\./,
    ({ target }) => ({ target: target.replace('adminmanagement', 'management') }),
  ],
  [
    'its certificate is signed by nobody that is trusted',
    13,
    'TARGET_UNREACHABLE',
    /--ca-file/,
    () => ({ caFile: undefined }),
  ],
  [
    'it refuses the sign-in',
    13,
    'TARGET_AUTH',
    /AZURE_CLIENT_SECRET/,
    () => ({ clientSecret: 'CANARY-wrong-secret' }),
  ],
];

describe('a restore into a target that cannot be used', () => {
  it.each(FAILURES)(
    'ends, when %s, with exit %i and the next step',
    async (...[, exitCode, code, hint, change]) => {
      const usual = { target: controller.adminEndpoint, caFile: path.join(folder, 'ca.pem') };
      const place: Place = { ...usual, clientSecret: controller.clientSecret };
      const { target, caFile, clientSecret } = { ...place, ...change(place) };
      const trust = caFile === undefined ? [] : ['--ca-file', caFile];
      const given = [...SHARE, ...CERTIFICATE_2023, ...PASSWORD, '--target', target, ...trust];
      controller.control.clearCounts();
      const end = await runRestack(['restore', NEWEST, ...given, '--yes', '--json'], {
        environment: {
          AZURE_TENANT_ID: controller.tenantId,
          AZURE_CLIENT_ID: controller.clientId,
          AZURE_CLIENT_SECRET: clientSecret,
          RESTACK_RUN_DIR: path.join(folder, 'runs'),
        },
      });
      expect(end, end.stderr).toMatchObject({ exitCode, leftBehind: [] });
      const { error } = readEnvelope(end.stdout);
      expect(error).toMatchObject({ code });
      expect(error?.hints.join('\n')).toMatch(hint);
      expect(end.stdout + end.stderr).not.toContain('CANARY');
      const { routes } = controller.control.counts();
      const writes = Object.keys(routes).filter((route) => !/^(?:GET|HEAD) |\/oauth2\//.test(route));
      expect(writes).toEqual([]);
      expect(await readdir(folder)).toEqual(['ca.pem']);
    },
  );
});
