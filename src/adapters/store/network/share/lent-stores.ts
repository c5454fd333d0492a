import type { MessagePort } from 'node:worker_threads';
import type { Store } from '../../../../backup-set/store.js';
import { createFolderStore } from '../../folder/folder-store.js';
import { createPortAsker } from '../thread/smb-client.js';
import { createSmbFileSystem } from './smb-file-system.js';

/** Opens the stores of a share in a thread to which a port was lent. */
export function createLentStores(port: MessagePort): (location: string) => Store {
  const fileSystem = createSmbFileSystem(createPortAsker(port));
  return (location) => createFolderStore(location, fileSystem);
}
