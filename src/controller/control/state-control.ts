import { RestackError } from '../../core/errors/restack-error.js';
import type { BackupScheduler } from '../backup/backup-scheduler.js';
import {
  createStateDocument,
  parseStateDocument,
  readBackupState,
  readCollections,
  type StateDocument,
} from './state-document.js';
import { createBackupState } from '../cloud/backups/backup-state.js';
import type { Cloud } from '../cloud/cloud.js';
import type { DeniedAction } from '../cloud/accounts/principals.js';
import { answerDevice, type DeviceSignIn, type SignInRules } from '../cloud/accounts/sign-ins.js';
import { findPerson, listPeople } from '../identity/people.js';
import type { SeedKind } from './seed/seeders.js';
import { type SeedRecords, seedRecords } from './seed/seed-records.js';
import type { CallCounters, CallCounts } from '../server/call-counters.js';
import type { Pipeline } from '../server/arm-pipeline.js';
import { createFreshState } from './fresh-stamp.js';
import type { FaultHook, WeatherProfile } from '../server/weather/profile.js';
import { createWeather } from '../server/weather/weather.js';

/** The changes that a test makes to a cloud behind the back of its clients. */
export interface StateControl {
  /** The document of everything in the cloud, secrets included. */
  dump(): StateDocument;
  /**
   * Replaces the content of the cloud by that of a dump. The deployment's ids stay. @throws CONFIG when the value is no
   * dump.
   */
  load(document: unknown): void;
  /** Takes the cloud back to the state after its deployment; counters start again. */
  reset(): void;
  seed(records: SeedRecords): ReadonlyMap<SeedKind, number>;
  counts(): CallCounts;
  clearCounts(): void;
  /** Moves the controller's time forward, in milliseconds. What comes due is done before the next call is answered. */
  advanceClock(byMs: number): void;
  /** Resolves when the backup service has done all that has come due. */
  settleBackups(): Promise<void>;
  /** Begins or ends an update of the cloud; meanwhile backups are blocked. */
  setUpdating(isUpdating: boolean): void;
  setWeather(profile: WeatherProfile): void;
  /** Limits a principal. @throws CONFIG when it is unknown. */
  restrictPrincipal(
    clientId: string,
    limits: { readonly access?: 'full' | 'assigned'; readonly denied?: readonly DeniedAction[] },
  ): void;
  /** The sign-ins with a device code that are under way. */
  listSignIns(): readonly Omit<DeviceSignIn, 'deviceCode'>[];
  /**
   * Approves a sign-in, or declines it, as the person would on the page: its operator unless one is named. @throws CONFIG
   * when nobody waits for the code, or there is no such person.
   */
  answerSignIn(userCode: string, said?: { readonly userName?: string; readonly decline?: boolean }): void;
  /** Changes the rules by which people sign in; those that are not named stay. */
  setSignInRules(rules: Partial<SignInRules>): void;
  /** Lets only these principals exist from now on, beside those of the deployment; undefined lets any exist again. */
  setKnownPrincipals(principalIds: readonly string[] | undefined): void;
}

export function createStateControl(parts: {
  readonly cloud: Cloud;
  readonly pipeline: Pipeline;
  readonly counters: CallCounters;
  readonly scheduler: BackupScheduler;
  readonly faults: FaultHook | undefined;
}): StateControl {
  const { cloud, pipeline, counters, scheduler, faults } = parts;
  const deployed = cloud.backup.encryption;
  return {
    dump: () => createStateDocument(cloud),
    load: (document) => {
      const { backup, ...content } = parseStateDocument(document);
      cloud.state = readCollections(content);
      if (backup !== undefined) cloud.backup = readBackupState(backup, cloud.clock.nowMs());
      scheduler.arm();
    },
    reset: () => {
      cloud.state = createFreshState({ ids: cloud.ids, region: cloud.names.region, random: cloud.random });
      cloud.operations.clear();
      cloud.backup = createBackupState(deployed?.mode === 'key' ? deployed : undefined);
      scheduler.arm();
      counters.clear();
      pipeline.weather.counters.clear();
      pipeline.weather.vaultCounters.clear();
      pipeline.weather.late.clear();
    },
    seed: (records) => seedRecords(cloud, records),
    counts: () => counters.counts(),
    clearCounts: () => counters.clear(),
    advanceClock: (byMs) => {
      cloud.clock.advance(byMs);
      scheduler.arm();
    },
    settleBackups: () => scheduler.settle(),
    setUpdating: (isUpdating) => {
      cloud.backup.isUpdating = isUpdating;
    },
    setWeather: (profile) => {
      pipeline.weather = createWeather(profile, faults);
    },
    restrictPrincipal: (clientId, limits) => {
      const principal = cloud.principals.find(clientId);
      if (principal === undefined)
        throw new RestackError('CONFIG', `no principal has the client id ${clientId}`);
      cloud.principals.add({ ...principal, ...limits });
    },
    listSignIns: () => [...cloud.signIns.devices.values()].map(({ deviceCode: _secret, ...rest }) => rest),
    answerSignIn: (userCode, said) => answerSignIn(cloud, userCode, said),
    setSignInRules: (rules) => {
      cloud.signIns.rules = { ...cloud.signIns.rules, ...rules };
    },
    setKnownPrincipals: (principalIds) => {
      cloud.knownPrincipals =
        principalIds === undefined ? undefined : new Set(principalIds.map((id) => id.toLowerCase()));
    },
  };
}

function answerSignIn(
  cloud: Cloud,
  userCode: string,
  { userName, decline = false }: { readonly userName?: string; readonly decline?: boolean } = {},
): void {
  const person = userName === undefined ? listPeople(cloud)[0] : findPerson(cloud, userName);
  if (person === undefined) throw new RestackError('CONFIG', `there is no person ${userName ?? ''}`);
  const answer = decline ? ('declined' as const) : { userName: person.clientId };
  if (answerDevice(cloud.signIns, userCode, { answer, nowMs: cloud.clock.nowMs() })) return;
  throw new RestackError('CONFIG', 'nobody waits for this code');
}
