// Makes every artefact of a release from the build, the same bytes each time: `npm run release [-- --only KIND]…`.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs, promisify } from 'node:util';
import manifest from '../../package.json' with { type: 'json' };
import { listFiles, sizeOf, writeTarball, writeZipFile } from './archives.js';
import { renderBill } from './bill-of-materials.js';
import { stageArchive, writeDeb } from './installable.js';
import { PLATFORMS, Registry } from './node-runtimes.js';
import { writeExecutable } from './single-executable.js';
import { Staging } from './stage-package.js';

const NPM_LIMIT_BYTES = 5_000_000;
const NPM_LIMIT_FILES = 300;

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'release' },
    only: { type: 'string', multiple: true, default: ['npm', 'archive', 'deb', 'executable'] },
    platform: { type: 'string', multiple: true, default: [...PLATFORMS] },
  },
});
const { version } = manifest;
const out = resolve(values.out);
const modifiedAt = await readTime();
const work = await mkdtemp(join(tmpdir(), 'restack-release-'));
const parts = {
  staging: new Staging(join(work, 'staged')),
  registry: new Registry(join(work, 'registry')),
};
try {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  if (values.only.includes('npm')) await releasePackage();
  const platforms = PLATFORMS.filter((platform) => values.platform.includes(platform));
  for (const platform of platforms) {
    if (values.only.includes('archive')) await releaseArchive(platform);
    if (platform !== 'linux-x64' && platform !== 'linux-arm64') continue;
    const arch = platform === 'linux-x64' ? 'amd64' : 'arm64';
    if (values.only.includes('deb')) {
      const deb = { out: join(out, `restack_${version}_${arch}.deb`), modifiedAt, platform };
      await writeDeb(join(work, `deb-${platform}`), deb, parts);
    }
    // Only a Node.js that runs here makes what is added to it.
    if (values.only.includes('executable') && platform === `${process.platform}-${process.arch}`) {
      const executable = { out: join(out, `restack-${version}-${platform}`), platform };
      await writeExecutable(join(work, `executable-${platform}`), executable, parts);
    }
  }
  await writeFile(join(out, `restack-${version}.cdx.json`), await renderBill(modifiedAt));
  await writeFile(join(out, 'SHA256SUMS'), await renderSums());
} finally {
  await rm(work, { recursive: true, force: true });
}

/** The time that every file of a release bears: `SOURCE_DATE_EPOCH`, or that of the commit. */
async function readTime(): Promise<Date> {
  const given = process.env['SOURCE_DATE_EPOCH'];
  const seconds = given ?? (await promisify(execFile)('git', ['log', '-1', '--format=%ct'])).stdout;
  if (!/^\d+\s*$/.test(seconds)) throw new Error(`SOURCE_DATE_EPOCH is no number of seconds: ${seconds}`);
  return new Date(Number(seconds) * 1000);
}

async function releasePackage(): Promise<void> {
  const folder = join(work, 'package');
  await parts.staging.stage(folder, 'npm');
  const path = join(out, `restack-${version}.tgz`);
  await writeTarball(folder, { out: path, modifiedAt });
  const files = (await listFiles(folder)).length;
  const sizeBytes = await sizeOf(path);
  if (files >= NPM_LIMIT_FILES || sizeBytes >= NPM_LIMIT_BYTES) {
    throw new Error(`the package has ${files} files and ${sizeBytes} bytes`);
  }
}

async function releaseArchive(platform: (typeof PLATFORMS)[number]): Promise<void> {
  const folder = join(work, `restack-${version}-${platform}`);
  await stageArchive(folder, platform, parts);
  const write = platform === 'win32-x64' ? writeZipFile : writeTarball;
  const ending = platform === 'win32-x64' ? 'zip' : 'tar.gz';
  await write(folder, { out: join(out, `${basename(folder)}.${ending}`), modifiedAt });
}

/** Lines that `sha256sum --check` reads. */
async function renderSums(): Promise<string> {
  const lines = [];
  for (const file of await listFiles(out)) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(out, file)), hash);
    lines.push(`${hash.digest('hex')}  ${file}\n`);
  }
  return lines.join('');
}
