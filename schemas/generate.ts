/** Makes the types and validators in `src/schema/generated`, where they are not there or the schemas have changed. */
import { updateGeneratedFiles } from './generator/update-generated-files.js';

const changed = await updateGeneratedFiles();
if (changed.length > 0) process.stdout.write(`schemas: wrote ${changed.length} files\n`);
