import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderHtml } from '@passerelle/rendering';
import { viewSummary, type SummaryView } from '@passerelle/summary/view';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { entryOfKind, header, summaryAround } from '../../libs/summary/src/view/testing/arbitrary-summary.js';
import { chromiumPath, openBrowser } from '../support/browser.js';
import { reportJudge } from '../support/outside-judge.js';
import { summaryOf, viewOf } from '../support/rendered.js';

const command = chromiumPath();
const judged = command === undefined ? describe.skip : describe;
/** Axe looks at thousands of elements; on a busy machine that takes its time. */
const patience = 180_000;
const folder = mkdtempSync(join(tmpdir(), 'passerelle-pages-'));

/** A summary with an entry of every kind, every part of it set at random. */
function everyKind(): SummaryView {
  const entries = Object.values(entryOfKind).flatMap((one) =>
    fc.sample(summaryAround(one), { numRuns: 1, seed: 4 }).flatMap(({ sections }) => sections),
  );
  const [head] = fc.sample(header, { numRuns: 1, seed: 4 });
  return viewSummary({ header: head!, sections: entries }, { language: 'en' });
}

const pages: readonly (readonly [string, () => SummaryView])[] = [
  ...(['fr', 'de'] as const).map(
    (language) => [`lu/rich.xml in ${language}`, () => viewOf('lu/rich.xml', language)] as const,
  ),
  ...(['pdf-only', 'nothing-known', 'sparse', 'accents-and-markup'] as const).map(
    (name) => [`lu/${name}.xml`, () => viewOf(`lu/${name}.xml`, 'de')] as const,
  ),
  ['pt/structured.fhir.json', () => viewOf('pt/structured.fhir.json', 'fr')],
  ['every kind of entry', everyKind],
];

it('is judged by a browser', () => {
  reportJudge('Chromium with axe', command === undefined ? undefined : { command, leading: [] }, true);
});

judged('the page of a summary in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(command!);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens a page as somebody would who got it as a file, and notes everything it tries to do. */
  async function open(html: string, width = 1200): Promise<{ page: Page; said: string[] }> {
    const file = join(folder, 'page.html');
    writeFileSync(file, html);
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('dialog', (dialog) => said.push(dialog.message()));
    page.on('request', (request) => said.push(`request ${request.url()}`));
    await page.goto(pathToFileURL(file).href);
    expect(said.shift()).toBe(`request ${pathToFileURL(file).href}`);
    return { page, said };
  }

  it.each(pages)(
    '%s has no fault that axe finds, wide, narrow and with its parts open',
    async (_name, view) => {
      const html = renderHtml(view());
      for (const width of [1200, 380]) {
        const { page, said } = await open(html, width);
        await page.locator('details').evaluateAll((parts) => parts.forEach((part) => part.setAttribute('open', '')));
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.slice(0, 2).map((node) => node.html)])).toEqual([]);
        // Nothing makes a reader scroll sideways.
        const reach = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect({ width, reaches: Math.max(width, reach) }).toEqual({ width, reaches: width });
        expect(said).toEqual([]);
        await page.context().close();
      }
    },
    patience,
  );

  it(
    'finds a fault that is planted: the judge above can say no',
    async () => {
      const html = renderHtml(viewOf('lu/rich.xml', 'fr')).replace('lang="fr"', '').replace('scope="col"', 'scope="x"');
      const { page } = await open(html);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual(expect.arrayContaining(['html-has-lang']));
      await page.context().close();
    },
    patience,
  );

  it('runs and loads nothing, whatever the document says', async () => {
    const { header: head, sections } = summaryOf('lu/rich.xml');
    const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">'`;
    const spiked = JSON.parse(JSON.stringify({ header: head, sections }), (key: string, value: unknown) =>
      ['display', 'text', 'title', 'city', 'summary'].includes(key) ? evil : value,
    ) as ReturnType<typeof summaryOf>;
    const { page, said } = await open(renderHtml(viewSummary(spiked, { language: 'fr' })));
    expect(await page.locator('script, img, iframe, object, link, form').count()).toBe(0);
    const addresses = await page.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(addresses.filter((address) => !address!.startsWith('#'))).toEqual([]);
    expect(await page.locator('body').innerText()).toContain('<script>alert(1)</script>');
    expect(said).toEqual([]);
    await page.context().close();
  });

  it('opens the text of the source where its link is followed, and shows it on paper', async () => {
    const { page } = await open(renderHtml(viewOf('lu/rich.xml', 'pt')));
    const text = page.locator('#section-1-text');
    expect(await text.isVisible()).toBe(false);
    await page.locator('#section-1 a', { hasText: 'texto da fonte' }).click();
    expect(await text.isVisible()).toBe(true);
    expect(await text.getAttribute('lang')).toBe('fr-LU');
    const other = page.locator('#section-2-text');
    expect(await other.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await other.isVisible()).toBe(true);
    expect(await page.locator('nav').isVisible()).toBe(false);
    await page.context().close();
  });
});
