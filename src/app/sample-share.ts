import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GivenFileContext } from '../adapters/keys/given-file.js';
import type { KeyOptions, ShareOptions } from './app.js';
import { readEnvironment } from './environment.js';

const SAMPLES = new URL('../../samples/', import.meta.url);
const KEY_FILES = ['TEST-ONLY-backup-2022.pfx', 'TEST-ONLY-backup-2023.pfx'];

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, SAMPLES));
}

/** The main cloud of a checkout's sample share. */
const SAMPLE_CLOUD = pathOf('share/azs.contoso.example');
/** The newest set of that cloud, as one archive: what artefacts of a release hold in its place. */
const SAMPLE_ARCHIVE = pathOf('share.tar');

/** The sample sets that come with restack, with their TEST ONLY keys. */
export function sampleOptions(): ShareOptions & KeyOptions {
  return {
    share: existsSync(SAMPLE_CLOUD) ? SAMPLE_CLOUD : SAMPLE_ARCHIVE,
    certFiles: KEY_FILES.map((name) => pathOf(`keys/${name}`)),
    certPasswordFiles: [pathOf('keys/TEST-ONLY-password.txt')],
    keyFile: pathOf('keys/TEST-ONLY-legacy-key.txt'),
  };
}

/** True for the keys that ship with restack: everybody has them. */
function isSampleKey(path: string): boolean {
  return dirname(resolve(path)) === dirname(pathOf('keys/TEST-ONLY-password.txt'));
}

/** Fills in the sample share where no share was named, by flag or environment. */
export function fillInSampleShare<O extends ShareOptions & KeyOptions>(options: O): O {
  if (options.share !== undefined || readEnvironment().share !== undefined) return options;
  return { ...options, ...sampleOptions() };
}

/** The context of a command for files that are given. Everybody has the keys that ship with restack. */
export function forGivenFiles<C extends GivenFileContext>(context: C): C & GivenFileContext {
  return { ...context, isPublic: isSampleKey };
}
