import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { selectSignIn } from '../../../src/app/sign-in.js';

const NAMES = ['TENANT_ID', 'CLIENT_ID', 'CLIENT_SECRET', 'CLIENT_CERTIFICATE_PATH'].map(
  (name) => `AZURE_${name}`,
);
const present = { person: { isPresent: true, tell: () => undefined } };
const nobody = { person: { isPresent: false, tell: () => undefined } };

beforeEach(() => {
  for (const name of [...NAMES, 'RESTACK_SIGN_IN', 'RESTACK_CLIENT_ID']) vi.stubEnv(name, '');
});
afterEach(() => vi.unstubAllEnvs());

describe('selectSignIn', () => {
  it('names each variable that is missing where nobody is there', () => {
    vi.stubEnv('AZURE_CLIENT_ID', 'an-application');
    expect(() => selectSignIn({}, nobody)).toThrow(/AZURE_TENANT_ID.*AZURE_CLIENT_SECRET/);
    vi.stubEnv('AZURE_CLIENT_SECRET', 'canary-of-a-secret');
    expect(selectSignIn({}, nobody)).toMatchObject({ method: 'environment', missing: [] });
  });

  it('takes a device code at a terminal, unless the environment is complete or something is named', () => {
    expect(selectSignIn({}, present).method).toBe('device-code');
    expect(selectSignIn({}, present).missing).toHaveLength(3);
    expect(selectSignIn({ signIn: 'browser' }, nobody)).toMatchObject({ method: 'browser', missing: [] });
    vi.stubEnv('RESTACK_SIGN_IN', 'azure-cli');
    expect(selectSignIn({}, nobody).method).toBe('azure-cli');
  });

  it.each([
    [{ signIn: 'guess' }, 'USAGE'],
    [{ signIn: 'azure-cli', clientId: '1950a258-227b-4e31-a9cf-717495945fc2' }, 'USAGE'],
    [{ signIn: 'browser', clientId: 'no-guid' }, 'USAGE'],
    [{ signIn: 'environment' }, 'CONFIG'],
    [{ signIn: 'certificate' }, 'CONFIG'],
  ])('refuses %j with %s', (options, code) => {
    expect(() => selectSignIn(options, present)).toThrow(expect.objectContaining({ code }));
  });
});
