import { describe, expect, it } from 'vitest';
import { createRouter } from '../../../../src/controller/server/router.js';
import { routesOf } from '../../../../src/controller/cloud/route.js';
import { ok } from '../../../../src/controller/wire/reply.js';
import { ARM_WIRE } from '../../../../src/controller/wire/wire.js';

const handle = () => ok(null);
const router = createRouter(
  routesOf(
    { hosts: ['admin'], apiVersions: [], wire: ARM_WIRE },
    {
      '/subscriptions': { GET: handle },
      '/subscriptions/{subscriptionId}/providers/Microsoft.X/things/{thing}': { GET: handle, PUT: handle },
      '/subscriptions/{subscriptionId}/providers/{namespace}': { GET: handle },
      '/{scope}/providers/Microsoft.Authorization/roleAssignments/{name}': { GET: handle },
    },
  ),
);

describe('createRouter', () => {
  it.each([
    ['GET', '/subscriptions', {}],
    ['GET', '/SUBSCRIPTIONS/', {}],
    ['PUT', '/subscriptions/A/providers/microsoft.x/THINGS/a%20b', { subscriptionId: 'A', thing: 'a b' }],
    [
      'GET',
      '/subscriptions/A/providers/Microsoft.Other',
      { subscriptionId: 'A', namespace: 'Microsoft.Other' },
    ],
    [
      'GET',
      '/subscriptions/A/resourceGroups/g/providers/Microsoft.Authorization/roleAssignments/n',
      { scope: '/subscriptions/A/resourceGroups/g', name: 'n' },
    ],
  ])('%s %s', (method, path, params) => {
    expect(router.match('admin', method, path)).toMatchObject({ kind: 'route', params });
  });

  it.each([
    ['user', '/subscriptions'],
    ['admin', '/'],
    ['admin', '/subscriptions/A/providers/Microsoft.X/things/%zz'],
    ['admin', '/subscriptions/A/providers/Microsoft.X/things'],
    ['admin', '/%2Fa/subscriptions'],
  ] as const)('does not know %s %s', (host, path) => {
    expect(router.match(host, 'GET', path).kind).toBe('unknown');
  });

  it('tells a wrong verb from an unknown path', () => {
    const match = router.match('admin', 'DELETE', '/subscriptions/A/providers/Microsoft.X/things/t');
    expect(match).toEqual({ kind: 'wrong-method', allowed: ['GET', 'PUT'] });
  });

  it('knows the namespaces that have routes', () => {
    expect(router.hasNamespace('admin', 'MICROSOFT.x')).toBe(true);
    expect(router.hasNamespace('admin', 'Microsoft.Y')).toBe(false);
    expect(router.hasNamespace('user', 'Microsoft.X')).toBe(false);
  });
});
