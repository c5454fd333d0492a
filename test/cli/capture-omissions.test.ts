import { readdir, rm, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, afterAll, beforeAll } from 'vitest';
import { resultSchema } from '../fixtures/result-schemas.js';
import { isJsonObject, readText } from '../../src/cloud/json-value.js';
import type { DeniedAction, SeedRecords, FaultCall } from '../../src/controller/index.js';
import { company, companyRecords, readCaptured } from '../e2e/captured-cloud.js';
import { type CaptureCloud, describeCloud, startCaptureCloud } from './capture-cloud.js';
import { type Front, type Rewrite, startFront } from './front.js';
import { runHere } from './run-here.js';
import { CERTIFICATE_2023, PASSWORD, readEnvelope, runRestack } from './run-restack.js';
import path from 'node:path';
import { formatProcessTag, machineProcesses } from '../../src/adapters/disk/process/machine-processes.js';
import { captureKilledWhileEnabling, listEnabled, readNotes } from './killed-commands.js';

describe('omissions', () => {
  const schema = resultSchema('capture');

  let cloud: CaptureCloud | undefined;
  const fronts: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(fronts.splice(0).map((front) => front.close()));
    await cloud?.close();
  });

  const RESELLER = companyRecords.offerDelegation[0]?.properties.subscriptionId ?? '';

  /** The sample company; in one of its vaults the service principal has no permission. */
  const closedVault: SeedRecords = {
    ...company,
    vault: companyRecords.vault.map((vault, index) =>
      vault.name === 'kv-finance' ? vault : (company.vault?.[index] ?? vault),
    ),
  };

  const ownOffer = {
    id: `/subscriptions/x/providers/Microsoft.Subscriptions.Admin/delegatedProviders/${RESELLER}/offers/own`,
    name: 'own',
    properties: { displayName: 'Own', accessibilityState: 'Public' },
  };

  /** The keys of one vault: one of a person, and one that a certificate has. */
  const withKeys: Rewrite = (url, reply) => {
    const [, host, path] = /^([^/]+)(\/[^?]*)/.exec(url) ?? [];
    if (host?.startsWith('kv-web.') !== true || path !== '/keys') return reply;
    const kid = `https://${host}/keys`;
    return { status: 200, body: { value: [{ kid: `${kid}/root` }, { kid: `${kid}/tls`, managed: true }] } };
  };

  /** The secrets of one vault as if certificates of it had them. */
  const withCertificates: Rewrite = (url, reply) => {
    if (!/^kv-finance\..*\/secrets\/sql-admin\/versions/.test(url) || reply.status !== 200) return reply;
    const text = JSON.stringify(reply.body).replaceAll('"attributes"', '"managed":true,"attributes"');
    return { ...reply, body: JSON.parse(text) as unknown };
  };

  const NO_PLANS: DeniedAction = { action: 'Microsoft.Subscriptions.Admin/plans/read' };

  interface Case {
    readonly what: string;
    readonly seed?: SeedRecords;
    readonly rewrite?: Rewrite;
    readonly more?: readonly string[];
    /** Kind and reason of what is not in the set, each once. */
    readonly omissions: readonly string[];
    readonly roles: readonly string[];
  }

  const CASES: readonly Case[] = [
    {
      what: 'a vault without permission',
      seed: closedVault,
      omissions: ['secret denied'],
      roles: ['KeyVaultDataPlane'],
    },
    {
      what: 'a disabled secret',
      more: [],
      omissions: ['secret disabled'],
      roles: ['KeyVaultDataPlane'],
    },
    { what: 'a key', rewrite: withKeys, omissions: ['secret key'], roles: ['KeyVaultDataPlane'] },
    {
      what: 'a managed certificate',
      rewrite: withCertificates,
      omissions: ['secret certificate'],
      roles: ['KeyVaultDataPlane'],
    },
    {
      what: 'the offer of a reseller',
      seed: { ...company, resellerOffer: [ownOffer] },
      omissions: ['offerDelegation resellerOffer'],
      roles: ['WAS'],
    },
  ];

  async function start({ seed = company, rewrite }: Case): Promise<CaptureCloud> {
    const behind = await startCaptureCloud({ seed });
    if (rewrite === undefined) return behind;
    const front: Front = await startFront(behind.controller, rewrite);
    fronts.push(front, behind);
    return describeCloud({ ...front.controller, close: () => Promise.resolve() });
  }

  describe('what cannot be read is said', () => {
    it.each(CASES)('$what: PartialSucceeded with its role, exit 40', async (given) => {
      cloud = await start(given);
      const share = await cloud.makeShare();
      const argv = cloud.argv(share, ...(given.more ?? ['--enable-disabled']), '--json');
      const run = await runHere(argv, { environment: cloud.environment });
      expect(run, run.stdout).toMatchObject({ exitCode: 40, leftBehind: [] });
      const { result, error } = readEnvelope(run.stdout);
      expect(schema.validate(result), JSON.stringify(schema.validate.errors)).toBe(true);
      const named = readOmissions(result);
      expect([...new Set(named)]).toEqual(given.omissions);
      expect(error).toMatchObject({ code: 'PARTIAL', details: { roles: given.roles } });
      const { catalog, problems } = await readCaptured(share, 'latest');
      expect(catalog.sets).toMatchObject([{ status: 'PartialSucceeded', cloudRecoveryReady: true }]);
      expect(problems).toEqual(['REPOSITORY_PARTIAL']);
    });

    it('a set that lacks something is never called complete', async () => {
      cloud = await startCaptureCloud({ seed: closedVault });
      const share = await cloud.makeShare();
      await runHere(cloud.argv(share, '--enable-disabled'), { environment: cloud.environment });
      const of = ['latest', '--share', share, ...CERTIFICATE_2023, ...PASSWORD];
      for (const command of ['verify', 'drill']) {
        const text = await runHere([command, ...of]);
        expect(text.exitCode, text.stderr).toBe(0);
        expect(text.stdout).toContain('NOT COMPLETE');
        expect(text.stdout).toContain('KeyVaultDataPlane;Microsoft.KeyVault;-;Secrets');
        expect(text.stdout).not.toContain('the set is complete');
        const { result } = readEnvelope((await runHere([command, ...of, '--json'])).stdout);
        const lacks = { complete: false, findings: [{ code: 'REPOSITORY_PARTIAL' }] };
        expect(result).toMatchObject(command === 'drill' ? { verification: lacks } : { backups: [lacks] });
      }
    });

    it('a kind of which nothing may be read has no snapshot, and the set is not ready', async () => {
      cloud = await startCaptureCloud();
      cloud.controller.control.restrictPrincipal(cloud.controller.clientId, { denied: [NO_PLANS] });
      const share = await cloud.makeShare();
      const run = await runHere(cloud.argv(share, '--enable-disabled', '--json'), {
        environment: cloud.environment,
      });
      expect(run.exitCode).toBe(40);
      const { result } = readEnvelope(run.stdout);
      expect(result).toMatchObject({ status: 'PartialSucceeded', cloudRecoveryReady: false });
      const names = await readdir(share, { recursive: true });
      expect(names.filter((name) => /Admin;-;Plans/.test(name))).toEqual([]);
    });
  });

  /** Kind and reason of each. */
  function readOmissions(result: unknown): readonly string[] {
    const list: unknown = isJsonObject(result) ? result['omissions'] : undefined;
    const all: readonly unknown[] = Array.isArray(list) ? list : [];
    return all.filter(isJsonObject).map((item) => `${readText(item, 'kind')} ${readText(item, 'reason')}`);
  }
});

describe('secrets that are disabled', () => {
  let cloud: CaptureCloud;
  let before: readonly string[] = [];
  /** Hears of every call before the cloud answers it. */
  let onCall: (call: FaultCall) => undefined = () => undefined;

  beforeAll(async () => {
    cloud = await startCaptureCloud({ faults: (call) => onCall(call) });
    before = listEnabled(cloud.controller);
  });
  afterEach(() => {
    onCall = () => undefined;
  });
  afterAll(() => cloud.close());

  /** Calls `then` when the value of the version that was just enabled is asked for. */
  function whenEnabled(then: () => void): void {
    let isEnabled = false;
    onCall = ({ method, url }) => {
      if (method === 'GET' && isEnabled && url.includes('/secrets/payment-api/')) then();
      if (method === 'PATCH') isEnabled = true;
      return undefined;
    };
  }

  // Around the requests. The sweep over all steps is in test/slow.
  describe('a capture that is killed while a disabled secret is enabled', () => {
    it.each([
      [10, 0],
      [11, 1],
      [13, 0],
    ])('at step %i: the next one disables it again, and says so', async (killAt, enabled) => {
      expect(await captureKilledWhileEnabling(cloud, killAt)).toEqual({ isKilled: true, enabled });
    });
  });

  describe('a capture that is interrupted while a disabled secret is enabled', () => {
    it('disables it again at the first signal, and writes no set', async () => {
      const share = await cloud.makeShare();
      const run = await runRestack(cloud.argv(share, '--enable-disabled'), {
        environment: cloud.environment,
        onStart: (child) => whenEnabled(() => child.kill('SIGINT')),
      });
      expect(run).toMatchObject({ exitCode: 130, signal: null, stdout: '' });
      expect(listEnabled(cloud.controller)).toEqual(before);
      expect(await readNotes(cloud.runDir)).toEqual([]);
      expect(await readdir(share)).toEqual([]);
    });

    it('leaves it to the next capture at the second signal', async () => {
      const share = await cloud.makeShare();
      const { environment } = cloud;
      const run = await runRestack(cloud.argv(share, '--enable-disabled'), {
        environment,
        onStart: (child) =>
          whenEnabled(() => {
            child.kill('SIGINT');
            child.kill('SIGTERM');
          }),
      });
      expect(run).toMatchObject({ exitCode: null });
      expect(await readdir(share)).toEqual([]);
      const next = await runRestack(cloud.argv(share, '--enable-disabled', '--json'), { environment });
      expect(next).toMatchObject({ exitCode: 0 });
      expect(listEnabled(cloud.controller)).toEqual(before);
      expect(await readNotes(cloud.runDir)).toEqual([]);
    });
  });

  describe('a capture beside one that enables disabled secrets', () => {
    it.each([[[]], [['--enable-disabled']]])('is refused, with %j', async (more) => {
      const { environment, runDir } = cloud;
      const notes = path.join(runDir, '.enabled-secrets');
      const [name = ''] = await readdir(notes);
      // Of this very process: it is there, and is not what captures.
      const tag = formatProcessTag(await machineProcesses.readSelf());
      const note = path.join(notes, name, `${tag}-00000000.enabled`);
      await writeFile(note, '');
      const share = await cloud.makeShare();
      const run = await runRestack(cloud.argv(share, ...more, '--json'), { environment });
      expect(run).toMatchObject({ exitCode: 12, leftBehind: [] });
      expect(readEnvelope(run.stdout).error).toMatchObject({ code: 'LOCKED', details: { pid: process.pid } });
      expect(await readdir(share)).toEqual([]);
      expect(await readNotes(runDir)).toEqual(['']);
      expect(listEnabled(cloud.controller)).toEqual(before);
      await rm(note);
    });

    it('enables nothing where that cannot be noted', async () => {
      const share = await cloud.makeShare();
      const runDir = path.join(cloud.folder, 'a-file');
      await writeFile(runDir, '');
      let patched = 0;
      onCall = ({ method }) => {
        patched += Number(method === 'PATCH');
        return undefined;
      };
      const run = await runRestack(cloud.argv(share, '--enable-disabled', '--run-dir', runDir), {
        environment: cloud.environment,
      });
      expect(run).toMatchObject({ exitCode: 2, stdout: '', leftBehind: [] });
      expect(run.stderr).toContain('--run-dir');
      expect(await readdir(share)).toEqual([]);
      expect(patched).toBe(0);
    });
  });
});
