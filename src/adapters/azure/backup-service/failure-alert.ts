import { listWhereAllowed } from '../../../cloud/ask-quietly.js';
import { isJsonObject, type JsonObject, readText, readTextOrEmpty } from '../../../cloud/json-value.js';
import { formatAlertsAddress } from '../../../cloud/operator-address.js';
import type { ArmTarget } from '../arm/arm-target.js';

const SERVICE = '/providers/microsoft.backup.admin/';

/**
 * Reads the newest active alert of the backup service: title and description. A backup that fails does not tell why;
 * its alert does. Undefined when there is none, or alerts may not be read.
 *
 * Source: Microsoft's documentation, "Infrastructure Backup Service reference", section Monitoring.
 */
export async function readBackupAlert(
  target: Pick<ArmTarget, 'identity' | 'list'>,
): Promise<string | undefined> {
  const alerts = await listWhereAllowed(target, formatAlertsAddress(target.identity));
  const [newest] = alerts
    .map((alert) => alert['properties'])
    .filter((alert) => isJsonObject(alert))
    .filter((alert) => readText(alert, 'state')?.toLowerCase() === 'active')
    .filter((alert) => readText(alert, 'impactedResourceId')?.toLowerCase().includes(SERVICE))
    .toSorted((left, right) => updatedMs(right) - updatedMs(left));
  return newest === undefined ? undefined : describeAlert(newest);
}

function updatedMs(alert: JsonObject): number {
  return Date.parse(readTextOrEmpty(alert, 'lastUpdatedTimestamp')) || 0;
}

function describeAlert(alert: JsonObject): string | undefined {
  const parts = alert['description'];
  const texts = Array.isArray(parts) ? parts.map((part: unknown) => readTextOrEmpty(part, 'text')) : [];
  return [readTextOrEmpty(alert, 'title'), ...texts].filter((text) => text !== '').join(' ') || undefined;
}
