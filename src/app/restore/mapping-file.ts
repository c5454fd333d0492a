import { MIB } from '../../core/sizes.js';
import type { Mapping } from '../../use-cases/restore/ids/mapping.js';
import { readGivenFile } from '../../adapters/disk/read-given-file.js';

/**
 * Reads the mapping file that `--map` names; without one only the names are mapped that restack finds by itself.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED when it cannot be read, CONFIG with lines when it is wrong.
 */
export async function readMappingFile(path: string | undefined): Promise<Mapping> {
  if (path === undefined) return {};
  const bytes = await readGivenFile(path, { what: 'mapping file', limitBytes: MIB });
  const [{ decodeFileText }, { parseMapping }] = await Promise.all([
    import('../../crypto/file-text.js'),
    import('../../use-cases/restore/ids/parse-mapping.js'),
  ]);
  return parseMapping(decodeFileText(bytes), path);
}
