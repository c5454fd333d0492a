import type { BackupState } from '../cloud/backups/backup-state.js';
import type { ShareFault } from '../cloud/backups/backup-share.js';

/** The words of an alert, as a portal shows them. */
export interface AlertText {
  /** The fault's own name, without the words before and after it that all of them share. */
  readonly faultName: string;
  readonly title: string;
  readonly description: string;
  readonly remediation: string;
}

const MAP_THE_SHARE = 'Map the share from a different computer to ensure that it is accessible.';

/**
 * The words of the alert that each fault of a share raises. Titles are those of Microsoft's documentation:
 * "Infrastructure Backup Service reference", section Monitoring.
 */
export const ALERT_TEXTS: Readonly<Record<ShareFault, AlertText>> = {
  capacity: {
    faultName: 'BackupShareCapacity',
    title: 'Backup failed because the file share is out of capacity.',
    description: 'The backup controller cannot export backup files, because the file share is full.',
    remediation: 'Add storage capacity, or delete existing backups, the oldest first, and back up again.',
  },
  connectivity: {
    faultName: 'BackupShareConnectivity',
    title: 'Backup failed due to connectivity problems.',
    description: 'The network between the cloud and the file share has problems.',
    remediation: 'Address the network problem and back up again.',
  },
  path: {
    faultName: 'BackupSharePath',
    title: 'Backup failed due to a fault in the path.',
    description: 'The path of the file share cannot be resolved.',
    remediation: `${MAP_THE_SHARE} Update the path if it is no longer valid.`,
  },
  authentication: {
    faultName: 'BackupShareAuthentication',
    title: 'Backup failed due to authentication issue.',
    description: 'The file share refuses the credentials, or what they may do there.',
    remediation: `${MAP_THE_SHARE} Update the credentials if they are no longer valid.`,
  },
  general: {
    faultName: 'BackupGeneral',
    title: 'Backup failed due to a general fault.',
    description: 'The failure may have been temporary.',
    remediation: 'Back up again.',
  },
};

/** Raises the alert for a fault, or renews the one that is active. */
export function raiseAlert(
  backup: BackupState,
  fault: ShareFault,
  at: { readonly time: string; readonly alertId: string },
): void {
  const { time, alertId } = at;
  const active = backup.alerts.find((alert) => alert.fault === fault && alert.closedAt === undefined);
  backup.alerts =
    active === undefined
      ? [...backup.alerts, { alertId, fault, createdAt: time, lastUpdatedAt: time }]
      : backup.alerts.map((alert) => (alert === active ? { ...alert, lastUpdatedAt: time } : alert));
}

/** Closes every active alert. */
export function closeAlerts(backup: BackupState, time: string): void {
  backup.alerts = backup.alerts.map((alert) =>
    alert.closedAt === undefined ? { ...alert, closedAt: time, lastUpdatedAt: time } : alert,
  );
}
