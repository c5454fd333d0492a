import {
  type ControllerOptions,
  type RunningController,
  startController as startBareController,
} from '../../controller/index.js';
import { createServiceShare, type ServiceShareOptions } from './service-share.js';

export * from '../../controller/index.js';

/**
 * Starts a cloud of its own on 127.0.0.1, whose backup service writes sets into folders of this machine.
 *
 * @throws CONFIG when an option is not valid, the state file cannot be read, or the port cannot be opened.
 */
export function startController(
  options: ControllerOptions & ServiceShareOptions = {},
): Promise<RunningController> {
  const { database = false, ...own } = options;
  return startBareController({ backupShare: createServiceShare(undefined, { database }), ...own });
}
