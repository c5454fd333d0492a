import type { StateDocument } from './state-document.js';
import { writeStateFile } from './state-file.js';

/** Keeps a state file up to date. */
export interface StateSaver {
  /** Marks the state as changed: the file is written soon. */
  touch(): void;
  /** Writes now. @throws CONFIG when the file cannot be written. */
  flush(): Promise<void>;
}

const DELAY_MS = 1000;

/** The saver of a cloud that is not kept. */
export const noSaver: StateSaver = { touch() {}, flush: () => Promise.resolve() };

/**
 * Makes a saver that writes one file at a time; changes during a write lead to one more. A failed write is tried again
 * at the next change.
 */
export function createStateSaver(path: string, dump: () => StateDocument): StateSaver {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = () => {
    timer = undefined;
    writing = writing.catch(() => undefined).then(() => writeStateFile(path, dump()));
    return writing;
  };
  return {
    touch: () => {
      timer ??= setTimeout(() => {
        write().catch(() => undefined);
      }, DELAY_MS).unref();
    },
    flush: () => {
      clearTimeout(timer);
      return write();
    },
  };
}
