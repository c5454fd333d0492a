import { ALERT_TEXTS } from './backup-alerts.js';
import type { BackupAlert } from '../cloud/backups/backup-state.js';
import type { Cloud } from '../cloud/cloud.js';
import { guidOf } from '../identity/directory.js';
import type { RoutedCall } from '../wire/call.js';
import { gatewayError, ok, type Reply } from '../wire/reply.js';
import { type Route, routesOf } from '../cloud/route.js';
import { ALERT_WIRE } from '../wire/wire.js';
import { isSystemPlace } from './backup-polling.js';
import { formatTime } from './backup-resource.js';

const TYPE = 'Microsoft.InfrastructureInsights.Admin/regionHealths/alerts';
/** The end of an alert that is active, as recorded. */
const NEVER = '0001-01-01T00:00:00Z';

const PATH =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/Microsoft.InfrastructureInsights.Admin/regionHealths/{location}/alerts';

/** Alerts of the backup service; nothing else of this cloud raises any. Source: Microsoft, "Monitor health and alerts". */
export const BACKUP_ALERT_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: ['2016-05-01'], wire: ALERT_WIRE },
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
  return {
    id: `${providers}/Microsoft.InfrastructureInsights.Admin/regionHealths/${region}/alerts/${alert.alertId}`,
    name: `${region}/${alert.alertId}`,
    type: TYPE,
    location: region,
    tags: {},
    properties: {
      closedTimestamp: alert.closedAt === undefined ? NEVER : formatTime(alert.closedAt),
      createdTimestamp: formatTime(alert.createdAt),
      description: [{ text: text.description, type: 'Text' }],
      faultHash: '',
      faultId: guidOf(`fault of ${alert.alertId}`),
      alertId: alert.alertId,
      faultTypeId: `AzureStack.BackupController.${text.faultName}Fault`,
      lastUpdatedTimestamp: formatTime(alert.lastUpdatedAt),
      alertProperties: {},
      remediation: [{ text: text.remediation, type: 'Text' }],
      resourceProviderRegistrationId: guidOf(`Microsoft.Backup.Admin in ${region}`),
      severity: 'Critical',
      state: alert.closedAt === undefined ? 'Active' : 'Closed',
      title: text.title,
      impactedResourceId: `${providers}/Microsoft.Backup.Admin/`,
      impactedResourceDisplayName: 'Infrastructure backup',
      preview: 'False',
      hasValidRemediationAction: false,
      remediationHistory: {},
    },
  };
}
