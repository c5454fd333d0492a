/**
 * Makes the types and validators under `generated/` from the schemas. `--check` writes nothing and fails when what
 * is there differs from what would be written.
 */
import path from 'node:path';

import { generateFiles } from './generator/generate-files.js';
import { SCHEMAS_FOLDER } from './generator/source-schemas.js';
import { findStaleFiles, replaceFile } from './generator/stale-files.js';

const repository = path.dirname(path.resolve(SCHEMAS_FOLDER));
const files = await generateFiles();
const stale = await findStaleFiles(files, repository);

if (!process.argv.includes('--check')) {
  await Promise.all(stale.map((file) => replaceFile(path.join(repository, file), files.get(file))));
  process.stdout.write(`${files.size} files from schemas/, ${stale.length} of them changed\n`);
} else if (stale.length > 0) {
  process.stderr.write(
    `Not up to date:\n${stale.map((file) => `  ${file}\n`).join('')}Run: npm run generate\n`,
  );
  process.exitCode = 1;
}
