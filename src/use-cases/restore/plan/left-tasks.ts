import type { SetRecords } from '../../../backup-set/content/records.js';
import { selectLastSegment, selectSubscription } from '../../../cloud/arm-id.js';
import type { TargetIdentity } from '../../../cloud/cloud-port.js';
import { KIND_NAMES } from '../../../cloud/kind-names.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import type { UnmappedPrincipal } from '../ids/unmapped-principals.js';
import type { RecordNames } from '../ids/record-names.js';
import type { LeftTask, PlanEntry } from './restore-plan.js';
import { selectRecordName } from './select-records.js';

/** The facts by which a task is described. */
export interface TaskGround {
  /** With the ids of the target, access policies of unmapped principals included. */
  readonly records: SetRecords;
  readonly names: RecordNames;
  readonly target: TargetIdentity;
  readonly unmapped: readonly UnmappedPrincipal[];
}

/** A task as a kind describes it: the reason is the decision's own where none is given. */
type Task = Pick<LeftTask, 'task' | 'steps'> & Partial<LeftTask>;

/** Describes what a person has to do about a record; undefined where nothing is left to anybody. */
export function describeLeftTask(entry: PlanEntry, ground: TaskGround): LeftTask | undefined {
  const { kind, recordIndex, action, replay } = entry;
  const named = `${KIND_NAMES[kind]} ${ground.names.nameRecord(kind, recordIndex)}`;
  // A vault that is updated or equal lacks the access of unmapped principals; all else that follows was seen to when it
  // was made.
  const isFollowed = (action === 'create' || kind === 'vault') && replay?.followUp !== undefined;
  const reason = (isFollowed ? replay.followUp : undefined) ?? entry.reason;
  const usual = { reason, steps: [], note: null, again: false };
  if (entry.unmet === true) return { ...usual, task: `Bring back the ${named}`, again: true };
  if (action !== 'manual' && !isFollowed) return undefined;
  return { ...usual, task: `See to the ${named}`, ...BY_KIND[kind]?.(entry, ground) };
}

type Describe = (entry: PlanEntry, ground: TaskGround) => Task | undefined;

/** In PowerShell any of these ends a text in single quotes, and two of them stand for one. */
const QUOTES = /['\u2018\u2019\u201a\u201b]/g;

const quote = (text: string) => `'${text.replace(QUOTES, '$&$&')}'`;

function describeGrant({ recordIndex }: PlanEntry, ground: TaskGround): Task | undefined {
  const { records, names, target } = ground;
  const properties = records.roleAssignment[recordIndex]?.properties;
  if (properties === undefined) return undefined;
  const { principalId, scope } = properties;
  const role = names.nameRole(properties.roleDefinitionId);
  const place = names.nameScope(scope);
  const isOperator = selectSubscription(scope) === target.providerSubscriptionId.toLowerCase();
  const [portal, endpoint] = isOperator
    ? ['administrator portal', target.adminEndpoint]
    : ['user portal', target.userEndpoint];
  return {
    task: `Grant the role ${role} on ${place} to the successor of ${principalId}`,
    ...explain(principalId, ground),
    steps: [
      `New-AzRoleAssignment -ObjectId NEW-ID -RoleDefinitionName ${quote(role)} -Scope ${quote(scope)}`,
    ],
    note: `signed in to ${endpoint}; or in the ${portal}: ${place}, Access control (IAM), Add`,
  };
}

function explain(principal: string, { unmapped }: TaskGround): Partial<Pick<LeftTask, 'reason'>> {
  const found = unmapped.find((one) => one.principal.toLowerCase() === principal.toLowerCase());
  return found === undefined ? {} : { reason: found.reason };
}

function describePolicies({ recordIndex }: PlanEntry, ground: TaskGround): Task | undefined {
  const { records, names, unmapped, target } = ground;
  const vault = records.vault[recordIndex];
  if (vault === undefined) return undefined;
  const lost = new Set(unmapped.map(({ principal }) => principal.toLowerCase()));
  const policies = (vault.properties.accessPolicies ?? []).filter(({ objectId }) =>
    lost.has(objectId.toLowerCase()),
  );
  if (policies.length === 0) return undefined;
  const name = selectLastSegment(vault.id);
  const whom = policies.map(({ objectId }) => objectId).join(' and of ');
  const commands = policies.map(({ objectId, permissions }) => {
    const { keys, secrets, certificates } = permissions;
    const list = (flag: string, given: readonly string[] | null | undefined) =>
      given === undefined || given === null || given.length === 0
        ? ''
        : ` ${flag} ${given.map((right) => (/^[a-z]+$/i.test(right) ? right : quote(right))).join(',')}`;
    const rights = `${list('-PermissionsToKeys', keys)}${list('-PermissionsToSecrets', secrets)}${list('-PermissionsToCertificates', certificates)}`;
    return `Set-AzKeyVaultAccessPolicy -VaultName ${quote(name)} -ObjectId NEW-ID${rights} # for ${objectId}`;
  });
  return {
    task: `Let the successor of ${whom} into the vault ${names.nameRecord('vault', recordIndex)}`,
    ...explain(policies[0]?.objectId ?? '', ground),
    steps: commands,
    note: `signed in to ${target.userEndpoint}; or in the user portal: vault ${name}, Access policies, Add`,
  };
}

function describeDirectory({ recordIndex, replay }: PlanEntry, ground: TaskGround): Task | undefined {
  const { records, target } = ground;
  const record = records.directoryTenant[recordIndex];
  if (record === undefined) return undefined;
  const name = selectLastSegment(record.id);
  if (replay?.followUp !== undefined) {
    return {
      task: `Have an administrator of the directory ${name} consent`,
      reason: 'the applications of this cloud are new to it',
      steps: [
        `Register-AzSWithMyDirectoryTenant -TenantResourceManagerEndpoint ${quote(target.userEndpoint)} -DirectoryTenantName ${quote(name)}`,
      ],
    };
  }
  return describeForeign(name, record.properties.tenantId, target);
}

/** The task about a directory of which a cloud with AD FS can have none. */
function describeForeign(name: string, tenantId: string, { homeTenantId }: TargetIdentity): Task {
  return {
    task: `Decide what becomes of the directory ${name}`,
    reason: 'this cloud has AD FS, and so one directory only',
    steps: [`directoryTenants: { "${tenantId}": "${homeTenantId}" }`],
    note: 'a line of the file for --map, with new owners and principals; restack plan --map-template FILE lists them',
    again: true,
  };
}

function describeSecret({ recordIndex }: PlanEntry, { records, names }: TaskGround): Task | undefined {
  const record = records.secret[recordIndex];
  if (record === undefined) return undefined;
  const [vault = '', name = ''] = selectRecordName('secret', record.id).split('/');
  const named = names.nameRecord('secret', recordIndex);
  const place = `-VaultName ${quote(vault)} -Name ${quote(name)}`;
  return record.managed === true
    ? {
        task: `Import the certificate that the secret ${named} backs`,
        steps: [
          `Import-AzKeyVaultCertificate ${place} -FilePath FILE.pfx -Password (Read-Host -AsSecureString)`,
        ],
      }
    : {
        task: `Set the secret ${named}`,
        steps: [`Set-AzKeyVaultSecret ${place} -SecretValue (Read-Host -AsSecureString)`],
      };
}

function describeSubscription(entry: PlanEntry, ground: TaskGround): Task {
  const { recordIndex, directory } = entry;
  const { names, target } = ground;
  if (directory !== undefined && target.identitySystem === 'adfs') {
    return describeForeign(directory, directory, target);
  }
  if (directory !== undefined) {
    return {
      task: `Register the directory ${directory}`,
      reason: 'subscriptions belong to it, and the set does not tell its domain',
      steps: [],
      note: 'in the administrator portal: Directory tenants, Add',
      again: true,
    };
  }
  return {
    task: `Have the offer of the subscription ${names.nameRecord('subscription', recordIndex)} made again`,
    steps: [],
    note: `in the user portal of ${target.userEndpoint}, signed in as the reseller: Offers, Add`,
    again: true,
  };
}

function describeAddOn({ recordIndex }: PlanEntry, { names }: TaskGround): Task {
  return {
    task: `Add the plan ${names.nameRecord('acquiredPlan', recordIndex)}`,
    steps: [],
    note: 'in the administrator portal: User subscriptions, the subscription, Add-on plans, Add',
  };
}

const BY_KIND: Readonly<Partial<Record<PayloadKind, Describe>>> = {
  roleAssignment: describeGrant,
  vault: describePolicies,
  directoryTenant: describeDirectory,
  secret: describeSecret,
  subscription: describeSubscription,
  acquiredPlan: describeAddOn,
};
