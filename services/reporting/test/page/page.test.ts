import { createHash } from 'node:crypto';
import { frontPageMessages, languages, type RouteContract, routesOf, services } from '@tributary/contracts';
import { contrast } from '@tributary/testkit';
import { describe, expect, test } from 'vitest';
import { page } from '../../src/page/page.ts';
import { style } from '../../src/page/style.ts';

const address = 'http://127.0.0.1:8080';
const htmlOf = (language: (typeof languages)[number]) => page(language, address).bytes.toString('utf8');

describe('the page', () => {
  test.each(languages)(
    'in %s names its language, says all it has to say, and switches to the other five',
    (language) => {
      const html = htmlOf(language);
      expect(html).toContain(`<html lang="${language}">`);
      for (const service of services) expect(html).toContain(`<a href="/${service}/docs">`);
      for (const other of languages) expect(html).toContain(`href="?lang=${other}" lang="${other}"`);
      expect(html.match(/aria-current="true"/g)).toHaveLength(1);
      expect(html).not.toMatch(/undefined|NaN/);
      expect([...html.matchAll(/<h([12])/g)].map(([, level]) => level)).toEqual(['1', '2', '2', '2']);
    },
  );

  test('shares no sentence between two languages', () => {
    const said = languages.flatMap((language) =>
      frontPageMessages.keys.map((key) => frontPageMessages.say(language, key)),
    );
    // One word may be the same in two sister languages.
    const sentences = said.filter((text) => / /.test(text));
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  test('begins no line of French with a mark', () => {
    const html = htmlOf('fr').replace(/<style>.*<\/style>/s, '');
    expect(html).toContain('\u00a0:');
    expect(html).not.toMatch(/ [:;?!](\s|<)/);
  });

  test('opens requests that reporting really has', () => {
    const operations = [...htmlOf('en').matchAll(/\/reporting\/docs#\/reporting\/(\w+)"><code>(\w+) ([^<]+)</g)];
    expect(operations).toHaveLength(4);
    for (const [, id = '', method, path] of operations) expect(routes.get(id)).toMatchObject({ method, path });
  });

  test('shows the command that signs a token and a request to paste', () => {
    const html = htmlOf('en');
    expect(html).toContain('npx --no tributary token --role planner --ministry MPLA');
    expect(html).toContain(`curl -H "Authorization: Bearer $TOKEN" ${address}/reporting/v1/reports`);
  });

  test('is small, needs nothing from elsewhere and runs no script', () => {
    const { bytes, headers } = page('ru', address);
    expect(bytes.length).toBeLessThan(12 * 1024);
    expect(bytes.toString()).not.toMatch(/<script|<img|<link|@import|url\(/);
    const hash = createHash('sha256').update(style).digest('base64');
    expect(bytes.toString()).toContain(`<style>${style}</style>`);
    expect(headers?.['content-security-policy']).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
  });

  test.each([
    ['light', '#16202a', '#ffffff'],
    ['light', '#0a4a82', '#ffffff'],
    ['light', '#16202a', '#eef2f5'],
    ['dark', '#e8edf1', '#14191e'],
    ['dark', '#a3cdf5', '#14191e'],
    ['dark', '#e8edf1', '#222a31'],
  ])('has a contrast of 7 to 1 in %s, %s on %s', (_scheme, ink, paper) => {
    for (const colour of [ink, paper]) expect(style).toContain(colour);
    expect(contrast(ink, paper)).toBeGreaterThanOrEqual(7);
  });
});

const routes = new Map<string, RouteContract>(Object.entries(routesOf.reporting));
