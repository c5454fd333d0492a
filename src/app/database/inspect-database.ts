import type { OpenedFile } from '../../adapters/disk/open-given-file.js';
import type { BackupFile } from '../../backup-set/database/open-database.js';
import { endAfter } from '../../core/errors/first-failure.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { formatTypedCommand } from '../../report/layout/typed-command.js';
import type { InspectDatabase } from '../app.js';
import { assertNewReport, writeSchemaReport } from './schema-report.js';

/**
 * Reads a backup of SQL Server that lies on this machine.
 *
 * @throws NOT_FOUND for a file that is not there; USAGE for a page that is; the errors of reading it: see `describe-database.ts`.
 */
export const inspectDatabase: InspectDatabase = async (options, context) => {
  const opened: OpenedFile[] = [];
  const [{ openGivenFile }, { describeDatabase }] = await Promise.all([
    import('../../adapters/disk/open-given-file.js'),
    import('./describe-database.js'),
  ]);
  const open = async (path: string): Promise<BackupFile> => {
    const file = await openGivenFile(path, 'backup file').catch((error: unknown) => {
      throw suggestSet(error, path);
    });
    opened.push(file);
    const read: OpenedFile['read'] = async (offset, length, memory) => {
      context.signal.throwIfAborted();
      return file.read(offset, length, memory);
    };
    return { sizeBytes: file.sizeBytes, read, name: path };
  };
  const openEach = async (paths: readonly string[]): Promise<readonly BackupFile[]> => {
    const files: BackupFile[] = [];
    for (const path of paths) files.push(await open(path));
    return files;
  };
  const { table, schemaReport } = options;
  await assertNewReport(schemaReport);
  const work = async () =>
    describeDatabase(
      {
        full: await openEach(options.files),
        set: options.set,
        differential: options.differential === undefined ? undefined : [await open(options.differential)],
        logs: await openEach(options.logs),
      },
      { table, command: formatTypedCommand(['database', 'inspect', ...options.files]) },
    );
  const inspected = await endAfter(work, async () => Promise.all(opened.map(async (file) => file.close())));
  return writeSchemaReport(inspected, schemaReport);
};

const LOOKS_LIKE_SET = /^(?:latest|[0-9a-f-]{4,36})$/i;

/** Adds the way into a set to the error for a file that is not there, where its name may be that of one. */
function suggestSet(error: unknown, path: string): unknown {
  if (!(error instanceof RestackError) || error.code !== 'NOT_FOUND' || !LOOKS_LIKE_SET.test(path))
    return error;
  const hints = [`inside of a backup set: restack database inspect ${path} --share PATH --cert FILE.pfx`];
  return new RestackError(error.code, error.message, { cause: error.cause, hints });
}
