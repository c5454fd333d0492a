export type { IdentitySystem } from './cloud/cloud-names.js';
export type {
  ControllerOptions,
  DeploymentOptions,
  RunningController,
} from './control/controller-options.js';
export type { DeniedAction } from './cloud/accounts/principals.js';
export type { AddOn } from './cloud/cloud.js';
export type { RandomSource } from './cloud/repeatable-sources.js';
export type { SeedKind } from './control/seed/seeders.js';
export type { SeedRecords } from './control/seed/seed-records.js';
export type { CallCounts, ObjectCount } from './server/call-counters.js';
export { startController } from './start-controller.js';
export type { StateControl } from './control/state-control.js';
export type { StateDocument } from './control/state-document.js';
export type { Fault, FaultCall, FaultHook } from './server/weather/profile.js';
export { NAMED_PROFILES, type ProfileName } from './server/weather/named-profiles.js';
export {
  parseWeatherProfile,
  validateWeatherProfile,
  type WeatherProfile,
} from './server/weather/profile.js';
