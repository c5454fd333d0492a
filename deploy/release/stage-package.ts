import { createReadStream } from 'node:fs';
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { writeArchiveFile } from '../../src/adapters/store/archive/write-archive-file.js';
import { listFiles, sizeOf } from './archives.js';
import { readBuild } from './build-facts.js';
import manifest from '../../package.json' with { type: 'json' };

/** A form that restack is installed in. */
export type Artefact = 'npm' | 'archive' | 'deb' | 'executable';

/** Folders of a checkout and their files that are installed. */
const INSTALLED: readonly (readonly [folder: string, files: RegExp])[] = [
  ['dist', /\.(?:js|cjs|txt)$/],
  ['schemas', /\.json$/],
  ['man', /\.1$/],
  ['samples/keys', /^TEST-ONLY-(?!unrelated)/],
];
const ALONE = ['oclif.manifest.json', 'README.md', 'CHANGELOG.md', 'LICENSE'];
/** What the tests of a checkout start, and nobody who installs it. */
const TESTED_ONLY = ['write-manifest.js', 'base-command.js', 'command-line.js', 'outcome/command-report.js'];
const SAMPLE_SHARE = 'samples/share';
const TYPES = 'dist/controller.d.ts';

/** The package that every artefact holds, made once. */
export class Staging {
  readonly #folder: string;
  #made: Promise<void> | undefined;

  /** @param folder does not exist yet. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Copies the package into a folder that does not exist yet, and notes the artefact that it is part of. */
  async stage(folder: string, artefact: Artefact): Promise<void> {
    await (this.#made ??= makePackage(this.#folder));
    await cp(this.#folder, folder, { recursive: true });
    const { commit, packages } = await readBuild();
    await writeJson(join(folder, 'dist', 'build.json'), { commit, packages, artefact });
  }
}

/**
 * Makes the package: the built code, its types as one file, and the sample share as one archive, so that no path of it
 * is long.
 */
async function makePackage(folder: string): Promise<void> {
  await mkdir(join(folder, 'samples'), { recursive: true });
  for (const path of await listInstalled()) await cp(path, join(folder, path));
  rollUpTypes(join(folder, TYPES));
  await packSamples(join(folder, 'samples', 'share.tar'));
  await writeJson(join(folder, 'package.json'), describePackage());
}

/** The sample share as one archive, which restack reads where it lies. */
async function packSamples(path: string): Promise<void> {
  const at = (file: string) => join(SAMPLE_SHARE, file);
  const files = await Promise.all(
    (await listFiles(SAMPLE_SHARE)).map(async (file) => ({ path: file, sizeBytes: await sizeOf(at(file)) })),
  );
  const store = { openStream: async (file: string) => createReadStream(at(file)) };
  await writeArchiveFile(path, { store, backupId: null, files }, new AbortController().signal);
}

async function listInstalled(): Promise<readonly string[]> {
  const skipped = new Set(TESTED_ONLY.map((path) => join('dist', 'cli', path)));
  const lists = await Promise.all(
    INSTALLED.map(async ([folder, files]) => {
      const names = await readdir(folder, { recursive: true });
      return names.filter((name) => files.test(name)).map((name) => join(folder, name));
    }),
  );
  return [...ALONE, ...lists.flat().filter((path) => !skipped.has(path))];
}

/** Development asks for packages and scripts that a package does not have. */
function describePackage(): object {
  const { scripts: _scripts, devDependencies: _packages, files: _files, ...kept } = manifest;
  const controller = { ...manifest.exports['./controller'], types: `./${TYPES}` };
  return { ...kept, exports: { ...manifest.exports, './controller': controller } };
}

/** @throws Error when the types cannot be told in one file. */
function rollUpTypes(path: string): void {
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: process.cwd(),
      mainEntryPointFilePath: manifest.exports['./controller'].types,
      compiler: { tsconfigFilePath: 'tsconfig.json' },
      apiReport: { enabled: false },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      dtsRollup: { enabled: true, untrimmedFilePath: path },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(process.cwd(), 'package.json'),
  });
  const { succeeded } = Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      message.handled = true;
    },
  });
  if (!succeeded) throw new Error(`the types of ${TYPES} cannot be told in one file`);
}

async function writeJson(path: string, value: object): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
