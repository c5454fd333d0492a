import type { SetRecords } from '../../../backup-set/content/records.js';
import { selectLastSegment, selectResourceGroup } from '../../../cloud/arm-id.js';
import { KIND_NAMES } from '../../../cloud/kind-names.js';
import { isSystemGroup } from '../../../cloud/shipped-resources.js';
import { escapeForTerminal } from '../../../core/terminal-text.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import type { Mapping } from '../ids/mapping.js';
import { createIdMap } from '../ids/rewrite-ids.js';
import type { RestorePlan } from '../plan/restore-plan.js';

/** The set, its plan, and the mapping that the plan was made with. */
export interface TemplateGround {
  /** With the names of the source. */
  readonly records: SetRecords;
  readonly plan: Pick<RestorePlan, 'names' | 'source' | 'target' | 'unmapped'>;
  readonly mapping: Mapping;
}

type Section = 'directoryTenants' | 'principals' | 'owners' | 'vaultNames' | 'resourceGroups';

/** Old names as the set writes them, with the objects that hang on each. Case means nothing in them. */
class Uses {
  readonly byName = new Map<string, { readonly name: string; readonly hanging: Set<string> }>();

  add(name: string | null | undefined, object: string): void {
    if (name === undefined || name === null || name === '') return;
    const key = name.toLowerCase();
    const known = this.byName.get(key) ?? { name, hanging: new Set<string>() };
    known.hanging.add(object);
    this.byName.set(key, known);
  }
}

const TITLES: Readonly<Record<Section, string>> = {
  directoryTenants: 'Ids of directories.',
  principals: 'Who holds roles and has access to vaults. One that stays the same is mapped to itself.',
  owners: 'Owners of subscriptions.',
  vaultNames: 'Names of vaults, which are unique in a cloud.',
  resourceGroups: 'Resource groups; NAME is meant in every subscription, SUBSCRIPTION-ID/NAME in one.',
};

/**
 * Renders a mapping file with every name of a set that may differ on the target, and what hangs on it. As it stands it
 * changes nothing: names stand for themselves, and principals are comments, because each that stands there counts as
 * decided.
 */
export function renderMappingTemplate(ground: TemplateGround): string {
  const { plan, mapping } = ground;
  const directories = createIdMap(plan.source, plan.target, mapping).directories;
  const uses = collectUses(ground);
  const sections: Readonly<Record<Section, readonly string[]>> = {
    directoryTenants: renderSection('directoryTenants', uses, (name) => directories.get(name) ?? name),
    principals: renderPrincipals(ground, uses),
    owners: renderSection('owners', uses, valuesOf(mapping.owners)),
    vaultNames: renderSection('vaultNames', uses, valuesOf(mapping.vaultNames)),
    resourceGroups: renderSection('resourceGroups', uses, valuesOf(mapping.resourceGroups)),
  };
  const { region, providerSubscriptionId, domain, adminEndpoint } = plan.target;
  const lines = [
    `# Names of the set, and what they become on ${adminEndpoint}: old on the left, new on the right.`,
    '# Change what differs, take the # off the lines that are to count (and off the name of',
    '# their section), and give the file to restack plan or restore: --map FILE.',
    `# Region (${region}), provider subscription (${providerSubscriptionId})`,
    `# and external domain (${domain}) are found without it.`,
    ...Object.values(sections).flat(),
  ];
  return `${lines.map(escapeForTerminal).join('\n')}\n`;
}

/** Gives the new name of a lower-case old one, where a mapping was given. */
function valuesOf(
  section: Readonly<Record<string, string>> | undefined,
): (name: string) => string | undefined {
  const known = new Map(Object.entries(section ?? {}).map(([old, name]) => [old.toLowerCase(), name]));
  return (name) => known.get(name);
}

function renderSection(
  section: Section,
  uses: AllUses,
  newNameOf: (name: string) => string | undefined,
): readonly string[] {
  const names = [...uses[section].byName];
  if (names.length === 0) return [];
  const lines = names.flatMap(([key, { name, hanging }]) => [
    ...renderHanging(hanging),
    `  ${JSON.stringify(name)}: ${JSON.stringify(newNameOf(key) ?? name)}`,
  ]);
  return ['', `# ${TITLES[section]}`, `${section}:`, ...lines];
}

/** Renders principals; the section counts only as far as the given mapping decides. */
function renderPrincipals({ plan, mapping }: TemplateGround, { principals }: AllUses): readonly string[] {
  if (principals.byName.size === 0) return [];
  const newNameOf = valuesOf(mapping.principals);
  const reasons = new Map(plan.unmapped.map(({ principal, reason }) => [principal.toLowerCase(), reason]));
  const isDecided = [...principals.byName.keys()].some((key) => newNameOf(key) !== undefined);
  const lines = [...principals.byName].flatMap(([key, { name, hanging }]) => {
    const reason = reasons.get(key);
    const decided = newNameOf(key);
    return [
      ...renderHanging(hanging),
      ...(reason === undefined ? [] : [`  # must be decided: ${reason}`]),
      `${decided === undefined ? '# ' : ''}  ${JSON.stringify(name)}: ${JSON.stringify(decided ?? 'NEW-ID')}`,
    ];
  });
  return ['', `# ${TITLES.principals}`, isDecided ? 'principals:' : '# principals:', ...lines];
}

type AllUses = Readonly<Record<Section, Uses>>;

function renderHanging(hanging: ReadonlySet<string>): readonly string[] {
  return [...hanging].map((object) => `  # ${object}`);
}

function collectUses({ records, plan }: TemplateGround): AllUses {
  const all = {
    directoryTenants: new Uses(),
    principals: new Uses(),
    owners: new Uses(),
    vaultNames: new Uses(),
    resourceGroups: new Uses(),
  };
  const nameOf = (kind: PayloadKind, index: number) =>
    `${KIND_NAMES[kind]} ${plan.names.nameRecord(kind, index)}`;
  for (const [index, { properties }] of records.directoryTenant.entries()) {
    all.directoryTenants.add(properties.tenantId, nameOf('directoryTenant', index));
  }
  for (const [index, { tenantId, owner }] of records.subscription.entries()) {
    all.directoryTenants.add(tenantId, nameOf('subscription', index));
    all.owners.add(owner, nameOf('subscription', index));
  }
  for (const [index, { properties }] of records.roleAssignment.entries()) {
    all.principals.add(properties.principalId, nameOf('roleAssignment', index));
  }
  for (const [index, { id, properties }] of records.vault.entries()) {
    all.vaultNames.add(selectLastSegment(id), nameOf('vault', index));
    all.directoryTenants.add(properties.tenantId, nameOf('vault', index));
    for (const { objectId } of properties.accessPolicies ?? []) {
      all.principals.add(objectId, `access to ${nameOf('vault', index)}`);
    }
  }
  for (const kind of ['resourceGroup', 'plan', 'offer', 'vault'] as const) {
    for (const [index, { id }] of records[kind].entries()) {
      const group = selectResourceGroup(id);
      if (group !== undefined && !isSystemGroup(group)) all.resourceGroups.add(group, nameOf(kind, index));
    }
  }
  return all;
}
