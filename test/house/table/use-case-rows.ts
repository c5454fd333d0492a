import type { OrderRow } from './order-row.js';

/** Inside `use-cases`: none knows another, but for the drill, which rehearses a restore. */
export const USE_CASE_ROWS: readonly OrderRow[] = [
  {
    of: 'use-cases/verify',
    reason: 'proves the records of a set against each other: the one use case that opens sets itself',
    outside: [
      'core',
      'schema',
      'cloud',
      'backup-set/names',
      'backup-set/catalog/chains/find-replays.ts',
      'backup-set/content/read-set.ts',
    ],
    outsideTypes: ['backup-set/catalog.ts', 'backup-set/content'],
    packages: [],
  },
  {
    of: 'use-cases/verify/share',
    reason: 'what a set shows beside the others of its share: its age, and copies',
    packages: [],
  },
  {
    of: 'use-cases/capture',
    reason: 'a live cloud in, records out; the set that they are sealed into is not its business',
    outside: ['core', 'cloud'],
    outsideTypes: ['schema'],
    packages: ['node:crypto', 'p-limit'],
  },
  {
    of: 'use-cases/capture/kinds',
    reason: 'how one kind of object is read from a cloud; the ways to read stand above it',
    types: ['capture-source.ts'],
    packages: [],
  },
  {
    of: 'use-cases/capture/read-cloud.ts',
    reason: 'reads a cloud kind by kind',
    imports: ['kinds'],
  },
  {
    of: 'use-cases/doctor',
    reason: 'what a night needs, judged from what its ports found; it reaches nothing itself',
    outside: ['core'],
    outsideTypes: ['cloud'],
    packages: [],
  },
  {
    of: 'use-cases/service',
    reason: 'rules of the backup service of a cloud; the share is plain data here',
    outside: ['core'],
    packages: [],
  },
  {
    of: 'use-cases/service/backups',
    reason: 'the backups that a service lists; its settings are changed one level up',
    imports: ['read-location.ts'],
    types: ['backup-service.ts'],
  },
  {
    of: 'use-cases/service/*.ts',
    reason: 'a change of settings says what becomes of the backups',
    imports: ['backups'],
  },
  {
    of: 'use-cases/restore',
    reason: 'records in, calls of a cloud out: it never opens a set, and knows no journal but its port',
    outside: ['core', 'cloud', 'schema'],
    outsideTypes: ['backup-set/catalog.ts', 'backup-set/content/records.ts'],
    packages: ['p-limit', 'yaml'],
  },
  {
    of: 'use-cases/restore/ids',
    reason: 'ids of the old cloud become those of the new one; nothing of a plan is needed for that',
    packages: ['yaml'],
  },
  {
    of: 'use-cases/restore/kinds',
    reason:
      'one file per kind: its address, its body, what counts as equal; stages and runs use them all alike',
    imports: ['comparison.ts'],
    types: ['earlier-runs.ts', 'stage-order.ts'],
    packages: [],
  },
  {
    of: 'use-cases/restore/kinds/subscriptions',
    reason: 'what everything else of a cloud lies in',
    types: ['resource-kind.ts'],
  },
  {
    of: 'use-cases/restore/kinds/offers',
    reason: 'offers and plans, and who has taken them',
    imports: ['subscriptions'],
    types: ['resource-kind.ts'],
  },
  {
    of: 'use-cases/restore/kinds/access',
    reason: 'roles and who holds them, at places that subscriptions name',
    imports: ['subscriptions'],
    types: ['resource-kind.ts'],
  },
  {
    of: 'use-cases/restore/kinds/vaults',
    reason: 'vaults and secrets: they need the subscription that they lie in and the access to it',
    imports: ['target-resources.ts', 'subscriptions'],
    types: ['resource-kind.ts'],
  },
  {
    of: 'use-cases/restore/kinds/kind-registry.ts',
    reason: 'the list of all kinds',
    imports: ['subscriptions', 'offers', 'access', 'vaults'],
  },
  {
    of: 'use-cases/restore/plan',
    reason: 'what a restore would change; it calls nothing that changes a cloud',
    imports: ['comparison.ts', 'stage-order.ts', 'ids', 'kinds'],
    types: ['earlier-runs.ts'],
  },
  {
    of: 'use-cases/restore/plan/check',
    reason: 'obstacles to a plan, each found by itself; the plan is made one level up',
    imports: ['existing-objects.ts'],
    types: ['describe-records.ts', 'restore-plan.ts', 'restore-policy.ts'],
  },
  {
    of: 'use-cases/restore/plan/plan-restore.ts',
    reason: 'the plan, and the check of it',
    imports: ['check'],
  },
  {
    of: 'use-cases/restore/preflight',
    reason: 'asks a cloud beforehand whether a plan could be carried out',
    imports: ['kinds', 'plan', 'stage-order.ts'],
    packages: [],
  },
  {
    of: 'use-cases/restore/prepare',
    reason: 'what a restore would come to, and what stands in its way: proved, planned, checked, saved',
    imports: ['ids', 'plan', 'preflight'],
    types: ['earlier-runs.ts'],
    packages: [],
  },
  {
    of: 'use-cases/restore/run',
    reason: 'carries a plan out, stage by stage; it decides nothing that the plan has not decided',
    imports: ['comparison.ts', 'stage-order.ts', 'restore-journal.ts', 'kinds', 'plan'],
  },
  {
    of: 'use-cases/restore/runs',
    reason: 'the runs of this machine: begun, taken up, given up, told of; where they are kept is their port',
    imports: ['plan', 'run', 'stage-order.ts', 'prepare'],
    types: ['earlier-runs.ts', 'restore-journal.ts', 'ids'],
    packages: [],
  },
  {
    of: 'use-cases/restore/runs/kept',
    reason: 'a run as it is kept, and the archive of all runs: what an adapter has to offer',
  },
  {
    of: 'use-cases/restore/runs/*.ts',
    reason: 'what becomes of a run that is kept',
    imports: ['kept'],
  },
  {
    of: 'use-cases/restore/diff',
    reason: 'two sets, or a set and a cloud, side by side; nothing of a run is needed for that',
    imports: ['comparison.ts', 'ids', 'kinds', 'plan'],
    packages: [],
  },
  {
    of: 'use-cases/drill',
    reason: 'rehearses a restore against a cloud that comes through its port, and measures it',
    imports: ['restore'],
    outside: ['core', 'cloud/cloud-port.ts'],
    outsideTypes: ['backup-set/content/records.ts'],
    packages: [],
  },
];
