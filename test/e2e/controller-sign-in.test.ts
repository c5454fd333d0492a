import { createHash, createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { ClientCertificateCredential, ClientSecretCredential } from '@azure/identity';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentitySystem, type RunningController, startController } from '../../src/controller/index.js';
import { createServerCertificate, type ServerCertificate } from '../../src/controller/certificates.js';
import { stringAt, stringsAt } from '../../src/controller/wire/request-fields.js';
import { ControllerClient } from '../fixtures/controller-client.js';

describe.each(['aad', 'adfs'] as const)('sign-in on %s', (identity: IdentitySystem) => {
  let controller: RunningController;
  let client: ControllerClient;
  let certificate: ServerCertificate;

  beforeAll(async () => {
    certificate = await createServerCertificate(['client'], new Date());
    controller = await startController({
      identity,
      deployment: { clientCertificates: [certificate.certificatePem] },
    });
    client = new ControllerClient(controller);
  });

  afterAll(async () => {
    client.close();
    await controller.close();
  });

  const tenant = () => (identity === 'adfs' ? 'adfs' : controller.tenantId);

  function credentialOptions() {
    const useAgent: PipelinePolicy = {
      name: 'useAgent',
      sendRequest: (request, next) => {
        request.agent = client.agent;
        return next(request);
      },
    };
    return {
      authorityHost: new URL(controller.loginEndpoint).origin,
      disableInstanceDiscovery: true,
      additionalPolicies: [{ policy: useAgent, position: 'perRetry' as const }],
      retryOptions: { maxRetries: 0 },
    };
  }

  function createCredential(clientSecret: string): ClientSecretCredential {
    return new ClientSecretCredential(tenant(), controller.clientId, clientSecret, credentialOptions());
  }

  async function readAudience(endpoint: string): Promise<string> {
    const reply = await client.send({ url: `${endpoint}/metadata/endpoints?api-version=2015-01-01` });
    return stringsAt(reply.body, 'authentication.audiences')[0] ?? '';
  }

  it('lets @azure/identity in with the secret, for one endpoint at a time', async () => {
    const credential = createCredential(controller.clientSecret);
    const audience = await readAudience(controller.adminEndpoint);
    const { token } = await credential.getToken(`${audience}/.default`);
    const path = '/subscriptions?api-version=2016-06-01';
    const admin = await client.send({ url: `${controller.adminEndpoint}${path}`, token });
    const user = await client.send({ url: `${controller.userEndpoint}${path}`, token });
    expect(admin.status).toBe(200);
    expect(user.status).toBe(401);
    expect(user.body).toMatchObject({ error: { code: 'InvalidAuthenticationTokenAudience' } });
  });

  it('refuses a wrong secret', async () => {
    const audience = await readAudience(controller.adminEndpoint);
    const attempt = createCredential('wrong').getToken(`${audience}/.default`);
    await expect(attempt).rejects.toThrow(/invalid_client/);
  });

  it('gives no token to an unknown application', async () => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'x',
      client_secret: 'y',
    });
    const base =
      identity === 'adfs' ? controller.loginEndpoint : `${controller.loginEndpoint}${controller.tenantId}`;
    const reply = await client.send({ method: 'POST', url: `${base}/oauth2/token`, text: form.toString() });
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ error: 'unauthorized_client' });
    expect(reply.text).not.toContain('access_token');
  });

  it('lets @azure/identity in with a registered certificate, and with no other', async () => {
    const audience = await readAudience(controller.userEndpoint);
    const signInWith = ({ certificatePem, privateKeyPem }: ServerCertificate) => {
      const pem = { certificate: `${privateKeyPem}${certificatePem}` };
      const credential = new ClientCertificateCredential(
        tenant(),
        controller.clientId,
        pem,
        credentialOptions(),
      );
      return credential.getToken(`${audience}/.default`);
    };
    const { token } = await signInWith(certificate);
    const path = '/subscriptions?api-version=2016-06-01';
    expect((await client.send({ url: `${controller.userEndpoint}${path}`, token })).status).toBe(200);
    const other = await createServerCertificate(['client'], new Date());
    await expect(signInWith(other)).rejects.toThrow(/invalid_client/);
  });

  describe('a certificate assertion', () => {
    const now = () => Math.floor(Date.now() / 1000);
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const tokenUrl = () =>
      identity === 'adfs'
        ? `${controller.loginEndpoint}/oauth2/token`
        : `${controller.loginEndpoint}${controller.tenantId}/oauth2/token`;

    async function send(claims: object, header: object = {}): Promise<[number, string | undefined]> {
      const x5t = createHash('sha1')
        .update(new X509Certificate(certificate.certificatePem).raw)
        .digest('base64url');
      const id = controller.clientId;
      const standard = { aud: tokenUrl(), iss: id, sub: id, jti: 'x', nbf: now(), exp: now() + 600 };
      const text = `${encode({ alg: 'RS256', x5t, ...header })}.${encode({ ...standard, ...claims })}`;
      const signature = sign('sha256', Buffer.from(text), createPrivateKey(certificate.privateKeyPem));
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: id,
        resource: await readAudience(controller.adminEndpoint),
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: `${text}.${signature.toString('base64url')}`,
      });
      const reply = await client.send({ method: 'POST', url: tokenUrl(), text: form.toString() });
      expect(stringAt(reply.body, 'access_token') !== undefined).toBe(reply.status === 200);
      return [reply.status, stringAt(reply.body, 'error')];
    }

    it('is taken in the form of the reference', async () => {
      expect(await send({})).toEqual([200, undefined]);
    });

    it.each<[string, object, object]>([
      ['for another audience', { aud: 'https://elsewhere.example/token' }, {}],
      ['of another issuer', { iss: 'somebody' }, {}],
      ['about another subject', { sub: 'somebody' }, {}],
      ['that has expired', { exp: 1 }, {}],
      ['that is not yet valid', { nbf: 4_000_000_000 }, {}],
      ['of an unknown algorithm', {}, { alg: 'none' }],
      ['of an unknown certificate', {}, { x5t: 'x' }],
      ['signed by another algorithm', {}, { alg: 'PS256' }],
    ])('is refused %s', async (_what, ...[claims, header]) => {
      expect(await send(claims, header)).toEqual([401, 'invalid_client']);
    });
  });
});
