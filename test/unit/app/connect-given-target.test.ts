import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acceptRecordedTarget } from '../../../src/app/connect-given-target.js';

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
  it('takes no trust roots from the file, and says by which flag the target is named', async () => {
    expect(await accept()).toEqual({
      given: { adminEndpoint: ADMIN, userEndpoint: USER, caFile: undefined },
      instead: `--target ${ADMIN}`,
    });
    const { given } = await accept({ caFile: 'ca.pem' });
    expect(given.caFile).toBe(resolve('ca.pem'));
  });

  it('takes a target that is named by flag or variable, however it is written', async () => {
    expect((await accept({ target: `${ADMIN.toUpperCase()}/` })).instead).toBeUndefined();
    vi.stubEnv('RESTACK_TARGET', `${ADMIN}:443`);
    expect((await accept()).instead).toBeUndefined();
  });

  it('refuses another target, by flag or variable', async () => {
    const other = ADMIN.replace('seattle', 'oslo');
    await expect(accept({ target: other })).rejects.toMatchObject({ code: 'USAGE' });
    await expect(accept({ target: ADMIN, userTarget: other })).rejects.toMatchObject({ code: 'USAGE' });
    vi.stubEnv('RESTACK_TARGET', other);
    await expect(accept()).rejects.toMatchObject({ code: 'USAGE' });
    expect((await accept({ target: ADMIN })).instead).toBeUndefined();
  });

  it('takes a user endpoint that does not go with the admin endpoint from the caller only', async () => {
    const evil = { userEndpoint: 'https://management.evil.example' };
    await expect(accept({ target: ADMIN }, evil)).rejects.toMatchObject({ code: 'USAGE' });
    const { given } = await accept({ target: ADMIN, userTarget: evil.userEndpoint }, evil);
    expect(given.userEndpoint).toBe(evil.userEndpoint);
  });

  it('refuses a file that names no admin endpoint', async () => {
    await expect(accept({}, { adminEndpoint: 'https://evil.example' })).rejects.toMatchObject({
      code: 'CONFIG',
    });
  });
});
