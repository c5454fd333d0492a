import { describe, expect, it } from 'vitest';

import type { CompiledSchema } from '../../src/schema/compiled-schema.js';
import { resultSchema } from '../fixtures/result-schemas.js';
import { CANARY } from '../../samples/generator/stable-values.js';
import { readEnvelope } from './read-envelope.js';
import { runRestack } from './run-restack.js';
import {
  CERTIFICATE_2022,
  CERTIFICATE_2023,
  DEPLOYMENT,
  LEGACY_KEY,
  NEWEST,
  PASSWORD,
  SHARE,
} from './sample-share.js';

const drill = resultSchema('drill');
const extract = resultSchema('extract');
const keysCheck = resultSchema('keys-check');
const list = resultSchema('list');
const show = resultSchema('show');
const verify = resultSchema('verify');

const KEYS = [...CERTIFICATE_2022, ...CERTIFICATE_2023, ...PASSWORD, ...LEGACY_KEY];

interface Case {
  readonly what: string;
  readonly name: string;
  readonly argv: readonly string[];
  readonly schema: CompiledSchema<unknown>;
}

const COMMANDS: readonly Case[] = [
  { what: 'list', name: 'list', argv: ['list', ...SHARE], schema: list },
  { what: 'show of an id', name: 'show', argv: ['show', NEWEST, ...SHARE], schema: show },
  {
    what: 'show of the latest',
    name: 'show',
    argv: ['show', 'latest', '--deployment', DEPLOYMENT, ...SHARE],
    schema: show,
  },
  { what: 'verify without a key', name: 'verify', argv: ['verify', ...SHARE], schema: verify },
  {
    what: 'verify of all sets',
    name: 'verify',
    argv: ['verify', '--all', ...SHARE, ...KEYS],
    schema: verify,
  },
  {
    what: 'verify to keys',
    name: 'verify',
    argv: ['verify', NEWEST, ...SHARE, ...KEYS, '--level', 'keys'],
    schema: verify,
  },
  {
    what: 'verify to integrity',
    name: 'verify',
    argv: ['verify', NEWEST, ...SHARE, ...KEYS, '--level', 'integrity'],
    schema: verify,
  },
  { what: 'keys check', name: 'keys check', argv: ['keys', 'check', ...SHARE, ...KEYS], schema: keysCheck },
  { what: 'drill', name: 'drill', argv: ['drill'], schema: drill },
];

describe('a command on the sample share', () => {
  it.each(COMMANDS)('$what: succeeds, as text and as its schema says', async ({ name, argv, schema }) => {
    const plain = await runRestack(argv);
    expect(plain).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(plain.stdout).not.toBe('');

    const json = await runRestack([...argv, '--json']);
    expect(json).toMatchObject({ exitCode: 0, leftBehind: [] });
    const envelope = readEnvelope(json.stdout);
    expect(envelope).toMatchObject({
      ok: true,
      command: name,
      schema: `restack/${name.replaceAll(' ', '-')}/v1`,
      error: null,
    });
    expect(schema.validate(envelope.result), JSON.stringify(schema.validate.errors)).toBe(true);
    expect(plain.stdout + plain.stderr + json.stdout + json.stderr).not.toContain(CANARY);
  });

  it('extract writes the folder it was given, and nothing else', async () => {
    const argv = ['extract', NEWEST, ...SHARE, ...KEYS, '--out', 'plain'];
    const run = await runRestack([...argv, '--json']);
    expect(run).toMatchObject({ exitCode: 0, leftBehind: ['plain'] });
    const envelope = readEnvelope(run.stdout);
    expect(extract.validate(envelope.result), JSON.stringify(extract.validate.errors)).toBe(true);
    expect(envelope.warnings).not.toEqual([]);
    expect(run.stdout + run.stderr).not.toContain(CANARY);
  });

  it('verify says the level, and content names what it did not read', async () => {
    const run = await runRestack(['verify', NEWEST, ...SHARE, ...KEYS]);
    expect(run.stdout).toContain('content');
    expect(run.stdout).toContain('NOT_READ');
  });
});
