import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from './run-here.js';
import {
  CERTIFICATE_2023,
  LEGACY,
  LEGACY_KEY,
  NEWEST,
  OTHER_FILE,
  PASSWORD,
  readEnvelope,
  SHARE,
  UNRELATED,
} from './run-restack.js';
import { type RunningController, startController } from '../../src/controller/index.js';

describe('failures of sets and shares', () => {
  const CANARY = 'canary-hunter2';
  const EMPTY = '<empty>';

  type Case = readonly [
    what: string,
    argv: readonly string[],
    exit: number,
    code: string,
    environment?: Readonly<Record<string, string>>,
  ];

  const FAILURES: readonly Case[] = [
    ['no share', ['list'], 2, 'USAGE'],
    ['a share that is not there', ['list', '--share', '/no/such/share'], 11, 'SHARE_UNREACHABLE'],
    [
      'the same, from the environment',
      ['list'],
      11,
      'SHARE_UNREACHABLE',
      { RESTACK_SHARE: '/no/such/share' },
    ],
    ['a share that is a file', ['list', '--share', OTHER_FILE], 11, 'SHARE_UNREACHABLE'],
    ['an empty share', ['list', '--share', EMPTY], 10, 'NOT_FOUND'],
    ['an empty share to verify', ['verify', '--share', EMPTY], 10, 'NOT_FOUND'],
    ['an unknown id', ['show', '00000000', ...SHARE], 10, 'NOT_FOUND'],
    ['a set beside --all', ['verify', '--all', NEWEST, ...SHARE], 2, 'USAGE'],
    ['an id that is too short', ['show', NEWEST.slice(0, 3), ...SHARE], 2, 'USAGE'],
    ['latest of several deployments', ['show', 'latest', ...SHARE], 2, 'USAGE'],
    ['a level that needs a key, without one', ['verify', NEWEST, ...SHARE, '--level', 'keys'], 20, 'NO_KEY'],
    ['the wrong certificate', ['verify', NEWEST, ...SHARE, ...UNRELATED, ...PASSWORD], 20, 'NO_KEY'],
    ['a legacy key for a certificate set', ['verify', NEWEST, ...SHARE, ...LEGACY_KEY], 20, 'NO_KEY'],
    [
      'a certificate for a legacy set',
      ['verify', LEGACY, ...SHARE, ...CERTIFICATE_2023, ...PASSWORD],
      20,
      'NO_KEY',
    ],
    [
      'a wrong password',
      ['verify', NEWEST, ...SHARE, ...CERTIFICATE_2023],
      21,
      'WRONG_PASSWORD',
      { RESTACK_CERT_PASSWORD: CANARY },
    ],
    [
      'a password that cannot be asked for',
      ['verify', NEWEST, ...SHARE, ...CERTIFICATE_2023],
      3,
      'CONFIRMATION_REQUIRED',
    ],
    [
      'a certificate file that is not there',
      ['verify', NEWEST, ...SHARE, '--cert', 'no.pfx'],
      10,
      'NOT_FOUND',
    ],
    [
      'a certificate file that is none',
      ['verify', NEWEST, ...SHARE, '--cert', OTHER_FILE],
      23,
      'UNSUPPORTED',
    ],
    ['keys check without a key', ['keys', 'check', ...SHARE], 20, 'NO_KEY'],
    ['keys check with the wrong key', ['keys', 'check', ...SHARE, ...UNRELATED, ...PASSWORD], 20, 'NO_KEY'],
    [
      'an unknown repository',
      [
        'extract',
        NEWEST,
        ...SHARE,
        ...CERTIFICATE_2023,
        ...PASSWORD,
        '--out',
        'plain',
        '--repository',
        'X;X;-;X',
      ],
      10,
      'NOT_FOUND',
    ],
    [
      'extracting with the wrong certificate',
      ['extract', NEWEST, ...SHARE, ...UNRELATED, ...PASSWORD, '--out', 'plain'],
      20,
      'NO_KEY',
    ],
    [
      'a drill with the wrong certificate',
      ['drill', NEWEST, ...SHARE, ...UNRELATED, ...PASSWORD],
      20,
      'NO_KEY',
    ],
  ];

  describe('a failure', () => {
    let empty = '';
    beforeAll(async () => {
      empty = await mkdtemp(path.join(tmpdir(), 'restack-empty-share-'));
    });
    afterAll(() => rm(empty, { recursive: true }));

    const cases = FAILURES.map(([what, words, exitCode, code, environment = {}]) => ({
      what,
      words,
      exitCode,
      code,
      environment,
    }));

    it.each(cases)(
      '$what: the same code with and without --json',
      async ({ words, exitCode, code, environment }) => {
        const argv = words.map((word) => (word === EMPTY ? empty : word));
        const plain = await runHere(argv, { environment });
        expect(plain).toMatchObject({ exitCode, leftBehind: [] });
        expect(plain.stderr).toContain(code);

        const json = await runHere([...argv, '--json'], { environment });
        expect(json).toMatchObject({ exitCode, leftBehind: [] });
        expect(readEnvelope(json.stdout)).toMatchObject({ ok: false, exitCode, error: { code } });

        const everything = plain.stdout + plain.stderr + json.stdout + json.stderr;
        expect(everything).not.toMatch(/^ {4}at /m);
        expect(everything).not.toContain(CANARY);
      },
    );
  });
});

describe('failures of targets', () => {
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
        const end = await runHere(['restore', NEWEST, ...given, '--yes', '--json'], {
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
});

describe('metrics are written by whatever takes --metrics and fails', () => {
  it.each([
    ['verify', ['--share', '/no/such/share'], 11],
    ['drill', ['--share', '/no/such/share'], 11],
    ['capture', ['--cert-public', 'nowhere.cer', '--share', '/no/such/share'], 2],
    ['service backups', [], 2],
  ] as const)('%s', async (command, argv, exitCode) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'restack-metrics-'));
    try {
      const file = path.join(folder, 'restack.prom');
      const run = await runHere([...command.split(' '), ...argv, '--metrics', file]);
      expect(run.exitCode, run.stderr).toBe(exitCode);
      const text = await readFile(file, 'utf8');
      expect(text).toContain(`restack_last_run_exit_code{command="${command}"} ${exitCode}\n`);
      expect(text).not.toContain('last_success');
      const wrong = await runHere([...command.split(' '), ...argv, '--metrics', path.join(folder, 'a.txt')]);
      expect(wrong.exitCode).toBe(2);
      expect(await readdir(folder)).toEqual(['restack.prom']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
