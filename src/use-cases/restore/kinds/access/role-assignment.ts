import { AUTHORIZATION_VERSION } from '../../../../cloud/api-versions.js';
import { encodeArmId, normalizeArmId, selectLastSegment } from '../../../../cloud/arm-id.js';
import { isJsonObject, type JsonObject, readText, readTextOrEmpty } from '../../../../cloud/json-value.js';
import { parseResourceId } from '../../../../cloud/told-names.js';
import { askAbout } from '../../../../core/errors/first-failure.js';
import { RestackError } from '../../../../core/errors/restack-error.js';
import { isGuid } from '../../../../core/guid.js';
import type { ComparisonRules } from '../../comparison.js';
import type { ResourceAddress, WriteReply } from '../../../../cloud/cloud-port.js';
import type { Found, KindAccess, KindContext, ResourceKind } from '../resource-kind.js';
import { formatScopedAddress, selectScope, selectScopeReference } from './role-definition.js';

const RULES: ComparisonRules = {
  serverOwned: [
    'id',
    'name',
    'type',
    'properties.createdOn',
    'properties.updatedOn',
    'properties.createdBy',
    'properties.updatedBy',
    'properties.principalType',
  ],
  anyCase: ['properties.principalId', 'properties.scope'],
  byName: ['properties.roleDefinitionId'],
};

/**
 * Role assignments. A grant is identified by role, principal and scope: the same grant under another name is the same
 * grant. Source: REST reference, section 7.4.
 */
export const roleAssignment: ResourceKind<'roleAssignment'> = {
  kind: 'roleAssignment',
  rules: RULES,
  fixed: ['properties.scope', 'properties.roleDefinitionId', 'properties.principalId'],
  describe(record, context) {
    const { roleDefinitionId, principalId } = record.properties;
    const scope = record.properties.scope === '/' ? '' : record.properties.scope;
    const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/${selectLastSegment(record.id)}`;
    // Mostly the record's own text, of which a large plan need not hold a second copy.
    const address = formatScopedAddress(id === record.id ? record.id : id, AUTHORIZATION_VERSION, context);
    const inside = selectScopeReference(scope, context);
    const listAddress = () => formatListAddress(scope, context);
    const grant = { scope: record.properties.scope, roleDefinitionId, principalId };
    return {
      action: 'replay',
      replay: {
        address,
        steps: [
          {
            stage: 'roleAssignments',
            body: { properties: grant },
            write: (access) => writeGrant(grant, { address, listAddress }, access),
            readBack: ({ target }, { reply, foundAt }) =>
              target.read(foundAt ?? formatFoundAddress(reply?.body ?? {}, address)),
          },
        ],
        references: [...(inside === undefined ? [] : [inside]), ...listRoleIds(roleDefinitionId, context)],
        ...(inside === undefined ? {} : { inside }),
        find: (access) => findGrant(grant, { address, listAddress: listAddress() }, access),
      },
    };
  },
};

interface Grant {
  readonly scope: string;
  readonly roleDefinitionId: string;
  readonly principalId: string;
}

function formatListAddress(scope: string, context: KindContext): ResourceAddress {
  const id = `${scope}/providers/Microsoft.Authorization/roleAssignments`;
  return { ...formatScopedAddress(id, AUTHORIZATION_VERSION, context), query: { $filter: 'atScope()' } };
}

/**
 * Finds a grant in the list of its scope, which is read once for all its assignments; the list also holds inherited
 * ones. Another grant of the same name is what stands in its way: no write changes a grant.
 */
async function findGrant(
  grant: Grant,
  place: { readonly address: ResourceAddress; readonly listAddress: ResourceAddress },
  access: KindAccess,
): Promise<Found | undefined> {
  const { address, listAddress } = place;
  const scope = normalizeArmId(listAddress.path);
  const index = await access.once(`grants at ${scope}`, () => indexGrants(listAddress, access));
  const value = index.get(formatGrantKey(grant));
  if (value !== undefined) return { value, address: formatFoundAddress(value, listAddress) };
  const id = normalizeArmId(decodeURIComponent(address.path));
  const other = [...index.values()].find((item) => normalizeArmId(readTextOrEmpty(item, 'id')) === id);
  return other === undefined ? undefined : { value: other };
}

async function indexGrants(
  list: ResourceAddress,
  { target }: KindAccess,
): Promise<ReadonlyMap<string, JsonObject>> {
  const all = (await target.list(list)) ?? [];
  return new Map(all.map((item) => [formatGrantKey(readGrant(item)), item]));
}

const ASSIGNMENT_ID = /\/providers\/Microsoft\.Authorization\/roleAssignments\/([^/]+)$/i;

function formatFoundAddress(found: JsonObject, { host, path }: ResourceAddress): ResourceAddress {
  const told = readText(found, 'id');
  const id = told === undefined ? undefined : parseResourceId(told);
  // Only the address of an assignment is believed: anything else is read, and compared, at the record's own.
  const isOne = id !== undefined && isGuid(ASSIGNMENT_ID.exec(id)?.[1] ?? '');
  return { host, path: isOne ? encodeArmId(id) : path, apiVersion: AUTHORIZATION_VERSION };
}

/** Writes a grant. One that is there under another name counts as there. */
async function writeGrant(
  grant: Grant,
  {
    address,
    listAddress,
  }: { readonly address: ResourceAddress; readonly listAddress: () => ResourceAddress },
  access: KindAccess,
): Promise<WriteReply> {
  const { roleDefinitionId, principalId } = grant;
  try {
    return await access.target.write(address, { properties: { roleDefinitionId, principalId } });
  } catch (error) {
    const code = error instanceof RestackError ? error.details['armCode'] : undefined;
    if (code !== 'RoleAssignmentExists') throw error;
    const grants = await askAbout(error, () => indexGrants(listAddress(), access));
    const body = grants.get(formatGrantKey(grant));
    if (body === undefined) throw error;
    return { status: 409, body, unchanged: true };
  }
}

function readGrant(item: JsonObject): Grant {
  const properties = item['properties'];
  const read = (member: string) =>
    (isJsonObject(properties) ? readText(properties, member) : undefined) ?? '';
  return {
    scope: read('scope') || selectScope(readTextOrEmpty(item, 'id')),
    roleDefinitionId: read('roleDefinitionId'),
    principalId: read('principalId'),
  };
}

function formatGrantKey({ scope, roleDefinitionId, principalId }: Grant): string {
  return [scope, selectLastSegment(roleDefinitionId), principalId].join('|').toLowerCase();
}

/** The id of the role's own record, where the set has it. */
function listRoleIds(roleDefinitionId: string, { records }: KindContext): readonly string[] {
  const guid = selectLastSegment(roleDefinitionId).toLowerCase();
  return records.roleDefinition
    .filter(({ id }) => selectLastSegment(id).toLowerCase() === guid)
    .map(({ id }) => normalizeArmId(id));
}
