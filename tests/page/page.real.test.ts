// Every view of the page, as six readers see it in a real browser, and as one uses it without a mouse or with paper.
import { type Language, languages } from '@tributary/contracts';
import enEvents from '@tributary/contracts/locales/en/events.json' with { type: 'json' };
import en from '@tributary/contracts/locales/en/page.json' with { type: 'json' };
import esEvents from '@tributary/contracts/locales/es/events.json' with { type: 'json' };
import es from '@tributary/contracts/locales/es/page.json' with { type: 'json' };
import frEvents from '@tributary/contracts/locales/fr/events.json' with { type: 'json' };
import fr from '@tributary/contracts/locales/fr/page.json' with { type: 'json' };
import itEvents from '@tributary/contracts/locales/it/events.json' with { type: 'json' };
import it_ from '@tributary/contracts/locales/it/page.json' with { type: 'json' };
import ptEvents from '@tributary/contracts/locales/pt/events.json' with { type: 'json' };
import pt from '@tributary/contracts/locales/pt/page.json' with { type: 'json' };
import ruEvents from '@tributary/contracts/locales/ru/events.json' with { type: 'json' };
import ru from '@tributary/contracts/locales/ru/page.json' with { type: 'json' };
import { contrast, type Page } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { initiativesByCode } from '../journeys/sample-acts.ts';
import { samplePage, settled } from './sample-page.ts';
import { axeOf, excessWidth, focusedOn, textsOf } from './seen.ts';

const regional = { en: 'en-GB', fr: 'fr-CA', es: 'es-MX', ru: 'ru-RU', it: 'it-CH', pt: 'pt-BR' } as const;
const texts: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, fr, es, ru, it: it_, pt };
const eventTitles = { en: enEvents, fr: frEvents, es: esEvents, ru: ruEvents, it: itEvents, pt: ptEvents } as const;
const narrow = { width: 360, height: 740 };

const place = samplePage();
const { look } = place;

/** The paths of all views, of the sample. */
async function views(): Promise<string[]> {
  const analyst = await place.tributary.api('analyst', 'MFIN');
  const greenhouse = (await initiativesByCode(analyst)).get('V06')?.id;
  return [
    '/',
    '/page/analyse',
    '/page/analyse/nodes/1.1',
    '/page/analyse/kpis/K4',
    '/page/analyse/roadmap/P1',
    '/page/analyse/unpaid',
    `/page/initiatives/${greenhouse}`,
    '/page/reports/plan/contribution',
    '/page/operate',
    '/page/integrate',
  ];
}

/** Sentences without anything to fill in, long enough to be told from a name. */
const sentencesOf = (language: Language) =>
  Object.values(texts[language]).filter((text) => !text.includes('{') && text.length > 8);

const within = (page: Page, path: string) => page.goto(place.tributary.address + path);

describe('the page', () => {
  it.each(languages)('speaks %s to a browser of that language in every view, and nothing else', async (language) => {
    const others = languages.filter((one) => one !== language).flatMap(sentencesOf);
    const own = new Set(sentencesOf(language));
    const foreign = new Set(others.filter((text) => !own.has(text)));
    await look({ locale: regional[language] }, '/', async (page) => {
      for (const path of await views()) {
        await within(page, path);
        await page.locator('h1').waitFor();
        await settled(page);
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        const shown = await textsOf(page);
        expect({ path, foreign: shown.filter((text) => foreign.has(text)) }).toEqual({ path, foreign: [] });
        expect({ path, own: shown.some((text) => own.has(text)) }).toEqual({ path, own: true });
        expect(await page.locator('h1').count()).toBe(1);
        expect(await page.title()).toContain('Tributary');
      }
    });
  });

  it.each(languages)('tells in %s what an event means, and finds it by those words', (language) =>
    look({ locale: regional[language] }, '/page/integrate', async (page) => {
      const title = eventTitles[language]['strategy.plan.activated.v1'];
      await page.getByRole('searchbox').fill(title);
      const found = page.locator('li', { has: page.getByText('strategy.plan.activated.v1', { exact: true }) });
      await found.locator('summary').click();
      expect(await found.locator('p').textContent()).toContain(`${title}. `);
      expect(await page.locator('li', { hasText: 'registry.person.erased.v1' }).count()).toBe(0);
    }),
  );

  it('speaks English to a browser of a language that it does not know', () =>
    look({ locale: 'de-AT' }, '/', async (page) => expect(await page.locator('html').getAttribute('lang')).toBe('en')));

  it('changes its language by the switch, and the address that is sent keeps it', () =>
    look({ locale: 'en' }, '/page/analyse', async (page) => {
      for (const language of [...languages].reverse()) {
        await page.locator('.controls select').selectOption(language);
        await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
        await page.reload();
        await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
        expect(new URL(page.url()).searchParams.get('lang')).toBe(language);
      }
    }));

  it('says that there is nothing at an address that no view has', () =>
    look({ locale: 'en' }, '/page/nowhere', async (page) =>
      expect(await page.locator('h1').textContent()).toBe(en.nothingHere),
    ));
});

describe('the page can be read', () => {
  it.each(languages)('in %s in a window of 360 px, without a step to the side', async (language) => {
    await look({ locale: language, viewport: narrow }, '/', async (page) => {
      for (const path of await views()) {
        await within(page, path);
        await page.locator('h1').waitFor();
        await settled(page);
        expect({ path, excess: await excessWidth(page) }).toEqual({ path, excess: 0 });
      }
    });
  });

  it.each(['light', 'dark'] as const)(
    'in %s colours, with nothing that axe finds and a contrast of 7 to 1',
    async (colorScheme) => {
      await look({ locale: 'ru', colorScheme }, '/', async (page) => {
        for (const path of await views()) {
          await within(page, path);
          await page.locator('h1').waitFor();
          await settled(page);
          const { violations, passes } = await axeOf(page);
          expect({ path, violations }).toEqual({ path, violations: [] });
          expect(passes).toContain('color-contrast-enhanced');
        }
        const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        expect(contrast(paper, colorScheme === 'light' ? '#ffffff' : '#000000')).toBeLessThan(1.5);
      });
    },
  );

  it('by its landmarks and headings', () =>
    look({ locale: 'it' }, '/page/analyse', async (page) => {
      for (const role of ['banner', 'main', 'contentinfo'] as const) expect(await page.getByRole(role).count()).toBe(1);
      const levels = await page.getByRole('heading').evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
      for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
      const regions = await page.getByRole('region').count();
      expect(regions).toBe(await page.getByRole('heading', { level: 2 }).count());
    }));

  it.each(languages)('in %s on two sheets of paper', (language) =>
    look({ locale: language }, '/page/analyse', async (page) => {
      const sheets = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
      expect(sheets.match(/\/Type\s*\/Page(?!s)/g)).toHaveLength(2);
    }),
  );
});

describe('without a mouse', () => {
  it.each(['light', 'dark'] as const)(
    'everything that can be used is reached and seen to be, in %s colours',
    (colorScheme) =>
      look({ locale: 'pt', colorScheme }, '/page/analyse', async (page) => {
        const usable = 'a[href], button, select, input, summary';
        const all = await page.locator(usable).count();
        const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        const reached = new Set<number>();
        for (let presses = 0; presses < 4 * all; presses += 1) {
          await page.keyboard.press('Tab');
          const focused = await focusedOn(page);
          const at = await page.evaluate(
            (selector) => [...document.querySelectorAll(selector)].indexOf(document.querySelector(':focus') as Element),
            usable,
          );
          // What a browser puts into a field of its own, such as its calendar, it marks by itself.
          if (focused === undefined || at < 0) continue;
          if (reached.has(at) && at === 0) break;
          reached.add(at);
          expect(focused.outline).toMatchObject({ style: 'solid', width: 3 });
          expect(contrast(focused.outline.colour, paper)).toBeGreaterThanOrEqual(3);
        }
        expect(reached.size).toBe(await page.locator(usable).count());
      }),
  );

  it('the first key leads past what stands around every view', () =>
    look({ locale: 'en' }, '/page/analyse', async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    }));
});
