import { describe, expect, it } from 'vitest';
import type { ResourceAddress } from '../../../../../../src/cloud/cloud-port.js';
import type { JsonObject } from '../../../../../../src/cloud/json-value.js';
import { RestackError } from '../../../../../../src/core/errors/restack-error.js';
import {
  awaitValue,
  type Contradiction,
  WrittenObjects,
} from '../../../../../../src/use-cases/restore/run/settling/written-objects.js';

const LIMIT_MS = 600_000;
const ID = '0e55b5a5-0000-4000-8000-00000000000e';
const SUBSCRIPTION = `/subscriptions/${ID}`;
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg-a`;
const VAULT = `${GROUP}/providers/Microsoft.KeyVault/vaults/Kv-A`;
const ROLE = `/providers/Microsoft.Authorization/roleDefinitions/${ID}`;
const ASSIGNMENT = `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleAssignments/a1`;
const OPERATOR = '/subscriptions/1/resourceGroups/system/providers/Microsoft.Subscriptions.Admin';
const DIRECTORY = 'Ad-Fabrikam';

function at(path: string, host: ResourceAddress['host'] = 'user'): ResourceAddress {
  return { host, path, apiVersion: '1' };
}

function inVault(path = '/secrets/One/v1'): ResourceAddress {
  return at(path, { vault: 'KV-A' });
}

function refuse(details: Record<string, unknown>): RestackError {
  const code = details['status'] === undefined ? 'TARGET_UNREACHABLE' : 'PARTIAL';
  return new RestackError(code, 'no', { details });
}

interface Refused {
  readonly status?: unknown;
  readonly armCode?: unknown;
  readonly innerCode?: unknown;
  readonly systemCode?: unknown;
}

function contradict(address: ResourceAddress, refused?: Refused, body?: JsonObject | 'read'): Contradiction {
  return {
    address,
    body: body === 'read' ? undefined : body,
    changes: body !== 'read',
    refusal: refused === undefined ? undefined : refuse({ ...refused }),
  };
}

function knowing(...written: readonly (ResourceAddress | readonly [ResourceAddress, JsonObject])[]) {
  const objects = new WrittenObjects(LIMIT_MS);
  for (const one of written) {
    if ('path' in one) objects.note(one);
    else objects.note(...one);
  }
  return objects;
}

const NOT_FOUND = { status: 404, armCode: 'NotFound' };
const NO_DIRECTORY = { status: 404, armCode: 'DirectoryTenantNotFound' };
const NO_PRINCIPAL = { status: 400, armCode: 'PrincipalNotFound' };

describe('WrittenObjects', () => {
  describe('in the manager', () => {
    const cases: readonly (readonly [string, ResourceAddress, Contradiction, string | undefined])[] = [
      ['an object that is not there', at(GROUP), contradict(at(GROUP), undefined, 'read'), GROUP],
      [
        'an object in other letters',
        at(GROUP),
        contradict(at(GROUP.toUpperCase()), undefined, 'read'),
        GROUP,
      ],
      [
        'an object with escapes',
        at(GROUP),
        contradict(at(GROUP.replace('-a', '%2Da')), NOT_FOUND, 'read'),
        GROUP,
      ],
      [
        'an object whose escapes are none',
        at(`${GROUP}%`),
        contradict(at(`${GROUP}%`), NOT_FOUND, 'read'),
        `${GROUP}%`,
      ],
      ['a 404 of a call that reads', at(GROUP), contradict(at(GROUP), NOT_FOUND, 'read'), GROUP],
      [
        'any other refusal of a call that reads',
        at(GROUP),
        contradict(at(GROUP), { ...NOT_FOUND, status: 400 }, 'read'),
        undefined,
      ],
      [
        'a call that reads below an object',
        at(GROUP),
        contradict(at(`${GROUP}/x/y`), NOT_FOUND, 'read'),
        undefined,
      ],
      ['a change below an object', at(GROUP), contradict(at(`${GROUP}/x/y`), NOT_FOUND, {}), GROUP],
      [
        'a change two levels below',
        at(SUBSCRIPTION),
        contradict(at(`${GROUP}/x/y`), NOT_FOUND, {}),
        SUBSCRIPTION,
      ],
      ['a change of the object itself', at(GROUP), contradict(at(GROUP), NOT_FOUND, {}), GROUP],
      ['a change beside the object', at(GROUP), contradict(at(`${GROUP}b/x/y`), NOT_FOUND, {}), undefined],
      [
        'a 400 that says so',
        at(GROUP),
        contradict(at(`${GROUP}/x/y`), { status: 400, armCode: 'QuotaNotFound' }, {}),
        GROUP,
      ],
      [
        'a 409 that says so',
        at(GROUP),
        contradict(at(`${GROUP}/x/y`), { status: 409, armCode: 'PlanDoesNotExist' }, {}),
        GROUP,
      ],
      [
        'a 400 of another kind',
        at(GROUP),
        contradict(at(`${GROUP}/x/y`), { status: 400, armCode: 'BadRequest' }, {}),
        undefined,
      ],
      [
        'a 403 that says so',
        at(GROUP),
        contradict(at(`${GROUP}/x/y`), { status: 403, armCode: 'QuotaNotFound' }, {}),
        undefined,
      ],
      [
        'a 400 without a code',
        at(GROUP),
        contradict(at(`${GROUP}/x/y`), { status: 400, armCode: 7 }, {}),
        undefined,
      ],
      ['a status that is no number', at(GROUP), contradict(at(GROUP), { status: '404' }, 'read'), undefined],
      ['an id in a body', at(GROUP), contradict(at('/x'), NOT_FOUND, { a: [{ id: GROUP }] }), GROUP],
      [
        'a GUID in a body',
        at(SUBSCRIPTION),
        contradict(at('/x'), NOT_FOUND, { properties: { id: ID.toUpperCase() } }),
        SUBSCRIPTION,
      ],
      [
        'a body with other ids',
        at(GROUP),
        contradict(at('/x'), NOT_FOUND, { a: `${GROUP}b`, b: 1, c: null }),
        undefined,
      ],
      [
        'a role below a scope',
        at(`${SUBSCRIPTION}${ROLE}`),
        contradict(at('/x'), NOT_FOUND, { id: `${GROUP}${ROLE}` }),
        ROLE,
      ],
      ['a role in a path', at(ROLE), contradict(at(`${SUBSCRIPTION}${ROLE}`), NOT_FOUND, {}), ROLE],
      [
        'a subscription that the operator made',
        at(`${OPERATOR.replace('/resourceGroups/system', '')}${SUBSCRIPTION}`, 'admin'),
        contradict(at(SUBSCRIPTION), NOT_FOUND, 'read'),
        SUBSCRIPTION,
      ],
      [
        'a provider that was registered',
        at(`${SUBSCRIPTION}/providers/Microsoft.KeyVault/register`),
        contradict(at(`${SUBSCRIPTION}/providers/Microsoft.KeyVault`), NOT_FOUND, 'read'),
        `${SUBSCRIPTION}/providers/Microsoft.KeyVault`,
      ],
      [
        'a group that a refusal names',
        at(GROUP),
        contradict(at(`${GROUP}/x/y`), { status: 404, armCode: 'ResourceGroupNotFound' }, 'read'),
        GROUP,
      ],
      [
        'a group that is not in the path',
        at(GROUP),
        contradict(at(SUBSCRIPTION), { status: 409, armCode: 'ResourceGroupNotFound' }, 'read'),
        undefined,
      ],
      [
        'a subscription that a refusal names',
        at(SUBSCRIPTION),
        contradict(at(`${GROUP}/x/y`), { status: 403, armCode: 'AuthorizationFailed' }, 'read'),
        SUBSCRIPTION,
      ],
      [
        'a token of another directory',
        at(SUBSCRIPTION),
        contradict(at(GROUP), { status: 401, armCode: 'InvalidAuthenticationTokenTenant' }, 'read'),
        SUBSCRIPTION,
      ],
      [
        'a token that is none',
        at(SUBSCRIPTION),
        contradict(at(GROUP), { status: 401, armCode: 'AuthorizationFailed' }, 'read'),
        undefined,
      ],
      [
        'a refusal that speaks of no subscription',
        at(SUBSCRIPTION),
        contradict(at('/providers/x'), { status: 403, armCode: 'AuthorizationFailed' }, 'read'),
        undefined,
      ],
    ];
    it.each(cases)('waits for %s', (...[, written, contradiction, awaited]) => {
      const key = awaited?.toLowerCase();
      expect(knowing(written).findAwaited(contradiction)?.key).toBe(key);
      expect(knowing(at('/another')).findAwaited(contradiction)?.key).toBe(undefined);
    });

    it('says what it waits for in words', () => {
      const words = (path: string) => knowing(at(path)).findAwaited(contradict(at(path)))?.what;
      expect([SUBSCRIPTION, GROUP, VAULT, ASSIGNMENT, ROLE, '/a/b/c'].map(words)).toEqual([
        'subscription 0e55b5a5 to be readable',
        'resource group rg-a to be readable',
        'vault kv-a to be readable',
        'role assignment a1 to be readable',
        'role 0e55b5a5 to be readable',
        'object c to be readable',
      ]);
    });

    it.each(['AnotherOperationInProgress', 'RetryableError', 'retryableerrorduetoanotheroperation'])(
      'waits a minute for an object that says %s, whoever wrote it',
      (armCode) => {
        const busy = contradict(at(GROUP), { status: 409, armCode }, {});
        const awaited = { key: GROUP.toLowerCase(), aspect: 'free', what: 'resource group rg-a to be free' };
        expect(knowing().findAwaited(busy)).toEqual({ ...awaited, limitMs: 60_000 });
        expect(new WrittenObjects(7).findAwaited(busy)?.limitMs).toBe(7);
        expect(knowing().findAwaited(contradict(at(GROUP), { status: 400, armCode }, {}))).toBeUndefined();
      },
    );

    it('waits for a principal, for long where the run made the scope', () => {
      const refused = contradict(at(ASSIGNMENT), NO_PRINCIPAL, {
        properties: { principalId: ID.toUpperCase() },
      });
      const awaited = { key: `principal ${ID}`, aspect: 'known', what: 'principal 0e55b5a5 to be known' };
      expect(knowing(at(SUBSCRIPTION)).findAwaited(refused)).toEqual(awaited);
      expect(knowing(at(GROUP)).findAwaited(refused)).toEqual({ ...awaited, limitMs: 30_000 });
      expect(new WrittenObjects(7).findAwaited(refused)?.limitMs).toBe(7);
      const unnamed = knowing().findAwaited(contradict(at(ASSIGNMENT), NO_PRINCIPAL, 'read'));
      expect(unnamed?.key).toBe('principal ');
    });

    it('waits for a directory that the run has onboarded, and for nothing else that such a refusal names', () => {
      const onboarded = at(`${OPERATOR}/directoryTenants/fabrikam`, 'admin');
      const body = { properties: { tenantId: DIRECTORY } };
      const refused = (tenantId: string) => contradict(at(GROUP), NO_DIRECTORY, { tenantId, id: GROUP });
      const known = knowing([onboarded, body], at(GROUP));
      expect(known.findAwaited(refused(DIRECTORY.toUpperCase()))?.key).toBe('/directorytenants/ad-fabrikam');
      expect(known.findAwaited(refused('ad-contoso'))).toBeUndefined();
      expect(known.findAwaited(contradict(at(GROUP), NO_DIRECTORY, 'read'))).toBeUndefined();
      for (const other of [at(GROUP), at(`${onboarded.path}/x/y`, 'admin')])
        expect(knowing([other, body]).findAwaited(refused(DIRECTORY))).toBeUndefined();
      expect(knowing([onboarded, {}]).findAwaited(refused(DIRECTORY))).toBeUndefined();
      expect(knowing(onboarded).findAwaited(refused(''))).toBeUndefined();
    });
  });

  describe('in a vault', () => {
    const written = knowing(inVault());
    const opened = knowing(at(VAULT));
    const noSecret = { status: 404, armCode: 'SecretNotFound' };

    it('waits for a secret that was written, any version of it', () => {
      const awaited = { key: 'vault kv-a/secrets/one', aspect: 'there', what: 'secret one to be readable' };
      for (const path of ['/secrets/one', '/secrets/ONE/v2']) {
        expect(written.findAwaited(contradict(inVault(path), noSecret, 'read'))).toEqual(awaited);
        expect(written.findAwaited(contradict(inVault(path), undefined, 'read'))).toEqual(awaited);
        expect(opened.findAwaited(contradict(inVault(path), undefined, 'read'))).toBeUndefined();
      }
      expect(written.findAwaited(contradict(inVault('/secrets/two'), noSecret, 'read'))).toBeUndefined();
      expect(
        written.findAwaited(contradict(inVault(), { ...noSecret, status: 400 }, 'read')),
      ).toBeUndefined();
      expect(written.findAwaited(contradict(inVault(), NOT_FOUND, 'read'))).toBeUndefined();
      expect(written.findAwaited(contradict(inVault(), noSecret, {}))).toBeUndefined();
    });

    it.each([
      ['403 Forbidden', { status: 403, armCode: 'Forbidden' }, 'access'],
      ['403 by its policy', { status: 403, armCode: 'Forbidden', innerCode: 'ForbiddenByPolicy' }, 'access'],
      ['403 by its roles', { status: 403, armCode: 'Forbidden', innerCode: 'ForbiddenByRbac' }, undefined],
      ['403 for a secret that is disabled', { status: 403, armCode: 'SecretDisabled' }, undefined],
      ['404 of its host', { status: 404 }, 'host'],
      ['400', { status: 400 }, undefined],
      ['nothing', { systemCode: 'ENOTFOUND' }, 'host'],
      ['a certificate that is none', { systemCode: 'CERT_HAS_EXPIRED' }, undefined],
    ] as const)('takes %s of a vault that the run made for %s', (_, refused, aspect) => {
      const said = contradict(inVault(), refused, {});
      expect(opened.findAwaited(said)?.aspect).toBe(aspect);
      expect(knowing(at(`${VAULT}/accessPolicies/add`)).findAwaited(said)?.aspect).toBe(aspect);
      expect(knowing(at(GROUP)).findAwaited(said)).toBeUndefined();
      expect(knowing(at(`${GROUP}/providers/Contoso.Safe/vaults/kv-a`)).findAwaited(said)).toBeUndefined();
    });

    it('gives an error of restack itself no time', () => {
      const refusal = new RestackError('PARTIAL', 'no', { details: {} });
      expect(opened.findAwaited({ ...contradict(inVault()), refusal })).toBeUndefined();
    });

    it('says what it waits for in words', () => {
      const what = (refused: Refused) => opened.findAwaited(contradict(inVault(), refused, {}))?.what;
      expect([what({ status: 403 }), what({ status: 404 })]).toEqual([
        'vault KV-A to let restack in',
        'vault KV-A to answer',
      ]);
    });
  });
});

describe('awaitValue', () => {
  it('tells a value that is doubted from one that is late', () => {
    const shown = { aspect: 'value', what: 'resource group rg-a to show what was written' };
    const key = GROUP.toLowerCase();
    expect(awaitValue(at(GROUP), {})).toEqual({ key, ...shown });
    expect(awaitValue(at(GROUP), { limitMs: 5, atMostMs: 3 })).toEqual({
      key: `doubt ${key}`,
      ...shown,
      limitMs: 5,
      atMostMs: 3,
    });
  });
});
