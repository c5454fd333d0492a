import type { ShareFiles } from '../../backup-set/write/share-files.js';
import type { ProcessTable } from '../../core/process-mark.js';

/** The ports that tests replace. */
export interface ServiceSharePorts {
  readonly files: ShareFiles;
  readonly processes: ProcessTable;
  /** Reads the space that this process may use where a folder lies. Throws the system's error when it is not there. */
  readonly readFreeBytes: (folder: string) => Promise<number>;
}
