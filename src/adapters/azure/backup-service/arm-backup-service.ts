import { selectLastSegment } from '../../../cloud/arm-id.js';
import { isJsonObject, type JsonObject, readText, readTextOrEmpty } from '../../../cloud/json-value.js';
import { formatAlertsAddress, formatBackupLocationsAddress } from '../../../cloud/operator-address.js';
import { processRedactor } from '../../../core/redaction/redactor.js';
import { isGuid } from '../../../core/guid.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { ResourceAddress } from '../../../cloud/cloud-port.js';
import type { BackupService } from '../../../use-cases/service/backup-service.js';
import { armFailureOf } from '../arm/arm-error.js';
import type { ArmTarget } from '../arm/arm-target.js';
import { formatBackupLocation, parseBackupLocation, parseServiceBackup } from './service-values.js';
import { listWhereAllowed } from '../../../cloud/ask-quietly.js';

const CONFLICT = 409;

/** The Infrastructure Backup Service behind operator ARM. Source: REST reference, section 9. */
export function createBackupService(
  target: Pick<ArmTarget, 'identity' | 'read' | 'list' | 'write' | 'begin'>,
): BackupService {
  const { adminEndpoint, region } = target.identity;
  const locate = (...below: readonly string[]) => formatBackupLocationsAddress(target.identity, below);
  return {
    identity: { adminEndpoint, region },
    async readLocation() {
      const resource = await target.read(locate(region));
      return resource === undefined ? undefined : parseBackupLocation(resource);
    },
    async listLocations() {
      const all = (await target.list(locate())) ?? [];
      return all.flatMap((location) => selectLastSegment(readTextOrEmpty(location, 'name')) || []);
    },
    async writeLocation(settings, writeOnly) {
      await target.write(locate(region), formatBackupLocation(region, settings, writeOnly));
    },
    async startBackup() {
      const operation = await begin(target, locate(region, 'createBackup'));
      return {
        backupId:
          operation.name !== undefined && isGuid(operation.name) ? operation.name.toLowerCase() : null,
        async finish() {
          const resource = await operation.finish();
          return resource === undefined ? undefined : parseServiceBackup(resource);
        },
      };
    },
    async listBackups() {
      const all = (await target.list(locate(region, 'backups'))) ?? [];
      return all.flatMap((resource) => parseServiceBackup(resource) ?? []);
    },
    async readBackup(backupId) {
      const resource = await target.read(locate(region, 'backups', backupId));
      return resource === undefined ? undefined : parseServiceBackup(resource);
    },
    readFailure: () => readBackupAlert(target),
    async prune(mode) {
      const body = mode === 'dryRun' ? { operationType: 'DryRun' } : {};
      const operation = await begin(target, locate(region, 'pruneExternalStore'), body);
      return readPaths(await operation.finish());
    },
  };
}

/** Begins an action. @throws LOCKED when the service is busy with something else. */
async function begin(target: Pick<ArmTarget, 'begin'>, address: ResourceAddress, body?: JsonObject) {
  try {
    return await target.begin(address, body);
  } catch (error) {
    if (!(error instanceof RestackError) || armFailureOf(error)?.status !== CONFLICT) throw error;
    throw new RestackError('LOCKED', `the backup service is busy: ${error.message}`, {
      cause: error,
      details: error.details,
    });
  }
}

function readPaths(result: JsonObject | undefined): readonly string[] {
  const properties = result?.['properties'];
  const paths: unknown = isJsonObject(properties) ? properties['pathsToDelete'] : undefined;
  const isText = (path: unknown): path is string => typeof path === 'string';
  if (!Array.isArray(paths) || !paths.every(isText)) {
    throw new RestackError('TARGET_UNREACHABLE', 'the backup service does not say which paths it deletes');
  }
  return paths;
}

const SERVICE = '/providers/microsoft.backup.admin/';

/**
 * Reads the newest active alert of the backup service that explains a failure: title and description. A backup that
 * fails does not tell why; its alert does. Undefined when there is none, or alerts may not be read.
 *
 * Source: Microsoft's documentation, "Infrastructure Backup Service reference", section Monitoring.
 */
async function readBackupAlert(target: Pick<ArmTarget, 'identity' | 'list'>): Promise<string | undefined> {
  const alerts = await listWhereAllowed(target, formatAlertsAddress(target.identity));
  const [newest] = alerts
    .map((alert) => alert['properties'])
    .filter((alert) => isJsonObject(alert))
    .filter((alert) => readText(alert, 'state')?.toLowerCase() === 'active')
    .filter((alert) => readText(alert, 'impactedResourceId')?.toLowerCase().includes(SERVICE))
    .filter(explainsFailure)
    .toSorted((left, right) => updatedMs(right) - updatedMs(left));
  return newest === undefined ? undefined : describeAlert(newest);
}

/** The faults for which no backup was begun: a run that was passed over, and a schedule that is switched off. */
const NOT_BEGUN = /\.Backup(?:Skipped|Scheduler)[a-z]*Fault$/i;

/** True unless an alert only warns, or is about backups that were never begun. */
function explainsFailure(alert: JsonObject): boolean {
  const isWarning = readText(alert, 'severity')?.toLowerCase() === 'warning';
  return !isWarning && !NOT_BEGUN.test(readTextOrEmpty(alert, 'faultTypeId'));
}

function updatedMs(alert: JsonObject): number {
  return Date.parse(readTextOrEmpty(alert, 'lastUpdatedTimestamp')) || 0;
}

function describeAlert(alert: JsonObject): string | undefined {
  const parts = alert['description'];
  const texts = Array.isArray(parts) ? parts.map((part: unknown) => readTextOrEmpty(part, 'text')) : [];
  const words = [readTextOrEmpty(alert, 'title'), ...texts].filter((text) => text !== '').join(' ');
  return processRedactor.redactForeign(words) || undefined;
}
