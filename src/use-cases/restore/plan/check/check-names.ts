import { groupByKey } from '../../../../core/group-by-key.js';
import { selectLastSegment } from '../../../../cloud/arm-id.js';
import type { PayloadKind } from '../../../../schema/payloads.js';
import { compareObjects, selectOwnMembers } from '../../comparison.js';
import type { DescribedRecord } from '../describe-records.js';
import { KINDS } from '../../kinds/kind-registry.js';
import type { Obstacle } from '../obstacle.js';
import type { KindAccess, KindContext } from '../../kinds/resource-kind.js';
import { formatRoleKey } from './role-key.js';
import { findTakenNames } from './taken-names.js';

/** The records whose names are compared, and the target to ask. */
export interface NameCheck {
  readonly described: readonly DescribedRecord[];
  /** The records among them that are to be created. */
  readonly created: readonly DescribedRecord[];
  readonly context: KindContext;
  /** The access to the target; without it only the names of the set are compared. */
  readonly access: KindAccess | undefined;
}

/**
 * Finds names that two objects would bear and only one may: plans and offers in the provider subscription, vaults in
 * the whole cloud, custom roles in a directory; and vaults whose name a deleted one still holds.
 *
 * Source: REST reference, sections 4.1, 7.2 and 8.1.
 */
export async function checkNames(check: NameCheck): Promise<readonly Obstacle[]> {
  const ofKind = (kind: PayloadKind) => check.created.filter((record) => record.kind === kind);
  const [plans, offers, vaults] = [ofKind('plan'), ofKind('offer'), ofKind('vault')];
  const roles = ofKind('roleDefinition');
  const inSet = [
    ...findMerged(check),
    ...findRepeated(plans, (record) => selectLastSegment(record.id), 'name of a plan is unique in a cloud'),
    ...findRepeated(
      offers,
      (record) => selectLastSegment(record.id),
      'name of an offer is unique in a cloud',
    ),
    ...findRepeated(vaults, (record) => selectLastSegment(record.id), 'name of a vault is unique in a cloud'),
    ...findRepeated(
      roles,
      (record) => formatRoleKey(record, check.context),
      'name of a role is unique in a directory',
    ),
  ];
  if (check.access === undefined) return inSet;
  const { access, context } = check;
  return [...inSet, ...(await findTakenNames({ plans, offers, vaults, roles }, { access, context }))];
}

/** Finds records that a mapping makes one, although they are not equal. */
function findMerged({ described, context }: NameCheck): readonly Obstacle[] {
  const first = new Map<string, DescribedRecord>();
  return described.flatMap((record) => {
    const key = `${record.kind} ${record.id}`;
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, record);
      return [];
    }
    const rules = KINDS[record.kind]?.rules ?? { serverOwned: [] };
    const [left, right] = [other, record].map(({ kind, recordIndex }) => context.records[kind][recordIndex]);
    const isEqual = compareObjects(
      selectOwnMembers(left ?? {}, rules),
      selectOwnMembers(right ?? {}, rules),
      rules,
    );
    if (isEqual.length === 0) return [];
    const reason = 'two records of the set, which are not equal, would become one: change the mapping';
    return [{ code: 'name', records: [other, record], reason } as const];
  });
}

function findRepeated(
  records: readonly DescribedRecord[],
  keyOf: (record: DescribedRecord) => string,
  rule: string,
): readonly Obstacle[] {
  return [...groupByKey(records, keyOf).values()]
    .filter((group) => group.length > 1)
    .map((group) => ({
      code: 'name',
      records: group,
      reason: `${group.length} records of the set would bear one name, and the ${rule}: ${group.map(({ id }) => id).join(', ')}`,
    }));
}
