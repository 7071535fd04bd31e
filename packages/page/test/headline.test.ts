import { describe, expect, it } from 'vitest';
import { headlineOf } from '../src/views/analyse/headline.ts';
import { headlineText } from '../src/views/analyse/lead.tsx';
import { dashboardOf, kpi, node, unanswered, unpaidOf } from './figures.ts';
import { languages, speakIn } from './language.ts';

const green = kpi('K9', { light: 'green', achievementPct: 99 });
const nodes = [node('1')];

describe('the first sentence', () => {
  it('names what is red before what is amber, the furthest behind first, and the diaspora’s part where it has one', () => {
    const kpis = [
      kpi('K1', { light: 'amber' }),
      kpi('K2', { light: 'red', achievementPct: 70, sharePct: 20 }),
      kpi('K3', { light: 'red', achievementPct: 62.5, sharePct: 0 }),
      kpi('K4', { light: 'red', achievementPct: 71, sharePct: 17.9 }),
    ];
    const headline = headlineOf(dashboardOf(nodes, kpis), unpaidOf('100.00'));
    expect(headline).toEqual({
      says: 'behind',
      light: 'red',
      titles: ['Indicator K3', 'Indicator K2', 'Indicator K4'],
      carried: 2,
      share: [17.9, 20],
      href: '/page/analyse/kpis/K3',
    });
  });

  it('names what is amber where nothing is red', () => {
    const headline = headlineOf(dashboardOf(nodes, [green, kpi('K1')]), undefined);
    expect(headline).toMatchObject({ says: 'behind', light: 'amber', titles: ['Indicator K1'], share: [25, 25] });
  });

  it('says what is due and unpaid where every indicator is on plan', () => {
    const headline = headlineOf(dashboardOf(nodes, [green]), unpaidOf('62400.00'));
    expect(headline).toMatchObject({
      says: 'unpaid',
      amount: '62400.00',
      currency: 'EUR',
      href: '/page/analyse/unpaid',
    });
  });

  it('says how much of the budget is in the plan where nothing is due', () => {
    expect(headlineOf(dashboardOf(nodes, [green]), unpaidOf('0.00'))).toMatchObject({ says: 'linked', pct: 75 });
  });

  it('says that there is no budget where there is none, or no plan', () => {
    const { to, reports } = dashboardOf([], []);
    const without = { to, reports: { ...reports, 'plan/alignment': unanswered, 'plan/contribution': unanswered } };
    expect(headlineOf(without, undefined)).toEqual({ says: 'empty', href: '/page/integrate' });
  });

  it('names two indicators and counts the others', () => {
    speakIn('en');
    const red = ['K1', 'K2', 'K3', 'K4'].map((code, at) =>
      kpi(code, { light: 'red', achievementPct: 10 + at, sharePct: 0 }),
    );
    expect(headlineText(headlineOf(dashboardOf(nodes, red), undefined))).toBe(
      'Behind plan: “Indicator K1”, “Indicator K2” and 2 more indicators. The diaspora has no part in their progress yet.',
    );
  });

  it.each(languages)('is said in %s by the rules of the language', (language) => {
    speakIn(language);
    const said = [
      headlineOf(dashboardOf(nodes, [kpi('K1', { light: 'red', sharePct: 20.4 })]), undefined),
      headlineOf(dashboardOf(nodes, [kpi('K1'), kpi('K2', { sharePct: null })]), undefined),
      headlineOf(dashboardOf(nodes, [green]), unpaidOf('62400.00')),
      headlineOf(dashboardOf(nodes, [green]), unpaidOf('0.00')),
    ].map(headlineText);
    expect(said).toMatchSnapshot();
  });
});
