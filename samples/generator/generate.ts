import { fileURLToPath } from 'node:url';
import { compareTree, writeTree } from './file-tree.js';
import { renderSamples, SAMPLE_FOLDERS } from './render-samples.js';

const SAMPLES = fileURLToPath(new URL('..', import.meta.url));

/** Makes samples/share and samples/damaged anew; with `--check` compares them with what lies there. */
async function main(check: boolean): Promise<void> {
  const tree = await renderSamples();
  if (!check) {
    await writeTree(SAMPLES, SAMPLE_FOLDERS, tree);
    const sizeBytes = [...tree.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    console.log(`samples: wrote ${tree.size} files, ${sizeBytes} bytes`);
    return;
  }
  const differences = await compareTree(SAMPLES, SAMPLE_FOLDERS, tree);
  for (const difference of differences) console.error(`samples: ${difference}`);
  if (differences.length > 0) {
    console.error('samples: not up to date; run npm run generate');
    process.exitCode = 1;
  }
}

await main(process.argv.includes('--check'));
