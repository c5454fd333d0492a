import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GivenFileContext } from '../adapters/keys/given-file.js';
import type { KeyOptions, SelectionOptions, ShareOptions } from './app.js';
import { readEnvironment } from './environment.js';

const SAMPLES = new URL('../../samples/', import.meta.url);
const KEY_FILES = ['TEST-ONLY-backup-2022.pfx', 'TEST-ONLY-backup-2023.pfx'];

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, SAMPLES));
}

/** The main cloud of a checkout's sample share. */
const SAMPLE_CLOUD = pathOf('share/azs.contoso.example');
/** The sample share as one archive: what artefacts of a release hold in its place. */
const SAMPLE_ARCHIVE = pathOf('share.tar');
/** The deployment of the main cloud. */
const SAMPLE_DEPLOYMENT = 'b3cbbb02-460c-4220-bf9c-1c3ecc7f3d1d';

/** The sample sets of the main cloud that come with restack, with their TEST ONLY keys. */
export function sampleOptions(): ShareOptions & KeyOptions & { readonly deployment: string } {
  return {
    share: existsSync(SAMPLE_CLOUD) ? SAMPLE_CLOUD : SAMPLE_ARCHIVE,
    deployment: SAMPLE_DEPLOYMENT,
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
export function fillInSampleShare<O extends ShareOptions & KeyOptions & Pick<SelectionOptions, 'deployment'>>(
  options: O,
): O {
  if (options.share !== undefined || readEnvironment().share !== undefined) return options;
  const samples = sampleOptions();
  return { ...options, ...samples, deployment: options.deployment ?? samples.deployment };
}

/** The context of a command for files that are given. Everybody has the keys that ship with restack. */
export function forGivenFiles<C extends GivenFileContext>(context: C): C & GivenFileContext {
  return { ...context, isPublic: isSampleKey };
}
