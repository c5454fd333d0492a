import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acceptRecordedTarget, selectGivenTarget } from '../../../src/app/connect-given-target.js';
import { catchRestackError } from '../../fixtures/thrown.js';

const ADMIN = 'https://adminmanagement.seattle.azs.contoso.example';
const USER = 'https://management.seattle.azs.contoso.example';
const RECORDED = { adminEndpoint: ADMIN, userEndpoint: USER, caFile: '/evil/ca.pem' };

const accept = (options: object = {}, recorded: object = {}) =>
  acceptRecordedTarget({ ...RECORDED, ...recorded }, options, 'the plan');

beforeEach(() => {
  vi.stubEnv('RESTACK_TARGET', '');
  vi.stubEnv('RESTACK_USER_TARGET', '');
});
afterEach(() => vi.unstubAllEnvs());

describe('acceptRecordedTarget', () => {
  it('takes no trust roots from the file, and says by which flag the target is named', () => {
    expect(accept()).toEqual({
      given: { adminEndpoint: ADMIN, userEndpoint: USER, caFile: undefined },
      instead: `--target ${ADMIN}`,
    });
    const { given } = accept({ caFile: 'ca.pem' });
    expect(given.caFile).toBe(resolve('ca.pem'));
  });

  it('takes a target that is named by flag or variable, however it is written', () => {
    expect(accept({ target: `${ADMIN.toUpperCase()}/` }).instead).toBeUndefined();
    vi.stubEnv('RESTACK_TARGET', `${ADMIN}:443`);
    expect(accept().instead).toBeUndefined();
  });

  it('refuses another target, by flag or variable', () => {
    const other = ADMIN.replace('seattle', 'oslo');
    expect(catchRestackError(() => accept({ target: other })).code).toBe('USAGE');
    expect(catchRestackError(() => accept({ target: ADMIN, userTarget: other })).code).toBe('USAGE');
    vi.stubEnv('RESTACK_TARGET', other);
    expect(catchRestackError(() => accept()).code).toBe('USAGE');
    expect(accept({ target: ADMIN }).instead).toBeUndefined();
  });

  it('takes a user endpoint that does not go with the admin endpoint from the caller only', () => {
    const evil = { userEndpoint: 'https://management.evil.example' };
    expect(catchRestackError(() => accept({ target: ADMIN }, evil)).code).toBe('USAGE');
    const { given } = accept({ target: ADMIN, userTarget: evil.userEndpoint }, evil);
    expect(given.userEndpoint).toBe(evil.userEndpoint);
  });

  it('refuses a file that names no admin endpoint', () => {
    expect(catchRestackError(() => accept({}, { adminEndpoint: 'https://evil.example' })).code).toBe(
      'CONFIG',
    );
  });
});

describe('selectGivenTarget', () => {
  const NOBODY = { AZURE_CLIENT_ID: '', AZURE_CLIENT_SECRET: '', AZURE_CLIENT_CERTIFICATE_PATH: '' };

  it.each([
    ['a cloud that is none', { target: 'https://adminmanagement' }, false],
    ['a portal', { target: 'https://adminportal.seattle.azs.contoso.example' }, false],
    ['a user endpoint that is none', { target: ADMIN, userTarget: 'management' }, false],
    ['a sign-in that lacks all', { target: ADMIN }, true],
  ])('judges the cloud before the sign-in: %s', (_what, options, isOfSignIn) => {
    for (const [name, value] of Object.entries(NOBODY)) vi.stubEnv(name, value);
    const error = catchRestackError(() => selectGivenTarget(options, {}));
    expect([error.code, 'missing' in error.details]).toEqual(['CONFIG', isOfSignIn]);
  });
});
