import { RestackError } from '../../core/errors/restack-error.js';
import { parseAdminEndpoint } from '../../adapters/azure/cloud-metadata.js';
import { formatDay, systemClock } from '../../core/clock.js';
import type { ServiceConfigureResult } from '../../schema/results.js';
import { type Configured, configure } from '../../use-cases/service/configure.js';
import { checkSettings, type GivenSettings } from '../../use-cases/service/location-rules.js';
import type { WantedConfiguration } from '../../use-cases/service/plan-configuration.js';
import type { BackupService } from '../../use-cases/service/backup-service.js';
import type { AppContext, Outcome, ShareOptions } from '../app.js';
import { readPublicCertificate } from '../keys/keyring.js';
import { selectShare } from '../share/select-share.js';
import {
  describeLocation,
  formatTime,
  type ServiceOptions,
  withBackupService,
} from './service-connection.js';
import { selectGivenCloud } from '../connect-given-target.js';
import { selectSignIn } from '../sign-in.js';
import { createSharePassword } from './share-password.js';
import { readSharedSets } from '../share/open-sets.js';

/** The settings to change. A share is only looked at for sets that need the old certificate. */
export interface ConfigureServiceOptions extends ServiceOptions, ShareOptions, GivenSettings {
  readonly certPublic?: string | undefined;
  readonly passwordFile?: string | undefined;
  /** Sends the password also when nothing else changes. A password file means the same. */
  readonly renewsPassword: boolean;
  readonly dryRun: boolean;
}

/**
 * Changes settings of the backup service. The outcome is READ_BACK when the service holds others afterwards.
 *
 * @throws USAGE, UNSUPPORTED or NOT_FOUND for options that break a rule of the service, before anything is sent; errors
 * of {@link configure}, of the share and the connection.
 */
export async function configureService(
  options: ConfigureServiceOptions,
  context: AppContext,
): Promise<Outcome<ServiceConfigureResult>> {
  const { dryRun, passwordFile } = options;
  const wanted = await readWanted(options, context);
  const password = await createSharePassword(passwordFile, context);
  const share = selectShare(options);
  return withBackupService(options, context, async ({ service, dialogue }) => {
    const shared = share === undefined ? {} : { readSharedSets: () => readSharedSets(options, context) };
    const request = { wanted, dryRun, readPassword: password, ...shared };
    const configured = await configure(service, request, dialogue);
    return {
      result: describeConfigured(configured, { dryRun, identity: service.identity }),
      outcome: configured.differences.length === 0 ? undefined : 'READ_BACK',
    };
  });
}

async function readWanted(
  options: ConfigureServiceOptions,
  context: AppContext,
): Promise<WantedConfiguration> {
  const { domain } = parseAdminEndpoint(selectGivenCloud(options).adminEndpoint);
  const settings = checkSettings(options, /(?:^|\.)localhost$/i.test(domain));
  const { certPublic } = options;
  const renewsPassword = options.renewsPassword || options.passwordFile !== undefined;
  const isEmpty = Object.values(settings).every((value) => value === undefined);
  if (isEmpty && certPublic === undefined && !renewsPassword) {
    throw new RestackError('USAGE', 'nothing to configure was given', {
      hints: ['restack service configure --help'],
    });
  }
  selectSignIn(options, context);
  if (certPublic === undefined) return { ...settings, renewsPassword };
  const certificate = await readPublicCertificate(certPublic, context);
  if (certificate.notAfter < systemClock.now()) {
    const when = formatDay(certificate.notAfter);
    throw new RestackError('USAGE', `certificate ${certificate.thumbprint} expired on ${when}`, {
      hints: ['restack certificate create --out certificate --subject "CN=Azure Stack Hub backup"'],
      details: { thumbprint: certificate.thumbprint },
    });
  }
  return { ...settings, renewsPassword, certificate };
}

function describeConfigured(
  { written, changes, deletes, oldKey, differences, location }: Configured,
  { dryRun, identity }: { readonly dryRun: boolean; readonly identity: BackupService['identity'] },
): ServiceConfigureResult {
  return {
    written,
    dryRun,
    changes,
    deletes: deletes.map(({ backupId, createdAt }) => ({ backupId, createdAt: formatTime(createdAt) })),
    oldKey:
      oldKey === undefined
        ? null
        : {
            ...oldKey,
            backups: oldKey.backups.map((backup) => ({
              ...backup,
              createdAt: formatTime(backup.createdAt),
            })),
          },
    differences,
    location: describeLocation(location, identity),
  };
}
