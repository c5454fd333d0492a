import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringAt, valueAt } from '../../src/controller/wire/request-fields.js';
import { addVault, admin, CUSTOMER, DPS, furnish, TestCloud } from './controller-cloud.js';

const version = '?api-version=2015-07-01';
const SUBSCRIPTION = `/subscriptions/${CUSTOMER}`;
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg-finance`;
const CONTRIBUTOR = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
const ROLE = '0d6f3c7a-2f5e-4c1b-8a3e-5d9c4b2a1f00';
const SOMEBODY = 'aa0d1c52-3a7e-4d9b-9f10-0b1f2c3d4e5f';

const roles = (scope: string) => `${scope}/providers/Microsoft.Authorization/roleDefinitions`;
const assignments = (scope: string) => `${scope}/providers/Microsoft.Authorization/roleAssignments`;

function roleBody(roleName: string, assignableScopes = [SUBSCRIPTION]): unknown {
  const permissions = [{ actions: ['Microsoft.Compute/virtualMachines/read'], notActions: [] }];
  return { properties: { roleName, description: 'd', type: 'CustomRole', permissions, assignableScopes } };
}

function grant(role: string, principalId = SOMEBODY): unknown {
  return { properties: { roleDefinitionId: `${roles(SUBSCRIPTION)}/${role}`, principalId } };
}

/** The REST reference, section 7. */
describe('roles on the wire', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await TestCloud.start();
    await furnish(cloud);
    await addVault(cloud, 'kv-roles');
  });

  afterAll(() => cloud.close());

  describe('definitions', () => {
    it('has the built-in roles on both endpoints, seen through the subscription that was asked', async () => {
      const filter = `&$filter=${encodeURIComponent("roleName eq 'Contributor'")}`;
      const user = await cloud.user('GET', roles(SUBSCRIPTION) + version + filter);
      const operator = await cloud.admin('GET', roles(admin.root) + version);
      expect(user.body).toMatchObject({
        value: [
          {
            id: `${roles(SUBSCRIPTION)}/${CONTRIBUTOR}`,
            name: CONTRIBUTOR,
            properties: { roleName: 'Contributor', type: 'BuiltInRole', assignableScopes: ['/'] },
          },
        ],
      });
      expect(valueAt(operator.body, 'value')).toHaveLength(4);
    });

    it('answers 201 to create and to update, and keeps the chosen GUID', async () => {
      const url = `${roles(SUBSCRIPTION)}/${ROLE}${version}`;
      const created = await cloud.user('PUT', url, roleBody('VM operator'));
      const updated = await cloud.user('PUT', url, roleBody('VM operator (Finance)'));
      const item = await cloud.user('GET', url);
      expect([created.status, updated.status]).toEqual([201, 201]);
      expect(item.body).toMatchObject({
        name: ROLE,
        properties: { roleName: 'VM operator (Finance)', type: 'CustomRole' },
      });
    });

    it.each([
      [
        'another role has the name',
        '1d6f3c7a-2f5e-4c1b-8a3e-5d9c4b2a1f00',
        roleBody('vm operator (finance)'),
        409,
      ],
      ['a built-in role has the name', '1d6f3c7a-2f5e-4c1b-8a3e-5d9c4b2a1f00', roleBody('Reader'), 409],
      ['the role is built in', CONTRIBUTOR, roleBody('x'), 403],
      ['the name is no GUID', 'x', roleBody('x'), 400],
      [
        'a scope is not there',
        '1d6f3c7a-2f5e-4c1b-8a3e-5d9c4b2a1f00',
        roleBody('x', [`${SUBSCRIPTION}0`]),
        400,
      ],
    ])('refuses when %s', async (_what, ...[name, body, status]) => {
      const before = await cloud.user('GET', roles(SUBSCRIPTION) + version);
      const reply = await cloud.user('PUT', `${roles(SUBSCRIPTION)}/${name}${version}`, body);
      const after = await cloud.user('GET', roles(SUBSCRIPTION) + version);
      expect(reply.status).toBe(status);
      expect(after.body).toEqual(before.body);
    });

    it('does not list a role where it cannot be assigned', async () => {
      const reply = await cloud.admin('GET', roles(admin.root) + version);
      expect(reply.text).not.toContain(ROLE);
    });
  });

  describe('assignments', () => {
    const name = 'f3a1b2c4-7d8e-4f90-a1b2-c3d4e5f60718';
    const url = `${assignments(GROUP)}/${name}${version}`;

    it('makes the owner of a subscription its administrator', async () => {
      const reply = await cloud.user('GET', assignments(SUBSCRIPTION) + version);
      expect(reply.body).toMatchObject({ value: [{ properties: { scope: SUBSCRIPTION } }] });
      expect(reply.text).toContain('8e3af657-a8ff-443c-a75c-2fe8c4bcb635');
    });

    it('answers 201, again 201 to the same, 409 to a twin, 400 to a change', async () => {
      const created = await cloud.user('PUT', url, grant(CONTRIBUTOR));
      const again = await cloud.user('PUT', url, grant(CONTRIBUTOR));
      const twin = await cloud.user('PUT', url.replace(name, `${name.slice(0, -1)}9`), grant(CONTRIBUTOR));
      const change = await cloud.user('PUT', url, grant(ROLE));
      expect([created.status, again.status]).toEqual([201, 201]);
      expect([twin.status, stringAt(twin.body, 'error.code')]).toEqual([409, 'RoleAssignmentExists']);
      expect([change.status, stringAt(change.body, 'error.code')]).toEqual([
        400,
        'RoleAssignmentUpdateNotPermitted',
      ]);
      expect(created.body).toEqual({
        id: `${assignments(GROUP)}/${name}`,
        name,
        type: 'Microsoft.Authorization/roleAssignments',
        properties: {
          roleDefinitionId: `${roles(SUBSCRIPTION)}/${CONTRIBUTOR}`,
          principalId: SOMEBODY,
          scope: GROUP,
        },
      });
    });

    it('lists at, above and below, and less with a filter', async () => {
      const vault = `${GROUP}/providers/Microsoft.KeyVault/vaults/kv-roles`;
      const onVault = 'a3a1b2c4-7d8e-4f90-a1b2-c3d4e5f60718';
      await cloud.user('PUT', `${assignments(vault)}/${onVault}${version}`, grant(CONTRIBUTOR));
      const count = async (scope: string, filter = '') => {
        const query = filter === '' ? version : `${version}&$filter=${encodeURIComponent(filter)}`;
        const reply = await cloud.user('GET', assignments(scope) + query);
        return valueAt(reply.body, 'value');
      };
      expect(await count(SUBSCRIPTION)).toHaveLength(3);
      expect(await count(GROUP)).toHaveLength(3);
      expect(await count(GROUP, 'atScope()')).toHaveLength(2);
      expect(await count(vault, 'atScope()')).toHaveLength(3);
      expect(await count(GROUP, `principalId eq '${SOMEBODY.toUpperCase()}'`)).toHaveLength(2);
    });

    it.each([
      [
        'an unknown role',
        GROUP,
        grant('1d6f3c7a-2f5e-4c1b-8a3e-5d9c4b2a1fff'),
        400,
        'RoleDefinitionDoesNotExist',
      ],
      [
        'an unknown group',
        `${SUBSCRIPTION}/resourceGroups/none`,
        grant(CONTRIBUTOR),
        404,
        'ResourceGroupNotFound',
      ],
      ['an operator subscription', `/subscriptions/${DPS}`, grant(CONTRIBUTOR), 404, 'SubscriptionNotFound'],
      [
        'an unknown vault',
        `${GROUP}/providers/Microsoft.KeyVault/vaults/none`,
        grant(CONTRIBUTOR),
        404,
        'ResourceNotFound',
      ],
    ])('refuses %s', async (_what, ...[scope, body, status, code]) => {
      const guid = 'b3a1b2c4-7d8e-4f90-a1b2-c3d4e5f60718';
      const reply = await cloud.user('PUT', `${assignments(scope)}/${guid}${version}`, body);
      const list = await cloud.user('GET', assignments(SUBSCRIPTION) + version);
      expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([status, code]);
      expect(list.text).not.toContain(guid);
    });

    it('knows a principal or not, as it was told', async () => {
      const guid = 'c3a1b2c4-7d8e-4f90-a1b2-c3d4e5f60718';
      cloud.controller.control.setKnownPrincipals(['S-1-5-21-1']);
      const put = (principalId: string) =>
        cloud.user('PUT', `${assignments(GROUP)}/${guid}${version}`, grant(ROLE, principalId));
      const unknown = await put(SOMEBODY);
      const known = await put('S-1-5-21-1');
      cloud.controller.control.setKnownPrincipals(undefined);
      expect(stringAt(unknown.body, 'error.code')).toBe('PrincipalNotFound');
      expect(known.status).toBe(201);
    });

    it('keeps a role while it is assigned', async () => {
      const reply = await cloud.user('DELETE', `${roles(SUBSCRIPTION)}/${ROLE}${version}`);
      expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([
        409,
        'RoleDefinitionHasAssignments',
      ]);
    });

    it('deletes with the object, then 204', async () => {
      const removed = await cloud.user('DELETE', url);
      const absent = await cloud.user('DELETE', url);
      expect([removed.status, stringAt(removed.body, 'name'), absent.status]).toEqual([200, name, 204]);
    });
  });

  describe('permissions', () => {
    it('can be taken away from a principal, by action and scope', async () => {
      const { control, clientId } = cloud.controller;
      const path = `${admin.group('rg-denied')}?api-version=2018-05-01`;
      control.restrictPrincipal(clientId, {
        denied: [{ action: 'Microsoft.Resources/*/write', scope: admin.root }],
      });
      const refused = await cloud.admin('PUT', path, { location: 'seattle' });
      const elsewhere = await cloud.user('PUT', `${GROUP}?api-version=2018-05-01`, { location: 'seattle' });
      const list = await cloud.admin(
        'GET',
        `${admin.root}/providers/Microsoft.Authorization/permissions${version}`,
      );
      control.restrictPrincipal(clientId, { denied: [] });
      expect([refused.status, stringAt(refused.body, 'error.code')]).toEqual([403, 'AuthorizationFailed']);
      expect(elsewhere.status).toBe(200);
      expect(list.body).toEqual({ value: [{ actions: ['*'], notActions: ['Microsoft.Resources/*/write'] }] });
      expect((await cloud.admin('GET', path)).status).toBe(404);
    });

    it('follow from role assignments when a principal has nothing else', async () => {
      const { control, clientId, principalId } = cloud.controller;
      const guid = 'd3a1b2c4-7d8e-4f90-a1b2-c3d4e5f60718';
      const reader = grant('acdd72a7-3385-48ef-bd42-f606fba81ae7', principalId);
      await cloud.user('PUT', `${assignments(GROUP)}/${guid}${version}`, reader);
      control.restrictPrincipal(clientId, { access: 'assigned' });
      const read = await cloud.user('GET', `${GROUP}?api-version=2018-05-01`);
      const write = await cloud.user('PUT', `${GROUP}?api-version=2018-05-01`, { location: 'seattle' });
      const above = await cloud.user('GET', `${SUBSCRIPTION}/resourcegroups?api-version=2018-05-01`);
      control.restrictPrincipal(clientId, { access: 'full' });
      expect([read.status, write.status, above.status]).toEqual([200, 403, 403]);
    });
  });

  it('removes assignments with their scope', async () => {
    await cloud.user('DELETE', `${GROUP}?api-version=2018-05-01`);
    const reply = await cloud.user('GET', assignments(SUBSCRIPTION) + version);
    expect(valueAt(reply.body, 'value')).toHaveLength(1);
  });
});
