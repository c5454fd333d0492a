/**
 * Own code beside the library that would do the same, in one run: the figures of docs/decisions.
 *
 *   npx tsx test/bench/own-code.ts certificates
 *   npx tsx test/bench/own-code.ts zip
 *   npx tsx test/bench/own-code.ts http
 */
import { execFileSync } from 'node:child_process';
import { Agent, createServer } from 'node:https';
import { performance } from 'node:perf_hooks';
import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createPipelineRequest,
  type HttpClient,
} from '@azure/core-rest-pipeline';
import forge from 'node-forge';
import { Open } from 'unzipper';
import { sendRequest } from '../../src/adapters/azure/http/send-request.js';
import { attemptTimeLimitPolicy } from '../../src/adapters/azure/policies/attempt-time-limit.js';
import { createMemoryAccess } from '../../src/backup-set/data-file/random-access.js';
import { buildZip } from '../../src/backup-set/zip/write-zip.js';
import { openArchive } from '../../src/backup-set/zip/zip-archive.js';
import { createServerCertificate } from '../../src/controller/certificates.js';
import { MIB } from '../../src/core/sizes.js';
import { systemClock } from '../../src/core/clock.js';
import { openCertificateFile } from '../../src/crypto/certificate/certificate-file.js';
import { readVector, readVectorIndex } from '../vectors/certificates/vector-index.js';

const REQUESTS = 50_000;

async function succeeds(act: () => unknown): Promise<boolean> {
  try {
    await act();
    return true;
  } catch {
    return false;
  }
}

function openWithForge(bytes: Buffer, password: string | undefined): void {
  const asn1 = forge.asn1.fromDer(bytes.toString('latin1'));
  const file = forge.pkcs12.pkcs12FromAsn1(asn1, false, password);
  const type = forge.pki.oids['pkcs8ShroudedKeyBag'] ?? '';
  for (const bag of file.getBags({ bagType: type })[type] ?? []) {
    if (bag.key == null) throw new Error('the key was not read');
  }
}

async function medianMs(act: () => unknown, rounds = 7): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedMs = performance.now();
    await act();
    times.push(performance.now() - startedMs);
  }
  return times.toSorted((a, b) => a - b)[rounds >> 1] ?? 0;
}

/** The PKCS#12 files of the vectors with the passwords that open them, by both readers; and a usual one, timed. */
async function compareCertificates(): Promise<void> {
  const { vectors } = readVectorIndex();
  const given = vectors
    .filter(({ file }) => file.endsWith('.pfx'))
    .flatMap(({ file, opened }) => opened.map((password) => ({ file, password: password ?? undefined })));
  const opened = { own: 0, forge: 0 };
  for (const { file, password } of given) {
    opened.own += Number(await succeeds(() => openCertificateFile(readVector(file), password)));
    opened.forge += Number(await succeeds(() => openWithForge(readVector(file), password)));
  }
  console.log(
    `of ${given.length} files and passwords: own code opens ${opened.own}, node-forge ${opened.forge}`,
  );
  const file = 'TEST-ONLY-windows-aes256.pfx';
  const ownMs = await medianMs(() => openCertificateFile(readVector(file), 'TEST-ONLY-password'));
  const forgeMs = await medianMs(() => openWithForge(readVector(file), 'TEST-ONLY-password'));
  console.log(`opening ${file}: node-forge / own code = ${(forgeMs / ownMs).toFixed(1)}`);
  const load = (script: string) => medianMs(() => execFileSync(process.execPath, ['-e', script]));
  const nothingMs = await load('');
  const wholeMs = (await load('require("node-forge")')) - nothingMs;
  const partMs = (await load('require("node-forge/lib/asn1.js")')) - nothingMs;
  console.log(`loading node-forge / its asn1.js alone = ${(wholeMs / partMs).toFixed(1)}`);
}

/** Every single changed bit of the IV changes one bit of the first 16 bytes of plaintext: who notices? */
async function compareZip(): Promise<void> {
  const content = Buffer.from('[{"id":"/subscriptions/1"}]'.repeat(40));
  const whole = await buildZip([{ name: 'Plans.json', content }], {
    modifiedAt: new Date('2023-01-17T19:31:00Z'),
  });
  const noticed = { own: 0, unzipper: 0 };
  for (let bit = 0; bit < 128; bit++) {
    const bytes = Uint8Array.from(whole);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    await openArchive(createMemoryAccess(bytes))
      .then((archive) => archive.proveAll())
      .catch(() => (noticed.own += 1));
    await Open.buffer(Buffer.from(bytes))
      .then(({ files }) => Promise.all(files.map((file) => file.buffer())))
      .catch(() => (noticed.unzipper += 1));
  }
  console.log(
    `of 128 archives with one changed bit, own code refuses ${noticed.own}, unzipper ${noticed.unzipper}`,
  );
}

/** Compares the memory that many requests take, by either client, each in a process of its own. */
async function compareHttp(): Promise<void> {
  const which = process.argv[3];
  if (which === undefined) {
    for (const way of ['own', 'library']) {
      const argv = ['--expose-gc', '--import', 'tsx', process.argv[1] ?? '', 'http', way];
      process.stdout.write(execFileSync(process.execPath, argv, { encoding: 'utf8' }));
    }
    return;
  }
  const { privateKeyPem, certificatePem } = await createServerCertificate(['localhost'], new Date());
  const server = createServer({ key: privateKeyPem, cert: certificatePem }, (_, response) =>
    response.end('{}'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const url = `https://localhost:${address.port}/`;
  const agent = new Agent({ keepAlive: true, maxSockets: 16, rejectUnauthorized: false });
  const pipeline = createEmptyPipeline();
  const client: HttpClient =
    which === 'own'
      ? { sendRequest: (request) => sendRequest(request, { agent, limitBytes: MIB }) }
      : createDefaultHttpClient();
  pipeline.addPolicy(attemptTimeLimitPolicy(systemClock, 60_000));
  const send = async () => {
    const request = createPipelineRequest({ url, method: 'GET' });
    request.agent = agent;
    await pipeline.sendRequest(client, request);
  };
  const heapMiB = () => process.memoryUsage().heapUsed / MIB;
  const startMs = performance.now();
  globalThis.gc?.();
  const atStart = heapMiB();
  let highest = 0;
  const lane = async () => {
    for (let sent = 0; sent < REQUESTS / 16; sent++) {
      await send();
      if (sent % 50 === 0) highest = Math.max(highest, heapMiB());
    }
  };
  await Promise.all(Array.from({ length: 16 }, lane));
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  console.log(
    `${which}: ${REQUESTS} requests, ${seconds} s, heap +${(highest - atStart).toFixed(0)} MiB at most`,
  );
  agent.destroy();
  server.closeAllConnections();
  server.close();
  process.exitCode = 0;
}

const COMPARISONS: Readonly<Record<string, () => void | Promise<void>>> = {
  certificates: compareCertificates,
  zip: compareZip,
  http: compareHttp,
};
await COMPARISONS[process.argv[2] ?? '']?.();
