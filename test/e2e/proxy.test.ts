import { createServer } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningController, startController } from '../../src/controller/index.js';
import { connectController } from './controller-cloud.js';

/** A proxy that tunnels to this machine, whatever host is asked for, and wants a password. */
async function startProxy() {
  const tunnels: string[] = [];
  const wanted = `Basic ${Buffer.from('someone:p@ss').toString('base64')}`;
  const server = createServer();
  server.on('connect', ({ url = '', headers }, client) => {
    if (headers['proxy-authorization'] !== wanted) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    tunnels.push(url);
    const upstream = connect(Number(url.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client);
      client.pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return { tunnels, server, url: `http://someone:p%40ss@127.0.0.1:${port}` };
}

let controller: RunningController;
let proxy: Awaited<ReturnType<typeof startProxy>>;
beforeAll(async () => {
  [controller, proxy] = await Promise.all([startController(), startProxy()]);
}, 60_000);
afterAll(async () => {
  proxy.server.close();
  await controller.close();
});

it('a target is reached through a proxy, its sign-in included, and its certificate is checked', async () => {
  const target = await connectController(controller, { proxy: { url: proxy.url, noProxy: [] } });
  target.close();
  const hosts = new Set(proxy.tunnels.map((tunnel) => new URL(`https://${tunnel}`).hostname));
  for (const host of [controller.adminEndpoint, controller.userEndpoint, controller.loginEndpoint]) {
    expect(hosts).toContain(new URL(host).hostname);
  }
  const untrusting = connectController(controller, {
    proxy: { url: proxy.url, noProxy: [] },
    caCertificate: undefined,
  });
  const error: unknown = await untrusting.catch((failure: unknown) => failure);
  expect(error).toMatchObject({ code: 'TARGET_UNREACHABLE' });
  const { host, username } = new URL(proxy.url);
  expect(String(error)).toContain(`through the proxy ${host}`);
  expect(String(error)).toContain('root that is not known');
  expect(String(error)).not.toContain(username);
});

it('a CA file without a certificate is refused before anything is asked', async () => {
  proxy.tunnels.length = 0;
  for (const caCertificate of ['', 'none', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----']) {
    const refused = connectController(controller, { proxy: { url: proxy.url, noProxy: [] }, caCertificate });
    await expect(refused).rejects.toMatchObject({ code: 'CONFIG' });
  }
  expect(proxy.tunnels).toEqual([]);
});

it.each([['.localhost'], ['*']])('hosts of NO_PROXY %s are reached without it', async (pattern) => {
  proxy.tunnels.length = 0;
  const target = await connectController(controller, { proxy: { url: proxy.url, noProxy: [pattern] } });
  target.close();
  expect(proxy.tunnels).toEqual([]);
});
