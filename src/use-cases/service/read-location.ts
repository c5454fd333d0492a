import { RestackError, SAME_COMMAND } from '../../core/errors/restack-error.js';
import type { BackupLocation, BackupService, ServiceDialogue } from './backup-service.js';

/** The encryption of a cloud's backups; `none` while no share is configured. */
export type EncryptionMode = 'certificate' | 'key' | 'none';

/** The flags of a first share, quoted for shells that take backslashes away. */
const FIRST_SHARE = String.raw`--path '\\HOST\SHARE' --user 'DOMAIN\USER' --cert-public backup.cer`;

/** A location that has a share. */
export type ConfiguredLocation = BackupLocation & { readonly path: string };

/** Reads the location of the cloud. @throws NOT_FOUND when there is none; names those that there are. */
export async function readLocation(service: BackupService): Promise<BackupLocation> {
  const location = await service.readLocation();
  if (location !== undefined) return location;
  const { adminEndpoint, region } = service.identity;
  const names = await service.listLocations();
  const found = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
  throw new RestackError('NOT_FOUND', `${adminEndpoint} has no backup location ${region}: ${found}`, {
    hints: [
      `give the admin endpoint of the cloud: ${SAME_COMMAND}--target https://adminmanagement.<region>.<fqdn>`,
    ],
    details: { region, locations: names },
  });
}

/** Reads a location that has a share. @throws NOT_FOUND also when no share is configured. */
export async function readConfiguredLocation(
  service: BackupService,
  dialogue: Pick<ServiceDialogue, 'formatCommand'>,
): Promise<ConfiguredLocation> {
  const location = await readLocation(service);
  if (isConfigured(location)) return location;
  throw new RestackError('NOT_FOUND', 'the backup service of the cloud has no share yet', {
    hints: [`${dialogue.formatCommand(['service', 'configure'])} ${FIRST_SHARE}`],
  });
}

export function isConfigured(location: BackupLocation): location is ConfiguredLocation {
  return location.path !== null;
}

/**
 * The encryption that a location shows: a share without a certificate is one of 1.1811 or earlier, or of an update that
 * still has its key.
 */
export function selectEncryptionMode({ path, thumbprint }: BackupLocation): EncryptionMode {
  if (thumbprint !== null) return 'certificate';
  return path === null ? 'none' : 'key';
}
