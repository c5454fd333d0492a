import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { updateGeneratedFiles } from '../../schemas/generator/update-generated-files.js';

const PREFIX = 'restack-damaged-';
/** No run takes that long. */
const LEFT_BEHIND_MS = 24 * 60 * 60 * 1000;

declare module 'vitest' {
  export interface ProvidedContext {
    /** Absolute path of a folder with a damaged share for each case of samples/damaged/cases.json. */
    readonly damagedShares: string;
  }
}

/** Renders the damaged shares into a folder that all workers of all projects share, and that goes when they are done. */
export async function setup({ vitest }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const root = vitest.getRootProject();
  if (root.getProvidedContext().damagedShares !== undefined) return undefined;
  await removeLeftFolders();
  const folder = await mkdtemp(path.join(tmpdir(), PREFIX));
  await renderShares(folder);
  root.provide('damagedShares', folder);
  return () => rm(folder, { recursive: true, force: true });
}

/** Removes folders that killed runs left. */
async function removeLeftFolders(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const folder of names.map((name) => path.join(tmpdir(), name))) {
    const stats = await stat(folder).catch(() => undefined);
    if (stats === undefined || Date.now() - stats.mtimeMs < LEFT_BEHIND_MS) continue;
    await rm(folder, { recursive: true, force: true });
  }
}

/** Renders the shares. The renderer is imported late: it needs the generated files itself. */
async function renderShares(folder: string): Promise<void> {
  await updateGeneratedFiles();
  const { renderDamagedShares } = await import('../../samples/generator/damage/damaged-shares.js');
  const { writeFiles } = await import('../../samples/generator/file-tree.js');
  const { readSampleKeys } = await import('../../samples/generator/stable-values.js');
  await writeFiles(folder, renderDamagedShares(await readSampleKeys()));
}
