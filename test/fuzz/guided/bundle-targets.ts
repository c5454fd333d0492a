import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Loader, type Plugin, transform } from 'esbuild';
import { createInstrumenter } from 'istanbul-lib-instrument';
import { COUNTERS } from './branch-counters.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Below the repository, so that packages which are not joined into it are found. */
const BUNDLE = join(ROOT, 'node_modules/.cache/restack-fuzz/search-worker.mjs');

/** The modules that read the input: restack itself, and the parsers it stands on. */
const GUIDING =
  /\/(?:src\/(?!schema\/generated)|node_modules\/(?:saxes|yaml|tar|@streamparser\/json|node-forge\/lib\/(?:asn1|rc2))\b)/;

/** Second readers: where they branch says nothing of restack. */
const NOT_JOINED = ['unzipper'];

/** Files of the repository find others from where they lie, and not from where the bundle does. */
const keepAddresses: Plugin = {
  name: 'keep-addresses',
  setup(build) {
    build.onLoad({ filter: /[\\/]test[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const address = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replaceAll('import.meta.url', address), loader: 'ts' };
    });
  },
};

/** Counts in each branch how often it was reached. */
const countBranches: Plugin = {
  name: 'count-branches',
  setup(build) {
    const instrumenter = createInstrumenter({ esModules: true, coverageVariable: COUNTERS, compact: false });
    build.onLoad({ filter: /\.(?:ts|js|mjs|cjs)$/ }, async ({ path }) => {
      if (!GUIDING.test(path.replaceAll('\\', '/'))) return undefined;
      const loader: Loader = path.endsWith('.ts') ? 'ts' : 'js';
      const { code } = await transform(await readFile(path, 'utf8'), { loader, target: 'node20.19' });
      return { contents: instrumenter.instrumentSync(code, path), loader: 'js' };
    });
  },
};

/**
 * Joins the searching thread and all targets into one module that counts what it reaches.
 *
 * @returns its path.
 */
export async function bundleTargets(): Promise<string> {
  await build({
    entryPoints: [fileURLToPath(new URL('search-worker.ts', import.meta.url))],
    outfile: BUNDLE,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    absWorkingDir: ROOT,
    external: NOT_JOINED,
    plugins: [countBranches, keepAddresses],
    banner: {
      js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  return BUNDLE;
}
