// Makes dist from src. Node reads and compiles every module of a start one by one, and @oclif/core alone has some sixty
// of them: what a start needs lies in few files therefore. Every package that src imports becomes part of dist, so that
// installing it needs no registry; `optionalDependencies` have native parts and stay beside it.
import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import type { BuildFacts, JoinedPackage } from './deploy/release/build-facts.js';
import manifest from './package.json' with { type: 'json' };
import { updateGeneratedFiles } from './schemas/generator/update-generated-files.js';

const OUTPUT = 'dist';

/** What is started or imported by its path; everything else lies in chunks. */
const ENTRIES = [
  'src/cli/main.ts',
  'src/cli/write-manifest.ts',
  // Threads are started by the addresses of these files.
  'src/adapters/proof/worker/proof-worker.ts',
  'src/adapters/store/folder/batch/batch-worker.ts',
  'src/adapters/store/network/thread/smb-worker.ts',
  'src/adapters/derivation/derivation-worker.ts',
  // The launcher goes there by itself.
  'src/app/completion/complete.ts',
  // What the package exports.
  'src/app/controller/controller-package.ts',
  // The commands of test/cli/fixture run in the same runner.
  'src/cli/base-command.ts',
  'src/cli/command-line.ts',
  'src/cli/outcome/command-report.ts',
];

/** What @oclif/core loads to run a plugin from its sources, which restack switches off. */
const UNUSED = ['typescript'];

/** oclif finds commands as files of a folder. */
async function listCommands(): Promise<readonly string[]> {
  const files = await readdir('src/commands', { recursive: true });
  return files.filter((file) => file.endsWith('.ts')).map((file) => join('src/commands', file));
}

/**
 * What `import()` asks for, by the chunk that it lies in: what most commands that need the one need with the other. A
 * module that no row names has a chunk of its own.
 */
const LAZY_CHUNKS: readonly (readonly [chunk: string, modules: RegExp])[] = [
  [
    'list',
    /^src\/(?:adapters\/store\/locate-share|backup-set\/catalog\/|app\/share\/(?:list-backups|share)\.ts|report\/share\/render-list)/,
  ],
  // Every command reads the settings; what reads YAML is asked for where there is a file.
  ['settings', /^src\/app\/(?:settings|configuration\/read-configuration)/],
  ['evidence', /^src\/report\/(?:formats|evidence)\//],
  ['report', /^src\/report\//],
  ['azure', /^src\/adapters\/azure\//],
  ['clouds', /^src\/app\/(?:capture|controller|doctor|service)\//],
  // With the code that a proof alone does not need: journals of runs, and YAML.
  [
    'runs',
    /^src\/(?:app\/(?:restore|runs|fleet|configuration|evidence\/pack|reports\/report-run)|use-cases\/restore)/,
  ],
  ['app', /^src\/(?:app\/(?!completion\/)|use-cases\/)/],
  ['proof', /^src\/(?:adapters|backup-set|crypto)\/(?!database)/],
];

async function bundle(): Promise<readonly string[]> {
  const options = {
    entryPoints: [...ENTRIES, ...(await listCommands())],
    outdir: OUTPUT,
    outbase: 'src',
    bundle: true,
    splitting: true,
    // As deep as the folders of src are: addresses relative to a module mean the same in a chunk.
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: [...Object.keys(manifest.optionalDependencies), ...UNUSED],
    // CommonJS packages ask for Node's own modules with `require`, which a module does not have.
    banner: {
      js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
    },
    legalComments: 'none',
    metafile: true,
  } satisfies BuildOptions;
  const { metafile } = await build({ ...options, write: false });
  const lazyModules = joinLazyModules(groupLazyModules(metafile));
  await build({ ...options, plugins: [lazyModules, plainProcess, plainOrder] });
  return Object.keys(metafile.inputs);
}

/**
 * Groups the modules that `import()` asks for by their chunk.
 *
 * @throws Error when two modules of a chunk export one name, which `export *` would leave out without a word.
 */
function groupLazyModules({ inputs, outputs }: Metafile): ReadonlyMap<string, readonly string[]> {
  const exportsOf = new Map(Object.values(outputs).map((output) => [output.entryPoint, output.exports]));
  const asked = Object.values(inputs).flatMap(({ imports }) =>
    imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => path),
  );
  const groups = new Map<string, string[]>();
  const owners = new Map<string, string>();
  for (const path of new Set(asked)) {
    const [chunk] = LAZY_CHUNKS.find(([, modules]) => modules.test(path)) ?? [];
    if (chunk === undefined) continue;
    groups.set(chunk, [...(groups.get(chunk) ?? []), path]);
    for (const name of exportsOf.get(path) ?? []) {
      const owner = owners.get(`${chunk} ${name}`);
      if (owner !== undefined) throw new Error(`${path} exports ${name}, and so does ${owner}`);
      owners.set(`${chunk} ${name}`, path);
    }
  }
  return groups;
}

const LAZY = 'lazy';

/** Answers an `import()` with all modules of its chunk. */
function joinLazyModules(groups: ReadonlyMap<string, readonly string[]>): Plugin {
  const chunkOf = new Map(
    [...groups].flatMap(([chunk, paths]) => paths.map((path) => [path, chunk] as const)),
  );
  return {
    name: 'lazy-chunks',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const chunk = chunkOf.get(relative('.', join(resolveDir, path)).replace(/\.js$/, '.ts'));
        return chunk === undefined ? undefined : { path: chunk, namespace: LAZY };
      });
      onLoad({ filter: /./, namespace: LAZY }, ({ path: chunk }) => ({
        contents: (groups.get(chunk) ?? []).map((path) => `export * from './${path}';`).join('\n'),
        resolveDir: resolve('.'),
        loader: 'ts',
      }));
    },
  };
}

/**
 * `process` without its module: an `import` of that makes every member of it, standard input and the list of all flags
 * of Node included, which takes 5 ms of each start.
 */
const plainProcess: Plugin = {
  name: 'plain-process',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:process$/ }, ({ path }) => ({ path, namespace: 'plain-process' }));
    onLoad({ filter: /./, namespace: 'plain-process' }, () => ({ contents: 'module.exports = process;' }));
  },
};

const BY_LANGUAGE = 'a.id.localeCompare(b.id)';

/** The commands of oclif in the order of their code units: the rules of a language take 9 ms of each start to load. */
const plainOrder: Plugin = {
  name: 'plain-order',
  setup({ onLoad }) {
    onLoad({ filter: /@oclif\/core\/lib\/config\/plugin\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes(BY_LANGUAGE)) throw new Error(`${path} does not sort by ${BY_LANGUAGE} any more`);
      return { contents: text.replace(BY_LANGUAGE, '(a.id < b.id ? -1 : Number(a.id > b.id))') };
    });
  },
};

/** What `restack` starts: alone in its file, and CommonJS, which Node reads without its thread pool. */
async function bundleLauncher(): Promise<void> {
  await build({
    entryPoints: ['src/cli/launch/launch.ts'],
    outfile: join(OUTPUT, 'cli', 'launch', 'launch.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    external: ['../main.js', '../../app/completion/complete.js'],
  });
}

const PACKAGE_FOLDER = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

async function listPackages(inputs: readonly string[]): Promise<readonly JoinedPackage[]> {
  const folders = new Set(inputs.flatMap((input) => PACKAGE_FOLDER.exec(input)?.[0] ?? []));
  return Promise.all(
    [...folders].toSorted().map(async (folder) => {
      const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
      return { folder, name, version, license };
    }),
  );
}

/** Their licences ask to go with the packages that became part of dist. */
async function renderNotices(packages: readonly JoinedPackage[]): Promise<string> {
  const notices = await Promise.all(packages.map(renderNotice));
  return `dist contains code of these packages.\n\n${notices.join('\n')}`;
}

async function renderNotice({ folder, name, version, license }: JoinedPackage): Promise<string> {
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? `Licence: ${license}` : await readFile(join(folder, file), 'utf8');
  return `== ${name} ${version} ==\n\n${text.trim()}\n`;
}

/** The commit that is built; null for sources without a history, as those of a package. */
async function readCommit(): Promise<string | null> {
  try {
    return (await promisify(execFile)('git', ['rev-parse', 'HEAD'])).stdout.trim();
  } catch {
    return null;
  }
}

process.chdir(fileURLToPath(new URL('.', import.meta.url)));
await updateGeneratedFiles();
await rm(OUTPUT, { recursive: true, force: true });
const packages = await listPackages(await bundle());
await bundleLauncher();
const facts: BuildFacts = { commit: await readCommit(), packages };
await writeFile(join(OUTPUT, 'build.json'), `${JSON.stringify(facts)}\n`);
await writeFile(join(OUTPUT, 'THIRD-PARTY-NOTICES.txt'), await renderNotices(packages));
