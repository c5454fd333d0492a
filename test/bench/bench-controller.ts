/** A controller in a process of its own, so that it shares neither thread nor memory with what is measured. */
import { startController } from '../../src/controller/index.js';
import { CLEAR } from '../../src/controller/weather/named-profiles.js';

const controller = await startController({
  weather: {
    ...CLEAR,
    latencyMs: Number(process.argv[2]),
    longRunning: { durationScale: 0, retryAfterScale: 0 },
  },
});
const { adminEndpoint, userEndpoint, tenantId, clientId, clientSecret, caCertificate } = controller;
process.on('message', (message) => {
  if (message === 'counts') process.send?.({ calls: controller.control.counts().calls });
  else {
    controller.control.reset();
    process.send?.({ calls: 0 });
  }
});
process.on('disconnect', () => void controller.close());
process.send?.({ adminEndpoint, userEndpoint, tenantId, clientId, clientSecret, caCertificate });
