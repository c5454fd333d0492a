import {
  type ControllerOptions,
  type RunningController,
  startController,
} from '../../src/controller/index.js';
import type { DrillCloud } from '../../src/use-cases/drill/drill-report.js';
import {
  type ConnectedTarget,
  connectTarget,
  type ConnectOptions,
} from '../../src/adapters/azure/connect-target.js';
import { systemClock } from '../../src/core/clock.js';

/** Connects to a running controller as its own service principal. */
export function connectController(
  controller: RunningController,
  options: Partial<ConnectOptions> = {},
): Promise<ConnectedTarget> {
  const { adminEndpoint, userEndpoint, tenantId, clientId, clientSecret, caCertificate } = controller;
  return connectTarget({
    adminEndpoint,
    userEndpoint,
    credential: { kind: 'secret', tenantId, clientId, clientSecret },
    caCertificate,
    clock: systemClock,
    ...options,
  });
}

/** A fresh cloud and the connection to it. */
export async function startDrillCloud(options: ControllerOptions = {}): Promise<DrillCloud> {
  const controller = await startController(options);
  const target = await connectController(controller);
  return {
    target,
    async close() {
      target.close();
      await controller.close();
    },
  };
}
