import { type BackupScheduler, createBackupScheduler } from './backup/backup-scheduler.js';
import { createServerCertificate } from './certificates.js';
import { secureRandom } from './cloud/repeatable-sources.js';
import { type Cloud } from './cloud/cloud.js';
import { listCertificateNames, loginLabel } from './cloud/cloud-names.js';
import type { ControllerOptions, RunningController } from './control/controller-options.js';
import {
  createCloud,
  createDeploymentPrincipal,
  readNames,
  type SecretPrincipal,
} from './control/create-cloud.js';
import { createTokenService } from './cloud/accounts/token-service.js';
import { listRoutes } from './routes.js';
import { seedRecords } from './control/seed/seed-records.js';
import type { Pipeline } from './server/arm-pipeline.js';
import type { Call } from './wire/call.js';
import { type CallCounters, createCallCounters } from './server/call-counters.js';
import { listen, type Listener } from './server/listener.js';
import type { Reply } from './wire/reply.js';
import { createRouter } from './server/router.js';
import { createRequestListener, type Services } from './server/serve.js';
import { createStateDocument } from './control/state-document.js';
import { createStateSaver, noSaver, readStateFile, type StateSaver } from './control/state-saver.js';
import { createStateApi } from './control/state-api.js';
import { createStateControl, type StateControl } from './control/state-control.js';
import { renderStatusPage } from './control/status-page.js';
import { CLEAR, NAMED_PROFILES } from './server/weather/named-profiles.js';
import { createWeather } from './server/weather/weather.js';

/** Length of a state token, in bytes. */
const STATE_TOKEN_BYTES = 24;

/**
 * Starts a cloud of its own on 127.0.0.1: admin ARM, user ARM, login service and vaults by host name, over HTTPS
 * with a certificate made for this start.
 *
 * @throws CONFIG when an option is not valid, the state file cannot be read, or the port cannot be opened.
 */
export async function startController(options: ControllerOptions = {}): Promise<RunningController> {
  const { deployment = {}, random = secureRandom, stateFile, seed } = options;
  const bound = { port: options.port ?? 0 };
  const kept = stateFile === undefined ? undefined : await readStateFile(stateFile);
  const names = readNames(options, kept, () => bound.port);
  const certificate = await createServerCertificate(listCertificateNames(names), new Date());
  const principal = createDeploymentPrincipal(deployment, kept, random);
  const weather = createWeather(readProfile(options), options.faults);
  const tokens = createTokenService(certificate.keys);
  const timing = () => pipeline.weather.profile.longRunning;
  const cloud = createCloud({ options, names, kept, principal, tokens, timing });
  const pipeline: Pipeline = { cloud, router: createRouter(listRoutes(names.identity)), weather };
  if (kept === undefined && seed !== undefined) seedRecords(cloud, seed);
  const saver =
    stateFile === undefined ? noSaver : createStateSaver(stateFile, () => createStateDocument(cloud));
  const counters = createCallCounters();
  const scheduler = createBackupScheduler(cloud, () => saver.touch());
  const control = createStateControl({ cloud, pipeline, counters, scheduler, faults: options.faults });
  const stateToken = options.stateToken ?? random.hex(STATE_TOKEN_BYTES);
  const services = createServices({ pipeline, counters, control, scheduler, saver, stateToken });
  const listener = await listen({
    port: bound.port,
    key: certificate.privateKeyPem,
    cert: certificate.certificatePem,
    serve: createRequestListener(services),
  });
  bound.port = listener.port;
  scheduler.arm();
  const running = { cloud, principal, listener, saver, scheduler, control, stateToken };
  return describeRunning(running, certificate.caCertificatePem);
}

function readProfile({ weather = CLEAR }: ControllerOptions) {
  return typeof weather === 'string' ? NAMED_PROFILES[weather] : weather;
}

function createServices(parts: {
  readonly pipeline: Pipeline;
  readonly counters: CallCounters;
  readonly control: StateControl;
  readonly scheduler: BackupScheduler;
  readonly saver: StateSaver;
  readonly stateToken: string;
}): Services {
  const { pipeline, counters, control, scheduler, saver, stateToken } = parts;
  const answerState = createStateApi(control, stateToken);
  return {
    pipeline,
    catchUp: () => (scheduler.isDue() ? scheduler.settle() : undefined),
    answerController: (call: Call): Reply => {
      if (call.path === '/' && call.method === 'GET') return renderStatusPage(pipeline.cloud, counters);
      if (call.method !== 'GET') saver.touch();
      return answerState(call);
    },
    record: (call, { reply, route }) => {
      const { method, path, receivedAt: time } = call;
      const host = call.host === 'vault' ? `${call.vaultName}.vault` : call.host;
      counters.record({ time, method, host, path, status: reply.status }, route);
      if (method === 'GET' || reply.status >= 300) return;
      saver.touch();
      scheduler.arm();
    },
  };
}

function describeRunning(
  started: {
    readonly cloud: Cloud;
    readonly principal: SecretPrincipal;
    readonly listener: Listener;
    readonly saver: StateSaver;
    readonly scheduler: BackupScheduler;
    readonly control: StateControl;
    readonly stateToken: string;
  },
  caCertificate: string,
): RunningController {
  const { cloud, principal, listener, saver, scheduler, control, stateToken } = started;
  const { names, ids } = cloud;
  const { encryption } = cloud.backup;
  const login = names.url(loginLabel(names.identity));
  return {
    adminEndpoint: names.url('adminmanagement'),
    userEndpoint: names.url('management'),
    loginEndpoint: names.identity === 'adfs' ? `${login}/adfs` : `${login}/`,
    tenantId: ids.tenantId,
    clientId: principal.clientId,
    clientSecret: principal.clientSecret,
    principalId: principal.principalId,
    caCertificate,
    providerSubscriptionId: ids.providerSubscriptionId,
    region: names.region,
    domain: names.domain,
    identity: names.identity,
    stampVersion: cloud.stamp.stampVersion,
    backupKey: encryption?.mode === 'key' ? encryption.key : undefined,
    port: listener.port,
    stateEndpoint: `${names.url('controller')}/state`,
    stateToken,
    control,
    close: async () => {
      await listener.close();
      await scheduler.close();
      await saver.flush();
    },
  };
}
