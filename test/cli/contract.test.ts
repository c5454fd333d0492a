import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, readTextOrEmpty } from '../../src/cloud/json-value.js';
import { ERROR_CODES } from '../../src/core/errors/error-codes.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import { readVector } from '../vectors/certificates/vector-index.js';
import {
  CERTIFICATE_2022,
  CERTIFICATE_2023,
  LEGACY_KEY,
  NEWEST,
  PASSWORD,
  readEnvelope,
  runRestack,
  SHARE,
} from './run-restack.js';

/** Promises to scripts that no other test states. */

const fromRoot = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const readDocument = async (name: string): Promise<JsonObject> => {
  const value: unknown = JSON.parse(await readFile(fromRoot(name), 'utf8'));
  if (isJsonObject(value)) return value;
  throw new TypeError(`${name} is no object`);
};
const objectAt = (value: JsonObject, ...names: readonly string[]): JsonObject =>
  names.reduce<JsonObject>((object, name) => {
    const member = object[name];
    if (isJsonObject(member)) return member;
    throw new TypeError(`no object ${name} in ${JSON.stringify(Object.keys(object))}`);
  }, value);
const textsAt = (value: JsonObject, name: string): readonly string[] => {
  const list: unknown = value[name];
  const all: readonly unknown[] = Array.isArray(list) ? list : [];
  return all.filter((item) => typeof item === 'string');
};

const COMMANDS: readonly string[] = (
  'list, show, verify, digest, keys check, extract, plan, restore, diff, drill, capture, ' +
  'runs list, runs show, runs resume, runs todo, runs abandon, controller start, ' +
  'certificate create, certificate inspect, database inspect, archive pack, archive unpack, explain, completion, ' +
  'config view, report, evidence pack, evidence verify, fleet plan, fleet merge, ' +
  'service show, service configure, service start, service enable, service disable, service backups, service prune'
).split(', ');

/** Flags that mean the same everywhere, and the environment that stands in for them. */
const FLAGS: Readonly<Record<string, { readonly type: string; readonly named: readonly string[] }>> = {
  share: { type: 'option', named: ['RESTACK_SHARE'] },
  cert: { type: 'option', named: ['RESTACK_CERT'] },
  'cert-password-file': { type: 'option', named: ['RESTACK_CERT_PASSWORD'] },
  'key-file': { type: 'option', named: ['RESTACK_ENCRYPTION_KEY'] },
  target: { type: 'option', named: ['RESTACK_TARGET'] },
  'user-target': { type: 'option', named: ['RESTACK_USER_TARGET'] },
  'ca-file': { type: 'option', named: ['NODE_EXTRA_CA_CERTS'] },
  'run-dir': { type: 'option', named: ['RESTACK_RUN_DIR'] },
  'verify-key': { type: 'option', named: ['must have signed'] },
  'expect-digest': { type: 'option', named: [] },
  'max-age': { type: 'option', named: [] },
  'strict-latest': { type: 'boolean', named: [] },
};
const GLOBAL = ['json', 'yes', 'no-input', 'quiet', 'no-color', 'events', 'progress'];

const EXIT_CODES: readonly (readonly [number, readonly string[]])[] = [
  [1, ['INTERNAL']],
  [2, ['USAGE', 'CONFIG']],
  [3, ['CANCELLED', 'CONFIRMATION_REQUIRED']],
  [10, ['NOT_FOUND', 'NOTHING_CHECKED']],
  [11, ['SHARE_UNREACHABLE']],
  [12, ['LOCKED']],
  [13, ['TARGET_UNREACHABLE', 'TARGET_AUTH']],
  [14, ['PERMISSION_MISSING']],
  [20, ['NO_KEY']],
  [21, ['WRONG_PASSWORD']],
  [22, ['INTEGRITY']],
  [23, ['UNSUPPORTED']],
  [24, ['SCHEMA']],
  [25, ['REFERENCE']],
  [26, ['INCOMPLETE']],
  [30, ['PLAN_STALE']],
  [31, ['PLAN_BLOCKED']],
  [32, ['TARGET_NOT_FRESH']],
  [33, ['VERSION_DISTANCE']],
  [34, ['DIFFERENT']],
  [40, ['PARTIAL']],
  [41, ['READ_BACK']],
  [42, ['UNACCOUNTED']],
  [50, ['OBJECTIVE_MISSED']],
  [130, ['INTERRUPTED']],
];

let folder = '';
let commands: JsonObject;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-contract-'));
  commands = objectAt(await readDocument('oclif.manifest.json'), 'commands');
});
afterAll(() => rm(folder, { recursive: true }));

const listFlags = () =>
  Object.keys(commands).flatMap((id) =>
    Object.entries(objectAt(commands, id, 'flags')).map(([name, flag]) => ({
      id,
      name,
      flag: isJsonObject(flag) ? flag : {},
    })),
  );

describe('commands', () => {
  it.each(COMMANDS)('%s is there, and its result has a schema', async (name) => {
    expect(Object.keys(commands)).toContain(name.replaceAll(' ', ':'));
    const schema = await readDocument(`schemas/cli/${name.replaceAll(' ', '-')}.json`);
    expect(schema['title']).toMatch(/Result$/);
  });
});

describe('flags', () => {
  it('of one name are the same flag everywhere', () => {
    for (const [name, { type, named }] of Object.entries(FLAGS)) {
      const all = listFlags().filter((found) => found.name === name);
      expect(all.length, name).toBeGreaterThan(0);
      for (const { id, flag } of all) {
        expect(flag['type'], `${id} --${name}`).toBe(type);
        const isOfItsOwn = id.startsWith('certificate:') || id === 'runs:resume';
        for (const variable of isOfItsOwn ? [] : named) expect(flag['summary'], id).toContain(variable);
      }
    }
  });

  it('that hold for all commands are there for each', () => {
    for (const id of Object.keys(commands)) {
      expect(Object.keys(objectAt(commands, id, 'flags')), id).toEqual(expect.arrayContaining(GLOBAL));
    }
  });

  it('take no secret, and switch no check of a certificate off', () => {
    const names = [...new Set(listFlags().map(({ name }) => name))];
    const withValue = new Set(
      listFlags().flatMap(({ name, flag }) => (flag['type'] === 'option' ? [name] : [])),
    );
    const secret = [...withValue].filter(
      (name) => /password|secret|token|key/.test(name) && !name.endsWith('-file'),
    );
    // A size, and files.
    expect(secret.toSorted()).toEqual(['key-size', 'sign-key', 'verify-key']);
    const lenient = names.filter((name) => /insecure|tls|skip|verify|no-check/.test(name));
    expect(lenient).toEqual(['verify-key']);
  });
});

describe('results', () => {
  const MEMBERS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      'list',
      ['properties', 'backups', 'items'],
      (
        'backupId createdAt stampVersion oemVersion deploymentId status automatic ' +
        'encryption cloudRecoveryReady layout repositories sizeBytes store problems'
      ).split(' '),
    ],
    ['verify', [], ['level', 'backups']],
    ['shared', ['$defs', 'verifiedBackup'], ['backupId', 'verdict', 'checked', 'findings']],
    ['shared', ['$defs', 'verifiedBackup', 'properties', 'checked'], ['snapshots', 'bytes', 'records']],
    ['finding', [], ['code', 'severity', 'backupId', 'repository', 'file', 'pointer', 'message']],
    ['plan', [], ['summary', 'actions', 'blockers']],
    ['plan', ['properties', 'summary'], ['create', 'adopt', 'update', 'skip', 'blocked']],
    ['plan', ['properties', 'actions', 'items'], ['kind', 'id', 'action', 'reason', 'stage']],
    ['drill', [], ['runId', 'state', 'conservation', 'stages']],
    ['runs-show', [], ['runId', 'state', 'terminal', 'conservation', 'stages']],
    ['runs-todo', [], ['runId', 'state', 'tasks']],
    ['envelope', [], ['ok', 'exitCode', 'command', 'schema', 'result', 'error', 'warnings']],
  ];

  it.each(MEMBERS)('%s %j has all its members', async (name, place, members) => {
    const at = objectAt(await readDocument(`schemas/cli/${name}.json`), ...place);
    const { $ref: reference } = at;
    const definition =
      typeof reference === 'string' && reference.startsWith('#/')
        ? objectAt(await readDocument(`schemas/cli/${name}.json`), ...reference.slice(2).split('/'))
        : at;
    expect(textsAt(definition, 'required')).toEqual(expect.arrayContaining([...members]));
  });

  it('list sets newest first, with times in ISO 8601 and UTC and sizes in bytes', async () => {
    const { result } = readEnvelope((await runRestack(['list', ...SHARE, '--json'])).stdout);
    const list: unknown = isJsonObject(result) ? result['backups'] : undefined;
    const backups = (Array.isArray(list) ? list : []).filter(isJsonObject);
    expect(backups).toHaveLength(10);
    for (const { createdAt, sizeBytes } of backups) {
      expect(createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
      expect(Number.isInteger(sizeBytes)).toBe(true);
    }
    const times = backups.map((backup) => readTextOrEmpty(backup, 'createdAt'));
    expect(times).toEqual(times.toSorted().toReversed());
  });
});

describe('exit codes', () => {
  it('are those of the contract, and no others', () => {
    const own = Object.entries(ERROR_CODES).map(([code, { exit }]) => [exit, code]);
    expect(own).toEqual(EXIT_CODES.flatMap(([exit, codes]) => codes.map((code) => [exit, code])));
  });

  it('tell a share without sets: nothing checked is no success', async () => {
    const share = path.join(folder, 'no-sets');
    await mkdir(path.join(share, 'MASBackup', 'progressivebackup', '1.2301.0.55'), { recursive: true });
    for (const argv of [['verify'], ['verify', '--all']]) {
      const run = await runRestack([...argv, '--share', share, '--json']);
      expect(run).toMatchObject({ exitCode: 10, leftBehind: [] });
      expect(readEnvelope(run.stdout).error).toMatchObject({ code: 'NOTHING_CHECKED' });
    }
  });
});

describe('verify', () => {
  it('proves every set of the share when none is named', async () => {
    const { result } = readEnvelope((await runRestack(['verify', ...SHARE, '--json'])).stdout);
    expect(result).toMatchObject({ level: 'structure', backups: { length: 10 } });
  });
});

describe('the environment', () => {
  let cloud: RunningController;
  let environment: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const pem = readVector('TEST-ONLY-certificate-and-key.pem').toString();
    cloud = await startController({ deployment: { clientCertificates: [pem] } });
    await writeFile(path.join(folder, 'root.pem'), cloud.caCertificate);
    await writeFile(path.join(folder, 'client.pem'), pem);
    const password = await readFile(PASSWORD[1], 'utf8');
    environment = {
      AZURE_TENANT_ID: cloud.tenantId,
      AZURE_CLIENT_ID: cloud.clientId,
      RESTACK_SHARE: SHARE[1],
      RESTACK_CERT: [CERTIFICATE_2022[1], CERTIFICATE_2023[1]].join(path.delimiter),
      RESTACK_CERT_PASSWORD: password.trimEnd(),
      RESTACK_TARGET: cloud.adminEndpoint,
      RESTACK_USER_TARGET: cloud.userEndpoint,
      RESTACK_RUN_DIR: path.join(folder, 'runs'),
      NODE_EXTRA_CA_CERTS: path.join(folder, 'root.pem'),
    };
  });
  afterAll(() => cloud.close());

  const plan = (more: Readonly<Record<string, string>>) =>
    runRestack(['plan', NEWEST, '--unmapped', 'keep', '--json'], {
      environment: { ...environment, ...more },
    });

  it.each([
    ['a secret', () => ({ AZURE_CLIENT_SECRET: cloud.clientSecret })],
    ['a certificate', () => ({ AZURE_CLIENT_CERTIFICATE_PATH: path.join(folder, 'client.pem') })],
  ])('says everything that a plan needs, with %s to sign in', async (_what, signIn) => {
    expect(await plan(signIn())).toMatchObject({ exitCode: 0, leftBehind: [] });
  });

  it('names the user endpoint', async () => {
    const run = await plan({
      AZURE_CLIENT_SECRET: cloud.clientSecret,
      RESTACK_USER_TARGET: cloud.adminEndpoint.replace('adminmanagement', 'elsewhere'),
    });
    expect(run).toMatchObject({ exitCode: 13, leftBehind: [] });
  });

  it.each([
    ['RESTACK_SHARE', 11],
    ['RESTACK_CERT', 10],
  ])('is what a flag wins over: %s', async (name, exitCode) => {
    const other = { ...environment, [name]: path.join(folder, 'nothing') };
    const argv = ['keys', 'check', '--json'];
    expect((await runRestack(argv, { environment: other })).exitCode).toBe(exitCode);
    const flags = [...SHARE, ...CERTIFICATE_2022, ...CERTIFICATE_2023, ...LEGACY_KEY];
    expect((await runRestack([...argv, ...flags], { environment: other })).exitCode).toBe(0);
  });
});
