import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/formats/html/render-html.js';
import { DOCUMENTS } from '../fixtures/report-documents.js';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
const NO_BROWSER = CHROMIUM === undefined ? ' (skipped: Chromium is not installed)' : '';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Rules that axe leaves to a person, by the width of the screen. At 360 pixels it cannot judge the colours of cells that
 * a reader has to scroll to: they are those that it judges at 1280.
 */
const LEFT_TO_A_PERSON: Readonly<Record<number, readonly string[]>> = { 360: ['color-contrast'], 1280: [] };

/** The smallest text in CSS pixels, and anything wider than the screen. */
const MEASURE = `(() => {
  const texts = [...document.querySelectorAll('body *')].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''));
  const sizes = texts.map((element) => parseFloat(getComputedStyle(element).fontSize));
  return {
    smallest: Math.min(...sizes),
    svgTexts: document.querySelectorAll('svg text').length,
    width: document.documentElement.scrollWidth,
    bars: document.querySelectorAll('svg rect').length,
    scripts: document.scripts.length,
    color: getComputedStyle(document.body).backgroundColor,
  };
})()`;

interface Measured {
  readonly smallest: number;
  readonly svgTexts: number;
  readonly width: number;
  readonly bars: number;
  readonly scripts: number;
  readonly color: string;
}

interface Audit {
  readonly violations: readonly { readonly id: string }[];
  readonly incomplete: readonly { readonly id: string }[];
}

describe.skipIf(CHROMIUM === undefined)(`a report in a browser${NO_BROWSER}`, () => {
  let browser: Browser | undefined;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function withPage<R>(
    command: string,
    [width, colorScheme]: readonly [number, 'light' | 'dark'],
    use: (page: Page, heard: readonly string[]) => Promise<R>,
  ): Promise<R> {
    if (browser === undefined) throw new Error('no browser');
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    try {
      const page = await context.newPage();
      const heard: string[] = [];
      page.on('console', (message) => heard.push(message.text()));
      page.on('pageerror', (error) => heard.push(error.message));
      page.on('request', (request) => heard.push(request.url()));
      const report = DOCUMENTS[command];
      if (report === undefined) throw new Error(`no report of ${command}`);
      await page.setContent(renderHtml(report));
      return await use(page, heard);
    } finally {
      await context.close();
    }
  }

  it.each([
    ['drill', 360, 'light'],
    ['drill', 360, 'dark'],
    ['drill', 1280, 'light'],
    ['drill', 1280, 'dark'],
    ['fleet', 360, 'dark'],
  ] as const)(
    'of %s at %i pixels, %s, is readable, also to a screen reader',
    async (command, width, scheme) => {
      await withPage(command, [width, scheme], async (page, heard) => {
        const measured: Measured = await page.evaluate(MEASURE);
        expect(heard).toEqual([]);
        expect(measured).toMatchObject({ svgTexts: 0, scripts: 0, width });
        expect(measured.smallest).toBeGreaterThanOrEqual(11);
        expect(measured.bars).toBeGreaterThan(command === 'drill' ? 10 : -1);
        const white = 'rgb(255, 255, 255)';
        if (scheme === 'light') expect(measured.color).toBe(white);
        else expect(measured.color).not.toBe(white);
        // Colours do not change with the width: three of the four are judged.
        if (width === 360 && scheme === 'light') return;
        // The policy of the page keeps every script out but the one that the test itself brings.
        const audit: Audit = await page.evaluate(
          `${AXE};axe.run({ resultTypes: ['violations', 'incomplete'] })`,
        );
        expect(audit.violations).toEqual([]);
        expect(audit.incomplete.map(({ id }) => id)).toEqual(LEFT_TO_A_PERSON[width]);
      });
    },
  );

  it('lets nothing run and nothing in, whatever a name holds', async () => {
    await withPage('drill', [1280, 'light'], async (page, heard) => {
      const ran: unknown = await page.evaluate(`(() => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
        const style = document.createElement('style');
        style.textContent = 'body{display:none}';
        document.head.append(style);
        return [window.ran === undefined, getComputedStyle(document.body).display];
      })()`);
      expect(ran).toEqual([true, 'block']);
      expect(heard.some((text) => text.includes('Content Security Policy'))).toBe(true);
    });
  });

  it('becomes paper', async () => {
    await withPage('drill', [1280, 'dark'], async (page) => {
      const pdf = await page.pdf({ format: 'A4' });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const measured: Measured = await page.evaluate(MEASURE);
      expect(measured.color).toBe('rgb(255, 255, 255)');
    });
  });
});
