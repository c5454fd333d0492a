export type { IdentitySystem } from './cloud-names.js';
export type { ControllerOptions, DeploymentOptions, RunningController } from './controller-options.js';
export type { RandomSource } from './random-source.js';
export { startController } from './start-controller.js';
