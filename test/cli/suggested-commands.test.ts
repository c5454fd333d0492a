import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import manifest from '../../oclif.manifest.json' with { type: 'json' };
import { listExplainedCodes } from '../../src/core/errors/explain/explain-code.js';
import { startController } from '../../src/app/controller/controller-package.js';
import { NAMED_PROFILES } from '../../src/controller/server/weather/named-profiles.js';
import { splitTypedWords } from '../../src/report/layout/typed-command.js';
import { runIn, Written } from './run-here.js';
import type { DoctorResult } from '../../src/schema/results.js';
import { resultSchema } from '../fixtures/result-schemas.js';
import {
  CERTIFICATE_2023,
  DEPLOYMENT,
  NEWEST,
  PASSWORD,
  readEnvelope,
  SHARE,
  UNRELATED,
} from './run-restack.js';
import { findSuggestions, hasBlanks, isPrintedFrom } from './suggested-commands.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const doctorSchema = resultSchema('doctor');
const SIGN_IN = {
  tenantId: 'b7f1f1c2-7a14-4a2e-a5f2-9a6b5a0c1d22',
  clientId: '5d0c1a52-3a7e-4d9b-9f10-0b1f2c3d4e5f',
  clientSecret: 'secret-of-two-clouds',
};
interface Ended {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs a command in this process, without a terminal, in the folder of this test: some suggest a file to write. */
async function run(argv: readonly string[]): Promise<Ended> {
  const written = new Written();
  const before = process.cwd();
  process.chdir(folder);
  try {
    const exitCode = await runIn({ stdout: written, stderr: written, variables: {} }, argv);
    return { exitCode, output: written.text };
  } finally {
    process.chdir(before);
  }
}

let folder: string;
let world: World;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-suggested-'));
  const at = (name: string) => path.join(folder, name);
  await mkdir(at('backups'));
  const [, cert] = CERTIFICATE_2023;
  const stamp = {
    name: 'a',
    share: path.resolve(SHARE[1]),
    cert: [cert],
    'cert-password-file': [PASSWORD[1]],
  };
  await writeFile(at('stamps.yaml'), JSON.stringify({ stamps: [stamp] }));
  // Runs go there where no folder is given.
  vi.stubEnv('RESTACK_RUN_DIR', at('runs'));
  world = { at, fresh: await startCloud('fresh'), broken: await startCloud('broken') };
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([world.fresh.close(), world.broken.close()]);
  await rm(folder, { recursive: true });
});

interface Cloud {
  /** The flags that name it. */
  readonly place: readonly string[];
  readonly target: string;
  readonly close: () => Promise<void>;
}

interface World {
  readonly at: (name: string) => string;
  readonly fresh: Cloud;
  /** It refuses its first plan. */
  readonly broken: Cloud;
}

async function startCloud(name: 'fresh' | 'broken' | 'broken-too'): Promise<Cloud> {
  let refused = name === 'fresh';
  const controller = await startController({
    weather: NAMED_PROFILES.calm,
    deployment: SIGN_IN,
    faults({ method, url }) {
      if (refused || method !== 'PUT' || !url.includes('/plans/')) return undefined;
      refused = true;
      return { kind: 'reply', status: 400 };
    },
  });
  const caFile = path.join(folder, `${name}.pem`);
  await writeFile(caFile, controller.caCertificate);
  const target = controller.adminEndpoint;
  vi.stubEnv('AZURE_TENANT_ID', controller.tenantId);
  vi.stubEnv('AZURE_CLIENT_ID', controller.clientId);
  vi.stubEnv('AZURE_CLIENT_SECRET', controller.clientSecret);
  return { place: ['--target', target, '--ca-file', caFile], target, close: () => controller.close() };
}

const KEYS = [...CERTIFICATE_2023, ...PASSWORD];
const USER = ['--user', String.raw`CONTOSO\svc-azs`, '--password-file', PASSWORD[1]];

/** Commands about sets, as people type them. */
function listShareCommands({ at, fresh }: World): readonly (readonly string[])[] {
  return [
    ['list', ...SHARE],
    ['show', '26', ...SHARE],
    ['show', 'latest', ...SHARE],
    ['show', '0000', ...SHARE],
    ['show', NEWEST, 'plan', ...SHARE],
    ['show', 'latest', '--deployment', '00', ...SHARE],
    ['extract', NEWEST, '--repository', 'x', '--out', at('out'), ...SHARE, ...KEYS],
    ['verify', NEWEST, ...SHARE],
    ['verify', NEWEST, ...SHARE, ...KEYS, '--level', 'keys'],
    ['verify', NEWEST, ...SHARE, ...KEYS],
    ['verify', NEWEST, ...SHARE, ...UNRELATED, ...PASSWORD],
    ['keys', 'check', ...SHARE, ...KEYS],
    ['certificate', 'create', '--out', at('made'), '--subject', 'CN=x', ...PASSWORD],
    ['archive', 'pack', NEWEST, ...SHARE, '--out', at('set.tar')],
    ['archive', 'unpack', at('set.tar'), '--share', at('mistyped')],
    ['archive', 'unpack', at('set.tar'), '--share', at('MASBackup')],
    ['drill', NEWEST, ...SHARE, ...UNRELATED, ...PASSWORD, '--run-dir', at('drills')],
    ['runs', 'list', '--run-dir', at('drills')],
    ['diff', NEWEST, ...SHARE, ...KEYS],
    ['fleet', 'plan', '--stamps', at('stamps.yaml'), '--out', at('work.json'), '--level', 'structure'],
    ['doctor', ...SHARE],
    ['doctor', ...SHARE, '--deployment', DEPLOYMENT, ...UNRELATED, ...PASSWORD],
    ['lst'],
    ['explain', 'no_kex'],
    ['restore', ...SHARE, ...KEYS, ...fresh.place],
  ];
}

/** A night that goes well, and one that does not. */
function listNightCommands({ at, fresh, broken }: World): readonly (readonly string[])[] {
  const night = [...SHARE, ...KEYS, ...fresh.place];
  const other = [...SHARE, ...KEYS, ...broken.place, '--run-dir', at('other-runs')];
  return [
    ['plan', NEWEST, ...night, '--existing', 'x=y'],
    ['plan', NEWEST, ...night],
    ['plan', NEWEST, ...night, '--unmapped', 'keep', '--allow-not-fresh', '--out', at('night.plan')],
    ['restore', NEWEST, ...night],
    ['restore', '--plan', at('night.plan'), ...night],
    ['runs', 'show', '0000'],
    ['runs', 'todo', '--out', at('todo.txt')],
    ['evidence', 'pack', 'latest', '--out', at('evidence.tar')],
    ['runs', 'list', ...other.slice(-2)],
    ['restore', NEWEST, ...other, '--unmapped', 'keep', '--yes'],
  ];
}

/** The backup service of a cloud. */
function listServiceCommands({ at, fresh: { place } }: World): readonly (readonly string[])[] {
  const certificate = (year: number) => path.join(ROOT, `samples/keys/TEST-ONLY-backup-${year}.cer`);
  const configure = ['service', 'configure', ...place, '--path', at('backups'), ...USER, '--cert-public'];
  return [
    ['service', 'configure', ...place],
    ['service', 'backups', ...place],
    [...configure, certificate(2023), '--dry-run'],
    [...configure, certificate(2023), '--yes'],
    ['capture', ...place, '--share', at('backups'), '--cert-public', certificate(2023)],
    ['service', 'disable', ...place, '--yes'],
    ['service', 'enable', ...place, '--yes'],
    ['service', 'start', ...place, '--timeout', '1ms'],
    ['service', 'start', ...place],
    ['service', 'backups', ...place, '--share', at('backups')],
    ['service', 'prune', ...place, '--dry-run'],
  ];
}

/** The commands on `next:` lines, those that end a hint, and those that mend. */
function listPrinted(output: string): readonly string[] {
  return [...output.matchAll(PRINTED)]
    .map(([, command = '']) => command)
    .filter((command) => !hasBlanks({ file: '', command }));
}

const PRINTED = /^(?:next: |\s+next: |\s+mend: |\s+- [^\n]*?: )(restack .*?)(?:\s{2,}#.*)?$/gm;

/** Exit codes of a command that was wrong, or not complete: a suggested one must not end so. */
const NOT_AS_IT_STANDS = new Set([1, 2, 3, 11, 12, 13, 14, 20, 21]);

/** A time as documents hold it; people read the form that `list` shows. */
const ISO = /\d{4}-\d\d-\d\dT\d\d:\d\d/;

interface Told {
  readonly command: string;
  readonly by: string;
  /** Undefined for what was typed. */
  readonly ended: Ended;
}

/** Runs the commands, and every one that they suggest, and what those suggest in turn. */
async function follow(typed: readonly (readonly string[])[]): Promise<readonly Told[]> {
  const told = new Map<string, Told>();
  const take = async (argv: readonly string[]): Promise<Ended> => {
    const ended = await run(argv);
    // Help, whose commands stand for anybody's.
    if (argv[0] === 'explain') return ended;
    const by = argv.join(' ');
    for (const command of listPrinted(ended.output).filter((name) => !told.has(name))) {
      told.set(command, { command, by, ended });
      const words = splitTypedWords(command).slice(1);
      told.set(command, {
        command,
        by,
        ended: await take([...words, ...(words.includes('--help') ? [] : ['--yes'])]),
      });
    }
    return ended;
  };
  for (const argv of typed) await take(argv);
  return [...told.values()];
}

/** Texts that begin as a command does and suggest none. */
const NO_COMMANDS = [
  'restack … signature 1',
  'restack deployment\n…\n…',
  'restack restore runs resume',
  'restack runs:resume runs:abandon',
  'restack …, Node …, …',
  'restack failed in a way it should not (…); this is a bug',
  'restack … needs …',
];

/** Suggestions to which no command here leads, and why. They are held to flags that there are. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'restack plan … --out "…"': 'needs a blocked plan whose own suggestion has not replaced it',
  'restack verify --level content': 'gets a blank for the key, which packing takes none of',
  'restack runs abandon …': 'needs a lock of another machine, or a run whose set changed',
  'restack list --share …': 'needs a mounted file server',
  'restack list --share "…"': 'needs one set in two stores',
  'restack diff --help': 'needs a person who gives two sides that contradict each other',
  'restack certificate create --out certificate --subject "CN=Azure Stack Hub backup"':
    'needs a certificate that expired',
  'restack report … --out drill.html': 'needs an embedded cloud that refuses something',
  'restack explain PERMISSION_MISSING': 'needs a process that may open no more files',
  'restack service prune': 'needs a cloud that is older than its retention',
  'restack doctor --sign-in device-code': 'needs a person',
  'restack doctor --sign-in browser': 'needs a person',
  'restack keys check': 'needs a set whose keys contradict each other',
  'restack database inspect …': 'needs a SQL Server database, which no sample set holds',
  'restack verify … --level integrity': 'needs a set of a legacy key, which its data alone can tell',
};

describe('every suggested command', () => {
  it('is to resume, where the same restore is begun again after one that did not end', async () => {
    const { at } = world;
    const broken = await startCloud('broken-too');
    const night = [
      ...SHARE,
      ...KEYS,
      ...broken.place,
      '--run-dir',
      at('runs-of-broken-too'),
      '--unmapped',
      'keep',
    ];
    expect(await run(['restore', NEWEST, ...night, '--yes'])).toMatchObject({ exitCode: 40 });
    const again = await run(['restore', NEWEST, ...night, '--yes']);
    expect(again.exitCode).toBe(32);
    expect(again.output).toMatch(/^  next: restack runs resume [0-9a-f]{8} .*--cert .*--run-dir/m);
    // A person who begins another one all the same has been told.
    const another = await run(['restore', NEWEST, ...night, '--allow-not-fresh', '--yes']);
    expect(another.exitCode).toBe(0);
    expect(another.output).toMatch(
      /warning: run [0-9a-f-]{36} of this set is unfinished.*restack runs resume/,
    );
    const done = await run(['restore', NEWEST, ...night, '--yes']);
    expect(done.exitCode).toBe(32);
    expect(done.output).toMatch(/run [0-9a-f-]{36} of .* has brought this set back there already/);
    expect(done.output).toMatch(/^  next: restack diff .*--target .*--cert /m);
    await broken.close();
  });

  it('runs as it stands, whichever place suggests it', { timeout: 240_000 }, async () => {
    const typed = [...listShareCommands(world), ...listNightCommands(world), ...listServiceCommands(world)];
    const told = await follow(typed);
    expect(told.filter(({ ended }) => NOT_AS_IT_STANDS.has(ended.exitCode))).toEqual([]);
    expect(
      told.filter(({ command, ended }) => !command.includes(' --json') && ISO.test(ended.output)),
    ).toEqual([]);
    const suggested = (
      await findSuggestions(path.join(ROOT, 'src'), (words) => findFlags(words) !== undefined)
    ).filter(({ command }) => !NO_COMMANDS.includes(command));
    const missing = suggested
      .filter((place) => !hasBlanks(place) && ELSEWHERE[place.command] === undefined)
      .filter((place) => !told.some(({ command }) => isPrintedFrom(place, command)));
    expect(missing).toEqual([]);
    const unknown = suggested.filter(({ command }) => {
      const words = splitTypedWords(command).slice(1);
      const flags = findFlags(words);
      return words.some((word) => word.startsWith('--') && flags?.includes(word.slice(2)) === false);
    });
    expect(unknown).toEqual([]);
    const names = new Set(suggested.map(({ command }) => command));
    expect(Object.keys(ELSEWHERE).filter((command) => !names.has(command))).toEqual([]);
  });

  it('in an explanation is one that there is, with flags that it takes', () => {
    const commands = listExplainedCodes().flatMap(({ actions }) =>
      actions.flatMap((action) => /: (restack .*)$/.exec(action)?.[1] ?? []),
    );
    const unknown = commands.filter((command) => {
      const words = splitTypedWords(command).slice(1);
      const [first = ''] = words;
      const flags = /^(?:help|--version|COMMAND)$/.test(first)
        ? ['version', 'json', 'help']
        : findFlags(words);
      return words.some((word) => word.startsWith('--') && flags?.includes(word.slice(2)) !== true);
    });
    expect(unknown).toEqual([]);
    expect(commands.length).toBeGreaterThan(50);
  });

  it('that mends a line of doctor is as complete with --json', async () => {
    const argv = ['doctor', ...SHARE, '--deployment', DEPLOYMENT, '--key-file', PASSWORD[1]];
    const [text, json] = [await run(argv), await run([...argv, '--json', '--quiet'])];
    const commands = [...text.output.matchAll(/^\s+mend: (.*)$/gm)].map(([, command]) => command);
    const { checks } = readDoctor(json.output);
    expect(checks.flatMap(({ mend }) => mend ?? [])).toEqual(commands);
    expect(commands.some((command) => command?.includes(`--share ${SHARE[1]} --deployment`))).toBe(true);
  });
});

function readDoctor(output: string): DoctorResult {
  const { result } = readEnvelope(output.slice(output.indexOf('{\n'), output.lastIndexOf('\n}') + 2));
  if (!doctorSchema.validate(result)) throw new TypeError('doctor told something else');
  return result;
}

/** The flags of the command that the words begin with; undefined when they begin with none. */
function findFlags(words: readonly string[]): readonly string[] | undefined {
  const commands: Readonly<Record<string, { readonly flags: object }>> = manifest.commands;
  const command = commands[words.slice(0, 2).join(':')] ?? commands[words[0] ?? ''];
  return command === undefined ? undefined : ['help', ...Object.keys(command.flags)];
}
