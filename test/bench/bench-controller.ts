/** A controller in a process of its own, so that it shares neither thread nor memory with what is measured. */
import { startController } from '../../src/controller/index.js';
import { BOUNDLESS } from '../../src/controller/server/weather/named-profiles.js';

/** The work that the controller has done so far. */
export interface ControllerUsage {
  readonly calls: number;
  /** Processor time of its process, in milliseconds. */
  readonly cpuMs: number;
}

const controller = await startController({
  weather: {
    ...BOUNDLESS,
    latencyMs: Number(process.argv[2]),
    longRunning: { durationScale: 0, retryAfterScale: 0 },
  },
});
const { adminEndpoint, userEndpoint, tenantId, clientId, clientSecret, caCertificate } = controller;
process.on('message', (message) => {
  if (message !== 'usage') controller.control.reset();
  const { user, system } = process.cpuUsage();
  const usage: ControllerUsage = {
    calls: controller.control.counts().calls,
    cpuMs: (user + system) / 1000,
  };
  process.send?.(usage);
});
process.on('disconnect', () => void controller.close());
process.send?.({ adminEndpoint, userEndpoint, tenantId, clientId, clientSecret, caCertificate });
