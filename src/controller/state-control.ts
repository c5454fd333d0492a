import { RestackError } from '../core/restack-error.js';
import type { Cloud } from './cloud.js';
import type { DeniedAction } from './identity/principals.js';
import { type SeedKind, type SeedRecords, seedRecords } from './seed/seed-records.js';
import type { CallCounters, CallCounts } from './server/call-counters.js';
import type { Pipeline } from './server/arm-pipeline.js';
import { createFreshState } from './state/fresh-stamp.js';
import {
  createStateDocument,
  parseStateDocument,
  readCollections,
  type StateDocument,
} from './state/state-document.js';
import type { FaultHook } from './weather/fault.js';
import type { WeatherProfile } from './weather/profile.js';
import { createWeather } from './weather/weather.js';

/** What tests do with a cloud behind the back of its clients. */
export interface StateControl {
  /** Everything that is in the cloud, secrets included. */
  dump(): StateDocument;
  /** Replaces what is in the cloud by what a dump holds. The deployment's ids stay. @throws CONFIG when it is none. */
  load(document: unknown): void;
  /** Back to what a deployment leaves; counters start again. */
  reset(): void;
  seed(records: SeedRecords): ReadonlyMap<SeedKind, number>;
  counts(): CallCounts;
  clearCounts(): void;
  /** Moves the controller's time forward, in milliseconds. */
  advanceClock(byMs: number): void;
  setWeather(profile: WeatherProfile): void;
  /** Limits a principal. @throws CONFIG when it is unknown. */
  restrictPrincipal(
    clientId: string,
    limits: { readonly access?: 'full' | 'assigned'; readonly denied?: readonly DeniedAction[] },
  ): void;
  /** From now on only these principals (and those of the deployment) exist; undefined lets any exist again. */
  setKnownPrincipals(principalIds: readonly string[] | undefined): void;
}

export function createStateControl(parts: {
  readonly cloud: Cloud;
  readonly pipeline: Pipeline;
  readonly counters: CallCounters;
  readonly faults: FaultHook | undefined;
}): StateControl {
  const { cloud, pipeline, counters, faults } = parts;
  return {
    dump: () => createStateDocument(cloud),
    load: (document) => {
      cloud.state = readCollections(parseStateDocument(document));
    },
    reset: () => {
      cloud.state = createFreshState({ ids: cloud.ids, region: cloud.names.region, random: cloud.random });
      cloud.operations.clear();
      counters.clear();
      pipeline.weather.counters.clear();
      pipeline.weather.vaultCounters.clear();
    },
    seed: (records) => seedRecords(cloud, records),
    counts: () => counters.counts(),
    clearCounts: () => counters.clear(),
    advanceClock: (byMs) => cloud.clock.advance(byMs),
    setWeather: (profile) => {
      pipeline.weather = createWeather(profile, faults);
    },
    restrictPrincipal: (clientId, limits) => {
      const principal = cloud.principals.find(clientId);
      if (principal === undefined)
        throw new RestackError('CONFIG', `no principal has the client id ${clientId}`);
      cloud.principals.add({ ...principal, ...limits });
    },
    setKnownPrincipals: (principalIds) => {
      cloud.knownPrincipals =
        principalIds === undefined ? undefined : new Set(principalIds.map((id) => id.toLowerCase()));
    },
  };
}
