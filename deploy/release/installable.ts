import { execFile } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import manifest from '../../package.json' with { type: 'json' };
import { listFiles, sizeOf } from './archives.js';
import type { Platform, Registry } from './node-runtimes.js';
import type { Staging } from './stage-package.js';

const LAUNCHER = manifest.bin.restack;

const UNIX_START = `#!/bin/sh
# Starts restack with the Node.js beside it.
here=$(CDPATH= cd -- "$(dirname -- "$(readlink -f -- "$0" 2>/dev/null || printf %s "$0")")" && pwd) || exit
exec "$here/node" "$here/package/${LAUNCHER}" "$@"
`;
const WINDOWS_START = `@"%~dp0node.exe" "%~dp0package\\${LAUNCHER.replaceAll('/', '\\')}" %*\r\n`;

/** The places that parts of artefacts come from. */
export interface Parts {
  readonly staging: Staging;
  readonly registry: Registry;
}

/** Stages restack with a Node.js of its own, to be unpacked anywhere: `restack` starts it. */
export async function stageArchive(
  folder: string,
  platform: Platform,
  { staging, registry }: Parts,
): Promise<void> {
  await staging.stage(join(folder, 'package'), 'archive');
  await addRuntime(folder, platform, registry);
}

async function addRuntime(folder: string, platform: Platform, registry: Registry): Promise<void> {
  await registry.addKoffi(join(folder, 'package'), platform);
  const isWindows = platform === 'win32-x64';
  const node = join(folder, isWindows ? 'node.exe' : 'node');
  await copyFile(await registry.fetchRuntime(platform), node);
  await chmod(node, 0o755);
  await writeFile(
    join(folder, isWindows ? 'restack.cmd' : 'restack'),
    isWindows ? WINDOWS_START : UNIX_START,
    {
      mode: 0o755,
    },
  );
}

const DEB_ARCHITECTURES = { 'linux-x64': 'amd64', 'linux-arm64': 'arm64' } as const;

/**
 * Writes a package for Debian and its kin, with a Node.js of its own, manual pages and completion: of the distributions
 * in use, few have a Node.js that is new enough. The same build makes the same bytes under `SOURCE_DATE_EPOCH`.
 *
 * @param folder for what goes into it; does not exist yet.
 */
export async function writeDeb(
  folder: string,
  plan: {
    readonly out: string;
    readonly modifiedAt: Date;
    readonly platform: keyof typeof DEB_ARCHITECTURES;
  },
  { staging, registry }: Parts,
): Promise<void> {
  const { out, modifiedAt, platform } = plan;
  const home = join(folder, 'usr', 'lib', 'restack');
  await staging.stage(join(home, 'package'), 'deb');
  await addRuntime(home, platform, registry);
  await mkdir(join(folder, 'usr', 'bin'), { recursive: true });
  await symlink('../lib/restack/restack', join(folder, 'usr', 'bin', 'restack'));
  await addPages(folder);
  await addCompletion(folder);
  const documents = join(folder, 'usr', 'share', 'doc', 'restack');
  await mkdir(documents, { recursive: true });
  await cp('LICENSE', join(documents, 'copyright'));
  const control = join(folder, 'DEBIAN');
  await mkdir(control);
  await writeFile(join(control, 'control'), await describeDeb(home, DEB_ARCHITECTURES[platform]));
  // What installs is root's, and nobody else's to change, whatever umask it was made under.
  await promisify(execFile)('chmod', ['-R', 'u=rwX,go=rX', folder]);
  const epoch = String(Math.floor(modifiedAt.getTime() / 1000));
  await promisify(execFile)('dpkg-deb', ['--root-owner-group', '-Zxz', '-z2', '--build', folder, out], {
    env: { ...process.env, SOURCE_DATE_EPOCH: epoch },
  });
}

async function addPages(folder: string): Promise<void> {
  const pages = join(folder, 'usr', 'share', 'man', 'man1');
  await mkdir(pages, { recursive: true });
  for (const page of await listFiles('man')) {
    await writeFile(join(pages, `${page}.gz`), gzipSync(await readFile(join('man', page)), { level: 9 }));
  }
}

const COMPLETIONS = {
  bash: 'bash-completion/completions/restack',
  zsh: 'zsh/vendor-completions/_restack',
  fish: 'fish/vendor_completions.d/restack.fish',
} as const;

async function addCompletion(folder: string): Promise<void> {
  for (const [shell, place] of Object.entries(COMPLETIONS)) {
    const { stdout } = await promisify(execFile)(process.execPath, [LAUNCHER, 'completion', shell]);
    const path = join(folder, 'usr', 'share', place);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, stdout);
  }
}

async function describeDeb(home: string, architecture: string): Promise<string> {
  const sizes = await Promise.all((await listFiles(home)).map(async (file) => sizeOf(join(home, file))));
  const kib = Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1024);
  return [
    'Package: restack',
    `Version: ${manifest.version}`,
    `Architecture: ${architecture}`,
    'Maintainer: restack maintainers',
    'Section: admin',
    'Priority: optional',
    `Installed-Size: ${kib}`,
    'Depends: libc6, libstdc++6',
    'Suggests: libsmbclient0 | libsmbclient',
    `Description: ${manifest.description}`,
    '',
  ].join('\n');
}
