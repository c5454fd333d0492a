import { ALERT_TEXTS } from './backup-alerts.js';
import type { BackupAlert } from '../cloud/backups/backup-state.js';
import type { Cloud } from '../cloud/cloud.js';
import { guidOf } from '../identity/directory.js';
import type { RoutedCall } from '../wire/call.js';
import { gatewayError, ok, type Reply } from '../wire/reply.js';
import { type Route, routesOf } from '../cloud/route.js';
import { ARM_WIRE } from '../wire/wire.js';
import { isSystemPlace } from './backup-polling.js';
import { formatTime } from './backup-resource.js';

const TYPE = 'Microsoft.InfrastructureInsights.Admin/regionHealths/alerts';
const PATH =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/Microsoft.InfrastructureInsights.Admin/regionHealths/{location}/alerts';

/** Alerts of the backup service; nothing else of this cloud raises any. Source: Microsoft, "Monitor health and alerts". */
export const BACKUP_ALERT_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: ['2016-05-01'], wire: ARM_WIRE },
  { [PATH]: { GET: listAlerts }, [`${PATH}/{alert}`]: { GET: getAlert } },
);

function checkPlace(call: RoutedCall, cloud: Cloud): Reply | undefined {
  const { resourceGroup = '', alert = '' } = call.params;
  return isSystemPlace(call, cloud) ? undefined : notFound(resourceGroup, alert);
}

function listAlerts(call: RoutedCall, cloud: Cloud): Reply {
  const value = cloud.backup.alerts.map((alert) => describe(alert, call, cloud));
  return checkPlace(call, cloud) ?? ok({ value });
}

function getAlert(call: RoutedCall, cloud: Cloud): Reply {
  const { alert: id = '', resourceGroup = '' } = call.params;
  const alert = cloud.backup.alerts.find(({ alertId }) => alertId.toLowerCase() === id.toLowerCase());
  const refused = checkPlace(call, cloud);
  if (refused !== undefined || alert === undefined) return refused ?? notFound(resourceGroup, id);
  return ok(describe(alert, call, cloud));
}

function notFound(resourceGroup: string, id: string): Reply {
  const message = `The Resource '${TYPE}/${id}' under resource group '${resourceGroup}' was not found.`;
  return gatewayError(404, 'ResourceNotFound', message);
}

function describe(alert: BackupAlert, call: RoutedCall, cloud: Cloud): unknown {
  const { region } = cloud.names;
  const { subscriptionId = '', resourceGroup = '' } = call.params;
  const providers = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers`;
  const text = ALERT_TEXTS[alert.fault];
  const registration = guidOf(`Microsoft.Backup.Admin in ${region}`);
  return {
    id: `${providers}/Microsoft.InfrastructureInsights.Admin/regionHealths/${region}/alerts/${alert.alertId}`,
    name: alert.alertId,
    type: TYPE,
    location: region,
    tags: {},
    properties: {
      closedTimestamp: alert.closedAt === undefined ? '' : formatTime(alert.closedAt),
      createdTimestamp: formatTime(alert.createdAt),
      description: [{ text: text.description, type: 'Text' }],
      faultId: `Backup:${alert.fault}`,
      alertId: alert.alertId,
      faultTypeId: `BackupFailed.${alert.fault}`,
      lastUpdatedTimestamp: formatTime(alert.lastUpdatedAt),
      alertProperties: {},
      remediation: [{ text: text.remediation, type: 'Text' }],
      resourceRegistrationId: null,
      resourceProviderRegistrationId: registration,
      serviceRegistrationId: registration,
      severity: 'Critical',
      state: alert.closedAt === undefined ? 'Active' : 'Closed',
      title: text.title,
      impactedResourceId: `${providers}/Microsoft.Backup.Admin/backupLocations/${region}`,
      impactedResourceDisplayName: region,
      closedByUserAlias: null,
    },
  };
}
