// The blocks of the dashboard as they are drawn: what they say in each language, and what they must never say.
import { h } from 'preact';
import { renderToString, renderToStringAsync } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { isAnswered } from '../src/data/reports.ts';
import { Coverage } from '../src/views/analyse/coverage.tsx';
import { Funnel } from '../src/views/analyse/funnel.tsx';
import { Indicators } from '../src/views/analyse/indicators.tsx';
import { Money } from '../src/views/analyse/money.tsx';
import { codesUnder } from '../src/views/analyse/node.tsx';
import { Partners } from '../src/views/analyse/partners.tsx';
import { Plan } from '../src/views/analyse/plan.tsx';
import { Roadmap } from '../src/views/analyse/roadmap.tsx';
import { dashboardOf, kpi, node, unanswered } from './figures.ts';
import { languages, speakIn } from './language.ts';

const { reports } = dashboardOf(
  [node('1'), node('1.1', { awaiting: 1 }), node('2', { band: 'gap', budget: '0.00' })],
  [kpi('K1')],
);

const drawn: readonly (() => string)[] = [
  () => renderToString(h(Plan, { report: reports['plan/alignment'] })),
  () => renderToString(h(Indicators, { report: reports['plan/contribution'] })),
  () => renderToString(h(Money, { report: reports['funds/matching'] })),
  () => renderToString(h(Funnel, { report: reports['programmes/funnel'] })),
  () => renderToString(h(Partners, { report: reports['partnerships/portfolio'] })),
  () => renderToString(h(Roadmap, { report: reports['roadmap/progress'] })),
];

/** What a reader reads, a space for each element. */
const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&\w+;/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

const widths = (html: string) =>
  [...html.matchAll(/<rect [^>]*?width="([\d.]+)%"[^>]*?fill="([^"]+)"/g)].map(([, width, fill]) => [
    Number(width),
    fill,
  ]);

describe.each(languages)('in %s', (language) => {
  it('every block is drawn in the words of the language', () => {
    speakIn(language);
    expect(drawn.map((draw) => textOf(draw()))).toMatchSnapshot();
  });
});

describe('a bar of an indicator', () => {
  it('is solid for what is verified, hatched for what is not, and marks what is due', () => {
    speakIn('en');
    const html = renderToString(h(Indicators, { report: reports['plan/contribution'] }));
    // 80 % reached of a bar of 120; a quarter of it by the diaspora, 60 % of that verified
    expect(widths(html.slice(html.indexOf('class="rows"')))).toEqual([
      [10, 'var(--data)'],
      [expect.closeTo(6.667, 2), 'url(#hatched)'],
      [50, 'var(--rest)'],
    ]);
  });

  it.each([
    [{ baseline: null }, 'no baseline'],
    [{ baseline: null, baselineText: 'few' }, 'baseline in words'],
    [{ nationalActual: null }, 'no national value yet'],
    [{ direction: 'keep' }, 'to be kept as it is'],
    [{ expectedNow: null }, 'target in words, or a range'],
    [{}, 'no change is due yet'],
  ] as const)('has no light where the plan gives none for it, and says why: %j', (row, words) => {
    speakIn('en');
    const { reports } = dashboardOf([], [kpi('K1', { light: null, achievementPct: null, ...row })]);
    const html = renderToString(h(Indicators, { report: reports['plan/contribution'] }));
    expect(html).toContain(words);
    expect(html).not.toMatch(/class="pill (?:good|mid|bad)"/);
  });
});

describe('a tree of a plan', () => {
  it('opens whole where it is small, and with its first level alone where it is large', () => {
    speakIn('en');
    const many = Array.from({ length: 70 }, (_, at) => [node(`${at}`), node(`${at}.1`)]).flat();
    const rows = (report: (typeof reports)['plan/alignment']) =>
      [...renderToString(h(Plan, { report })).matchAll(/<th scope="row" class="level-(\d)"/g)].map(
        ([, level]) => level,
      );
    expect(rows(reports['plan/alignment'])).toEqual(['1', '2', '1']);
    expect(rows(dashboardOf(many, []).reports['plan/alignment'])).toEqual(Array(70).fill('1'));
  });
});

describe('a report without a row', () => {
  it('says so, also where it has its totals', () => {
    speakIn('en');
    const funds = reports['funds/matching'];
    if (!isAnswered(funds)) throw new Error('the figures have rows');
    const html = (rows: typeof funds.rows) => renderToString(h(Money, { report: { ...funds, rows } }));
    const totals = funds.rows.map((row) => ({ ...row, code: 'all' }));
    for (const rows of [[], totals]) expect(html(rows)).toContain('There is nothing to show for this day.');
    expect(html(funds.rows)).not.toContain('There is nothing');
  });
});

describe('a node with all below it', () => {
  it('is told by the order of the tree, whatever its codes look like', () => {
    const rows = [
      { code: 'WATER', level: 1 },
      { code: 'W-1', level: 2 },
      { code: 'wells', level: 3 },
      { code: 'W-2', level: 2 },
      { code: 'HEALTH', level: 1 },
    ];
    expect([...codesUnder(rows, 'WATER')]).toEqual(['WATER', 'W-1', 'wells', 'W-2']);
    expect([...codesUnder(rows, 'W-1')]).toEqual(['W-1', 'wells']);
    expect([...codesUnder(rows, 'HEALTH')]).toEqual(['HEALTH']);
  });
});

describe('what is hidden of people', () => {
  it('has no figure and no length, and says why', async () => {
    speakIn('en');
    const html = await renderToStringAsync(h(Coverage, { report: reports['registry/stock'], to: '2026-06-30' }));
    const hidden = html.slice(html.indexOf('<span>Ireland'));
    expect(textOf(hidden)).toContain('hidden');
    expect(hidden).not.toContain('250');
    expect(html).toContain('Hidden to protect people');
  });

  it('is of the end of a month, which is said where another day was asked for', async () => {
    speakIn('en');
    const { reports: ofJune } = dashboardOf([], []);
    const html = await renderToStringAsync(h(Coverage, { report: ofJune['registry/stock'], to: '2026-07-15' }));
    expect(textOf(html)).toContain('these are the figures of 30 Jun 2026.');
    const without = await renderToStringAsync(h(Coverage, { report: unanswered, to: '2026-06-15' }));
    expect(textOf(without)).toContain('No Why.');
  });
});
