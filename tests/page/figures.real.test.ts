// The figures of the page: those of the reports to the last digit, and new within a second of the fact that changes them.
import file from '@tributary/client/sample/istmara.json' with { type: 'json' };
import type { Page } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { initiativesByCode } from '../journeys/sample-acts.ts';
import { expectStatus } from '../journeys/steps.ts';
import { eventually } from '../platform/wait.ts';
import { samplePage } from './sample-page.ts';

const place = samplePage();
const { look } = place;
const { to } = file;
const analyst = () => place.tributary.api('analyst', 'MFIN');
const locale = { locale: 'en' } as const;

interface Report {
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  readonly footer: Readonly<Record<string, string | number | null>>;
}

const report = async (key: string, query = ''): Promise<Report> =>
  expectStatus(
    await (await analyst()).get(`/reporting/v1/reports/${key}?to=${to}&lang=en${query}`),
    200,
  ).json<Report>();

/** The digits of a text, with the point of its decimals. */
const digits = (text: string | null | undefined) => (text ?? '').replaceAll(/[^\d.]/g, '');

const block = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });

describe('the figures of the page', () => {
  it('are those of plan/alignment, node by node', async () => {
    const { rows } = await report('plan/alignment');
    await look(locale, '/page/analyse', async (page) => {
      const shown = await block(page, 'The plan')
        .locator('tbody tr')
        .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')));
      expect(
        shown.map(([, ministry, , budget, share, , score, band]) => [
          ministry,
          digits(budget),
          digits(share),
          digits(score),
          band,
        ]),
      ).toEqual(
        rows.map((row) => [
          row['responsibleMinistry'],
          String(Number(row['budget'])),
          Number(row['budgetSharePct']).toFixed(1),
          row['weightedScore'] === null ? '' : Number(row['weightedScore']).toFixed(1),
          row['band'] === 'not-aligned' ? 'not aligned' : row['band'],
        ]),
      );
    });
  });

  it('are those of plan/contribution, light by light', async () => {
    const { rows } = await report('plan/contribution');
    await look(locale, '/page/analyse', async (page) => {
      const lights = await block(page, 'Indicators').locator('.pill').allTextContents();
      expect(lights).toEqual(rows.map((row) => `${Number(row['achievementPct']).toFixed(1)}% ${row['light']}`));
    });
  });

  it('are those of registry/stock, and what is hidden there is nowhere', async () => {
    const { rows } = await report('registry/stock');
    await look(locale, '/page/analyse', async (page) => {
      const lines = await block(page, 'Reached abroad').locator('.coverage').allTextContents();
      const shown = rows.filter((row) => row['country'] !== 'all' && row['suppressed'] === 'no');
      const names = new Intl.DisplayNames('en', { type: 'region' });
      for (const row of shown) {
        const line = lines.find((one) => one.includes(names.of(String(row['country'])) ?? ''));
        const stock = Number(row['stockEstimate']).toLocaleString('en');
        expect(line).toContain(`${Number(row['coveragePct']).toFixed(1)}% · ${row['confirmed']} of ${stock}`);
      }
      const hidden = lines.filter((one) => one.includes('hidden'));
      expect(hidden.map((one) => digits(one))).toEqual(rows.filter((row) => row['suppressed'] === 'yes').map(() => ''));
    });
  });

  it('tie: the four numbers at the top are those of the reports below', async () => {
    const [{ footer }, { rows }] = await Promise.all([report('plan/alignment'), report('funds/matching')]);
    const all = rows.find((row) => row['code'] === 'all');
    await look(locale, '/page/analyse', async (page) => {
      const numbers = await page.locator('.facts .figure').allTextContents();
      expect(numbers).toEqual(['€1.3m', String(footer['weightedAlignment']), String(all?.['leverage']), '€62,400']);
    });
  });

  it('lead from a red light to the rules of one initiative’s score in three clicks', () =>
    look(locale, '/page/analyse', async (page) => {
      await block(page, 'Indicators').locator('li', { hasText: 'red' }).nth(1).getByRole('link').click();
      await page
        .getByRole('region', { name: 'What counts towards it' })
        .getByRole('link', { name: 'Clean water' })
        .click();
      const score = page.getByRole('region', { name: 'Alignment score' });
      await score.locator('code').first().waitFor();
      expect(await score.locator('code').count()).toBeGreaterThan(10);
    }));

  it('lead to a frozen report that the browser finds unchanged', () =>
    look(locale, '/page/reports/funds/matching', async (page) => {
      await page.getByRole('button', { name: 'Freeze these figures' }).click();
      await page.getByRole('status').filter({ hasText: 'Unchanged' }).waitFor();
      const sha256 = new URL(page.url()).searchParams.get('sha256') ?? '';
      expect(await page.locator('main code').first().textContent()).toBe(sha256);
      // Another hash in the address is another report.
      await page.goto(
        page.url().replace(
          sha256,
          sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
        ),
      );
      await page.getByRole('status').filter({ hasText: 'not those that were frozen' }).waitFor();
    }));

  it('move with the day that is asked for, and say what moved between two', () =>
    look(locale, '/page/reports/funds/matching?before=2025-12-31', async (page) => {
      const { rows } = await report('funds/matching');
      const earlier = await (await analyst()).get('/reporting/v1/reports/funds/matching?to=2025-12-31&lang=en');
      const [now, then] = [rows, earlier.json<Report>().rows].map((all) =>
        Number(all.find((row) => row['code'] === 'all')?.['centralPaid']),
      );
      const total = page.locator('tr.total');
      await eventually('what moved', async () => {
        const text = (await total.textContent()) ?? '';
        return text.includes(`+${((now ?? 0) - (then ?? 0)).toLocaleString('en')}`) ? true : undefined;
      });
      await page.getByRole('button', { name: 'Show the last twelve months' }).click();
      await page.locator('svg [data-value]').nth(11).waitFor();
    }));
});

describe('the first view', () => {
  it('comes with less than 200 KB, compressed, and says how soon its figures were there', () =>
    look(locale, '/page/analyse', async (page) => {
      await page.locator('.facts .figure').nth(3).waitFor();
      const { bytes, ms } = await page.evaluate(() => {
        const loaded = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
        const files = loaded.filter(({ name }) => name.includes('/page/assets/'));
        const last = loaded.filter(({ name }) => name.includes('/v1/dashboard')).at(-1);
        return {
          bytes: files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
          ms: Math.round(last?.responseEnd ?? 0),
        };
      });
      process.stdout.write(`The first view had ${Math.round(bytes / 1000)} KB, and its figures after ${ms} ms.\n`);
      expect(bytes).toBeGreaterThan(10_000);
      expect(bytes).toBeLessThan(200_000);
    }));
});

describe('a fact', () => {
  it('changes what is shown of it, and is named there', async () => {
    const planner = await place.tributary.api('planner', 'MPLA');
    await look(locale, '/page/operate', async (page) => {
      await page.getByText('Facts reach this page').waitFor();
      await page.getByRole('navigation').getByRole('link', { name: 'Analyse' }).click();
      const indicators = block(page, 'Indicators');
      await indicators.locator('.pill').first().waitFor();
      const at = Date.now();
      const path = `/strategy/v1/kpis/${file.plan.code}/K10/actuals/${to}`;
      expectStatus(await planner.put(path, { value: '171', source: 'Road office' }, {}), 200);
      await indicators.getByRole('status').waitFor();
      process.stdout.write(`A fact was on the page ${Date.now() - at} ms after its request was sent.\n`);
      expect(await indicators.getByRole('status').textContent()).toContain('strategy.kpi.');
      const { rows } = await report('plan/contribution');
      const tenth = rows.find((row) => row['code'] === 'K10');
      const line = indicators.locator('li', { hasText: 'K10' });
      await eventually('the new figure', async () =>
        (await line.textContent())?.includes(`${Number(tenth?.['achievementPct']).toFixed(1)}%`) ? true : undefined,
      );
    });
  });
});

describe('what a reader cannot be shown', () => {
  it('a page without a connection keeps what it shows, says so, and goes on by itself', async () => {
    const visit = await place.browser.open(locale);
    const { page } = visit;
    await page.goto(`${place.tributary.address}/page/operate`);
    await page.getByText('Facts reach this page').waitFor();
    await page.context().setOffline(true);
    await page.getByText('The server cannot be reached').first().waitFor();
    expect(await page.getByRole('region', { name: 'Services' }).isVisible()).toBe(true);
    await page.context().setOffline(false);
    await page.getByText('The server cannot be reached').first().waitFor({ state: 'detached' });
    await visit.close();
  });

  it('an analyst is told that outboxes and what was set aside are for operators', () =>
    look(locale, '/page/operate', async (page) => {
      await page.getByText('are for operators alone').waitFor();
      await page.getByRole('button', { name: 'Look as an operator' }).click();
      const pills = (name: string) => page.getByRole('region', { name }).locator('.pill');
      await pills('Set aside').nth(3).waitFor();
      expect(await pills('Set aside').allTextContents()).toEqual(Array(4).fill('0 set aside'));
      await eventually('the outboxes of a platform at rest', async () =>
        (await pills('Outbox').allTextContents()).filter((text) => text === 'nothing waits').length === 4
          ? true
          : undefined,
      );
    }));

  it('counts of people are those of the end of a month, and the report of a day within one offers it', async () => {
    await look(locale, '/page/analyse?to=2026-06-15', async (page) => {
      await block(page, 'Reached abroad').getByText('these are the figures of 31 May 2026').waitFor();
    });
    const visit = await place.browser.open(locale);
    await visit.page.goto(`${place.tributary.address}/page/reports/registry/stock?to=2026-06-15`);
    await visit.page.getByRole('button', { name: 'Show the end of the last month' }).click();
    await visit.page.locator('tr.total').waitFor();
    expect(new URL(visit.page.url()).searchParams.get('to')).toBe('2026-05-31');
    await visit.close();
  });

  it('an initiative that is not there', async () => {
    const known = await initiativesByCode(await analyst());
    expect(known.size).toBeGreaterThan(20);
    const visit = await place.browser.open(locale);
    await visit.page.goto(`${place.tributary.address}/page/initiatives/00000000-0000-4000-8000-000000000000`);
    await visit.page.getByRole('alert').waitFor();
    await visit.close();
  });
});
