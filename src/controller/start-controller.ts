import { RestackError } from '../core/restack-error.js';
import { createServerCertificate } from './certificates.js';
import { type Cloud, type CloudIds, createAudiences } from './cloud.js';
import { type CloudNames, createCloudNames, listCertificateNames, loginLabel } from './cloud-names.js';
import { createControllerClock, machineClock } from './controller-clock.js';
import type { ControllerOptions, DeploymentOptions, RunningController } from './controller-options.js';
import { createPrincipals, type Principal } from './identity/principals.js';
import { createTokenService } from './identity/token-service.js';
import { createOperationStore } from './operations/operation-store.js';
import { type RandomSource, secureRandom } from './random-source.js';
import { listRoutes } from './routes.js';
import type { Pipeline } from './server/arm-pipeline.js';
import { listen, type Listener } from './server/listener.js';
import { ARM_LIMITS, createRateCounters } from './server/rate-counters.js';
import { createRouter } from './server/router.js';
import { createRequestListener } from './server/serve.js';
import { createFreshState } from './state/fresh-stamp.js';

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/**
 * Starts a cloud of its own on 127.0.0.1: admin ARM, user ARM, login service and vaults by host name, over HTTPS
 * with a certificate made for this start.
 *
 * @throws CONFIG when an option is not valid or the port cannot be opened.
 */
export async function startController(options: ControllerOptions = {}): Promise<RunningController> {
  const { region = 'drill', domain = 'localhost', identity = 'aad', port = 0 } = options;
  assertOptions({ region, domain, port });
  const bound: { port: number } = { port };
  const names = createCloudNames({ region, domain, identity, port: () => bound.port });
  const certificate = await createServerCertificate(listCertificateNames(names), new Date());
  const principal = createDeploymentPrincipal(options.deployment ?? {}, options.random ?? secureRandom);
  const cloud = createCloud({ options, names, principal, tokens: createTokenService(certificate.keys) });
  const listener = await listen({
    port,
    key: certificate.privateKeyPem,
    cert: certificate.certificatePem,
    serve: createRequestListener(createPipeline(cloud)),
  });
  bound.port = listener.port;
  return describeRunning({ cloud, principal, listener, caCertificate: certificate.caCertificatePem });
}

function assertOptions(options: {
  readonly region: string;
  readonly domain: string;
  readonly port: number;
}): void {
  const { region, domain, port } = options;
  if (!LABEL.test(region)) throw new RestackError('CONFIG', `The region '${region}' is not a DNS label.`);
  if (!domain.split('.').every((label) => LABEL.test(label))) {
    throw new RestackError('CONFIG', `The domain '${domain}' is not a DNS name.`);
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RestackError('CONFIG', `The port is ${port}; expected 0 to 65535.`);
  }
}

/** A principal that always has a secret. */
type SecretPrincipal = Principal & { readonly clientSecret: string };

function createDeploymentPrincipal(deployment: DeploymentOptions, random: RandomSource): SecretPrincipal {
  return {
    clientId: deployment.clientId ?? random.guid(),
    principalId: deployment.principalId ?? random.guid(),
    clientSecret: deployment.clientSecret ?? random.hex(24),
    certificates: deployment.clientCertificates ?? [],
  };
}

function createCloud(parts: {
  readonly options: ControllerOptions;
  readonly names: CloudNames;
  readonly principal: Principal;
  readonly tokens: Cloud['tokens'];
}): Cloud {
  const { options, names, principal, tokens } = parts;
  const random = options.random ?? secureRandom;
  const ids = createIds(options.deployment ?? {}, random);
  const principals = createPrincipals();
  principals.add(principal);
  return {
    names,
    ids,
    audiences: createAudiences(names, ids.armApplicationId),
    clock: createControllerClock(options.clock ?? machineClock),
    random,
    tokens,
    principals,
    operations: createOperationStore(() => ({ durationScale: 1, retryAfterScale: 1 })),
    state: createFreshState({ ids, region: names.region, random }),
  };
}

function createIds(deployment: DeploymentOptions, random: RandomSource): CloudIds {
  return {
    providerSubscriptionId: deployment.providerSubscriptionId ?? random.guid(),
    tenantId: deployment.tenantId ?? random.guid(),
    meteringSubscriptionId: random.guid(),
    consumptionSubscriptionId: random.guid(),
    armApplicationId: random.guid(),
    networkInternalSubscriptionId: random.guid(),
  };
}

function createPipeline(cloud: Cloud): Pipeline {
  return {
    cloud,
    router: createRouter(listRoutes(cloud.names.identity)),
    counters: createRateCounters({ limits: ARM_LIMITS, windowMs: 3_600_000, isEnforced: false }),
  };
}

function describeRunning(started: {
  readonly cloud: Cloud;
  readonly principal: SecretPrincipal;
  readonly listener: Listener;
  readonly caCertificate: string;
}): RunningController {
  const { cloud, principal, listener, caCertificate } = started;
  const { names, ids } = cloud;
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
    port: listener.port,
    close: () => listener.close(),
  };
}
