import type { SharedName } from '../laws/find-shared-names.js';

const UNNAMED = 'one of them waits for a name of its own';

/** Files of one name. */
export const SHARED_FILE_NAMES: readonly SharedName[] = [
  {
    name: 'backup-alerts.ts',
    places: ['adapters/azure/backup-service/backup-alerts.ts', 'controller/backup/backup-alerts.ts'],
    reason: UNNAMED,
  },
  {
    name: 'backup-service.ts',
    places: ['adapters/azure/backup-service/backup-service.ts', 'app/service/backup-service.ts'],
    reason: UNNAMED,
  },
  {
    name: 'target-lock.ts',
    places: ['adapters/journal/target-lock.ts', 'app/runs/target-lock.ts'],
    reason: UNNAMED,
  },
  {
    name: 'run-drill.ts',
    places: ['app/controller/run-drill.ts', 'use-cases/drill/run-drill.ts'],
    reason: UNNAMED,
  },
  {
    name: 'secret-versions.ts',
    places: [
      'controller/cloud/state/secret-versions.ts',
      'use-cases/restore/kinds/vaults/secret-versions.ts',
    ],
    reason: UNNAMED,
  },
  {
    name: 'rewrite-ids.ts',
    places: ['controller/control/seed/rewrite-ids.ts', 'use-cases/restore/ids/rewrite-ids.ts'],
    reason: UNNAMED,
  },
  {
    name: 'index.ts',
    places: ['controller/index.ts', 'use-cases/restore/kinds/index.ts'],
    reason: 'the list of what a folder offers is called so everywhere',
  },
  {
    name: 'offers.ts',
    places: ['controller/providers/offers/offers.ts', 'use-cases/capture/kinds/offers.ts'],
    reason: UNNAMED,
  },
  {
    name: 'resource-groups.ts',
    places: [
      'controller/providers/resources/resource-groups.ts',
      'use-cases/capture/kinds/resource-groups.ts',
    ],
    reason: UNNAMED,
  },
  {
    name: 'secrets.ts',
    places: ['controller/providers/vaults/secrets.ts', 'use-cases/capture/kinds/secrets.ts'],
    reason: UNNAMED,
  },
  {
    name: 'vault-access.ts',
    places: ['controller/providers/vaults/vault-access.ts', 'use-cases/restore/kinds/vaults/vault-access.ts'],
    reason: UNNAMED,
  },
  {
    name: 'vaults.ts',
    places: ['controller/providers/vaults/vaults.ts', 'use-cases/capture/kinds/vaults.ts'],
    reason: UNNAMED,
  },
  {
    name: 'ports.ts',
    places: [
      'use-cases/capture/ports.ts',
      'use-cases/drill/ports.ts',
      'use-cases/restore/ports.ts',
      'use-cases/service/ports.ts',
    ],
    reason: UNNAMED,
  },
];

/** Exported types, interfaces and classes of one name. */
export const SHARED_TYPE_NAMES: readonly SharedName[] = [
  { name: 'ShareOptions', places: ['adapters/store/locate-share.ts', 'app/app.ts'], reason: UNNAMED },
  { name: 'DrillOptions', places: ['app/app.ts', 'use-cases/drill/run-drill.ts'], reason: UNNAMED },
  {
    name: 'SetFacts',
    places: ['backup-set/catalog/folder/snapshot-problem.ts', 'backup-set/write/describe-set.ts'],
    reason: UNNAMED,
  },
  { name: 'Host', places: ['cli/host.ts', 'controller/cloud/cloud-names.ts'], reason: UNNAMED },
  {
    name: 'StampVersions',
    places: ['controller/cloud/cloud.ts', 'use-cases/capture/stamp-version.ts'],
    reason: UNNAMED,
  },
  {
    name: 'ResellerOffer',
    places: [
      'controller/cloud/state/stored-objects.ts',
      'use-cases/restore/kinds/subscriptions/reseller-customer.ts',
    ],
    reason: UNNAMED,
  },
  {
    name: 'SecretVersion',
    places: [
      'controller/cloud/state/stored-objects.ts',
      'use-cases/capture/ports.ts',
      'use-cases/restore/kinds/vaults/secret-version.ts',
    ],
    reason: UNNAMED,
  },
  { name: 'DrillResult', places: ['schema/results.ts', 'use-cases/drill/drill-result.ts'], reason: UNNAMED },
  {
    name: 'RecordProblem',
    places: ['schema/results.ts', 'use-cases/restore/run/run-state.ts'],
    reason: UNNAMED,
  },
];
