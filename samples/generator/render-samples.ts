import { renderDamagedSamples } from './damage/damaged-cases.js';
import { type FileTree, graft } from './file-tree.js';
import { readSampleKeys } from './sample-keys.js';
import { renderSampleShare } from './sample-share.js';

/** The folders of samples/ that the generator owns whole. */
export const SAMPLE_FOLDERS = ['share', 'damaged'] as const;

/** Every generated file of samples/. */
export async function renderSamples(): Promise<FileTree> {
  const keys = await readSampleKeys();
  const tree: FileTree = new Map();
  graft(tree, 'share', await renderSampleShare(keys));
  graft(tree, 'damaged', renderDamagedSamples(keys));
  return tree;
}
