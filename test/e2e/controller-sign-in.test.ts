import { ClientSecretCredential } from '@azure/identity';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentitySystem, type RunningController, startController } from '../../src/controller/index.js';
import { stringsAt } from '../../src/controller/server/request-fields.js';
import { ControllerClient } from '../unit/controller/controller-client.js';

describe.each(['aad', 'adfs'] as const)('sign-in on %s', (identity: IdentitySystem) => {
  let controller: RunningController;
  let client: ControllerClient;

  beforeAll(async () => {
    controller = await startController({ identity });
    client = new ControllerClient(controller);
  });

  afterAll(async () => {
    client.close();
    await controller.close();
  });

  function createCredential(clientSecret: string): ClientSecretCredential {
    const useAgent: PipelinePolicy = {
      name: 'useAgent',
      sendRequest: (request, next) => {
        request.agent = client.agent;
        return next(request);
      },
    };
    const authorityHost = new URL(controller.loginEndpoint).origin;
    const tenant = identity === 'adfs' ? 'adfs' : controller.tenantId;
    return new ClientSecretCredential(tenant, controller.clientId, clientSecret, {
      authorityHost,
      disableInstanceDiscovery: true,
      additionalPolicies: [{ policy: useAgent, position: 'perRetry' }],
      retryOptions: { maxRetries: 0 },
    });
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
});
