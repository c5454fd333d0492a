import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { sampleKeyFile } from '../../samples/generator/stable-values.js';
import { openShare } from '../../src/adapters/store/locate-share.js';
import { readCatalog } from '../../src/backup-set/catalog/read-catalog.js';
import { isJsonObject, type JsonObject } from '../../src/cloud/json-value.js';
import type { ControllerOptions } from '../../src/controller/index.js';
import { objectsAt, valueAt } from '../../src/controller/wire/request-fields.js';
import type { ClientReply } from '../fixtures/controller-client.js';
import { TAKES_MS } from '../doubles/app-context.js';
import { admin, START, TestCloud } from './controller-cloud.js';

const BELOW = '/providers/Microsoft.Backup.Admin/backupLocations/seattle';
export const LOCATION = `${admin.group('system.seattle')}${BELOW}`;
export const ALERTS = `${admin.group('system.seattle')}/providers/Microsoft.InfrastructureInsights.Admin/regionHealths/seattle/alerts`;
export const VERSION = '?api-version=2018-09-01';

export { TAKES_MS };

/** Base64 of the public part of a sample certificate. */
export async function readSampleCertificate(year: 2022 | 2023): Promise<string> {
  return (await readFile(sampleKeyFile(`TEST-ONLY-backup-${year}.cer`))).toString('base64');
}

/** Backup ids of what a reader finds on a share, sorted. */
export async function listShare(path: string): Promise<readonly string[]> {
  const { sets } = await readCatalog(await openShare(path));
  return sets.map(({ backupId }) => backupId).toSorted();
}

/** Backup ids of everything on a share that bears one in its name, sorted: also of what is no whole set. */
export async function listShareNames(path: string): Promise<readonly string[]> {
  const names = await readdir(path, { recursive: true });
  const ids = names.flatMap((name) => /_([0-9a-f-]{36})[_.]/.exec(name)?.[1] ?? []);
  return [...new Set(ids)].toSorted();
}

/** A cloud, seen by its operator's backups. Signs in for every call: the clock runs away from any token. */
export class BackupCloud {
  readonly cloud: TestCloud;
  #nowMs = START.getTime();

  constructor(cloud: TestCloud) {
    this.cloud = cloud;
  }

  static async start(options: ControllerOptions = {}): Promise<BackupCloud> {
    return new BackupCloud(await TestCloud.start(options));
  }

  /** By the controller's clock. */
  get nowMs(): number {
    return this.#nowMs;
  }

  advance(byMs: number): void {
    this.#nowMs += byMs;
    this.control.advanceClock(byMs);
  }

  /** ARM id of the one location, under the provider subscription of this cloud. */
  get location(): string {
    const { providerSubscriptionId } = this.cloud.controller;
    return `/subscriptions/${providerSubscriptionId}/resourceGroups/system.seattle${BELOW}`;
  }

  get control() {
    return this.cloud.controller.control;
  }

  async call(method: string, url: string, json?: unknown): Promise<ClientReply> {
    const { client, controller } = this.cloud;
    const token = await client.signInTo(controller.adminEndpoint);
    const request = { method, url: url.startsWith('/') ? controller.adminEndpoint + url : url, token };
    return client.send(json === undefined ? request : { ...request, json });
  }

  /** Asks for new settings, and lets their time pass. */
  async configure(store: JsonObject): Promise<ClientReply> {
    const accepted = await this.put(store);
    this.advance(TAKES_MS.configure);
    return this.call('GET', accepted.headers.location ?? '');
  }

  put(store: JsonObject): Promise<ClientReply> {
    const json = { location: 'seattle', properties: { externalStoreDefault: store } };
    return this.call('PUT', this.location + VERSION, json);
  }

  createBackup(): Promise<ClientReply> {
    return this.call('POST', `${this.location}/createBackup${VERSION}`);
  }

  /** Starts a backup, and lets its time pass. */
  async backUp(): Promise<ClientReply> {
    const accepted = await this.createBackup();
    this.advance(TAKES_MS.backup);
    return this.call('GET', accepted.headers.location ?? '');
  }

  async readStore(): Promise<unknown> {
    return (await this.call('GET', this.location + VERSION)).body;
  }

  /** `backupInfo` of what the service lists, eldest first. */
  async listBackups(): Promise<readonly JsonObject[]> {
    const reply = await this.call('GET', `${this.location}/backups${VERSION}`);
    return objectsAt(reply.body, 'value').flatMap((backup) => {
      const info = valueAt(backup, 'properties.backupInfo');
      return isJsonObject(info) ? [info] : [];
    });
  }

  close(): Promise<void> {
    return this.cloud.close();
  }
}

export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((name) => existsSync(name));

/** Where each text of the status page ends, in pixels from the left, in a window of `width`. */
export async function measurePage(
  endpoint: string,
  width: number,
): Promise<{ readonly ends: readonly number[]; readonly scrollWidth: number }> {
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width, height: 640 }, ignoreHTTPSErrors: true });
    await page.goto(`${endpoint}/`);
    const texts = await page.locator('td, th, p, h1').all();
    const boxes = await Promise.all(texts.map((text) => text.boundingBox()));
    const ends = boxes.map((box) => (box === null ? Infinity : box.x + box.width));
    return { ends, scrollWidth: Number(await page.evaluate('document.documentElement.scrollWidth')) };
  } finally {
    await browser.close();
  }
}
