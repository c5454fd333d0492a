import { ALERT_TEXTS } from '../backup/backup-alerts.js';
import type { Cloud } from '../cloud/cloud.js';
import type { CallCounters, RecentCall } from '../server/call-counters.js';
import { escapeHtml, renderPage } from '../wire/page.js';
import type { Reply } from '../wire/reply.js';
import { type CollectionName, COLLECTION_NAMES } from '../cloud/state/cloud-state.js';

/** The titles of the collections for people. */
const TITLES: Readonly<Record<CollectionName, string>> = {
  directoryTenants: 'Directories',
  resourceGroups: 'Resource groups',
  computeQuotas: 'Compute quotas',
  networkQuotas: 'Network quotas',
  storageQuotas: 'Storage quotas',
  registryQuotas: 'Container registry quotas',
  plans: 'Plans',
  offers: 'Offers',
  subscriptions: 'Subscriptions (with three of the operator)',
  offerDelegations: 'Offer delegations',
  resellerOffers: 'Offers of delegated providers',
  acquiredPlans: 'Acquired plans',
  providerRegistrations: 'Provider registrations',
  roleDefinitions: 'Custom roles',
  roleAssignments: 'Role assignments',
  vaults: 'Vaults',
  deletedVaults: 'Deleted vaults',
  secrets: 'Secrets',
  deletedSecrets: 'Deleted secrets',
};

/**
 * Renders the page for a person: the number of objects now, and the last calls. No script, no secret, no value of
 * anything.
 */
export function renderStatusPage(cloud: Cloud, counters: CallCounters): Reply {
  const { region, domain, identity } = cloud.names;
  const name = `${region}.${domain}`;
  return renderPage(
    `${name}: embedded controller`,
    `<h1>Embedded controller ${escapeHtml(name)}</h1>
<p>A simulated Azure Stack Hub of restack, for drills and tests. Identity: ${identity === 'adfs' ? 'AD FS' : 'Azure AD'}. Time: ${escapeHtml(cloud.clock.now().toISOString())}.</p>
<h2>In this cloud now</h2>
<table><thead><tr><th scope="col">Kind</th><th scope="col">Count</th></tr></thead><tbody>${renderCounts(cloud)}</tbody></table>
<h2>Backups</h2>
${renderBackups(cloud)}
<h2>Last calls</h2>
${renderCalls(counters.recent())}`,
  );
}

function renderCounts(cloud: Cloud): string {
  return COLLECTION_NAMES.map(
    (name) => `<tr><td>${TITLES[name]}</td><td class="number">${cloud.state[name].size}</td></tr>`,
  ).join('');
}

const SHOWN_BACKUPS = 20;

/** The newest first. */
function renderBackups({ backup }: Cloud): string {
  const { settings, nextRunMs } = backup;
  if (settings.path === undefined) return '<p>No share is configured.</p>';
  const next = nextRunMs === undefined ? 'none' : new Date(nextRunMs).toISOString();
  const state = settings.isSchedulerEnabled ? '' : ', which will be skipped';
  const intro = `<p>Share: ${escapeHtml(settings.path)}. Kept for ${settings.retentionDays} days. Next run: ${next}${state}.</p>`;
  const alerts = backup.alerts
    .filter(({ closedAt }) => closedAt === undefined)
    .map(({ fault }) => `<p><strong>${escapeHtml(ALERT_TEXTS[fault].title)}</strong></p>`);
  const rows = backup.backups
    .slice(-SHOWN_BACKUPS)
    .toReversed()
    .map(
      ({ createdAt, backupId, automatic, status }) =>
        `<tr><td class="whole">${escapeHtml(createdAt)}</td><td>${escapeHtml(backupId)}</td><td>${automatic ? 'scheduled' : 'on demand'}</td><td>${status}</td></tr>`,
    );
  if (rows.length === 0) return `${intro}${alerts.join('')}<p>No backup yet.</p>`;
  return `${intro}${alerts.join('')}<table><thead><tr><th scope="col">Time (UTC)</th><th scope="col">Backup</th><th scope="col">Started</th><th scope="col">Status</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function renderCalls(calls: readonly RecentCall[]): string {
  if (calls.length === 0) return '<p>None yet.</p>';
  const rows = calls.map((call) => {
    const time = call.time.toISOString().slice(11, 19);
    const what = `${call.method} ${call.host}${call.path}`;
    const status = call.status === 0 ? 'cut' : String(call.status);
    return `<tr><td class="whole">${time}</td><td>${escapeHtml(what)}</td><td class="number">${status}</td></tr>`;
  });
  return `<table><thead><tr><th scope="col">Time (UTC)</th><th scope="col">Call</th><th scope="col">Status</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
