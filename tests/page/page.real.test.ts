// The page at `/`, as six readers see it in a real browser, and as one uses it without a mouse.
import { execFileSync } from 'node:child_process';
import { frontPageMessages, type Language, languages, services } from '@tributary/contracts';
import { type Browser, contrast, startBrowser, type Visit } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import { initiative } from '../platform/sample.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { type Installed, install } from './install.ts';
import { axeOf, excessWidth, type Focused, focusedOn, textsOf } from './seen.ts';

const regional = { en: 'en-GB', fr: 'fr-CA', es: 'es-MX', ru: 'ru-RU', it: 'it-CH', pt: 'pt-BR' } as const;
const doors = ['integrate', 'operate', 'analyse'] as const;
const narrow = { width: 360, height: 740 };

let installed: Installed;
let tributary: Tributary;
let browser: Browser;

beforeAll(async () => {
  installed = await install();
  [tributary, browser] = await Promise.all([startTributary({ home: installed.folder }), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await tributary?.stop();
  await installed?.remove();
});

/** Opens the page in a window, looks, and insists that nothing went wrong behind it. */
async function look(user: Parameters<Browser['open']>[0], at: (visit: Visit) => Promise<void>, path = '/') {
  const visit = await browser.open(user);
  const response = await visit.page.goto(tributary.address + path);
  expect(response?.status()).toBe(200);
  await at(visit);
  expect({ faults: visit.faults, strays: visit.strays }).toEqual({ faults: [], strays: [] });
  await visit.close();
}

const { say } = frontPageMessages;

/** Everything that the page says in a language. */
const allOf = (language: Language): string[] => frontPageMessages.keys.map((key) => say(language, key));

const langOf = ({ page }: Visit) => page.locator('html').getAttribute('lang');

describe('the page', () => {
  it.each(languages)('speaks %s to a browser of that language, and nothing else', (language) =>
    look({ locale: regional[language] }, async (visit) => {
      expect(await langOf(visit)).toBe(language);
      const texts = await textsOf(visit.page);
      const names = new Set<string>(['Tributary', ...services]);
      // These are said to a reader who sees nothing, or are the language's own name.
      const unseen = new Set((['name', 'chooseLanguage', 'begin'] as const).map((key) => say(language, key)));
      const shown = texts.filter((text) => !names.has(text));
      expect(new Set(shown)).toEqual(new Set(allOf(language).filter((text) => !unseen.has(text))));
      const english = language === 'en' ? [] : allOf('en');
      expect(shown.filter((text) => english.includes(text))).toEqual([]);
      expect(await visit.page.title()).toBe('Tributary');
      expect(await visit.page.locator('meta[name=description]').getAttribute('content')).toContain('Tributary');
    }),
  );

  it('speaks English to a browser of a language that it does not know', () =>
    look({ locale: 'de-AT' }, async (visit) => expect(await langOf(visit)).toBe('en')));

  it('changes its language by the switch, and keeps it when it is read again or a door is taken', () =>
    look({ locale: 'en' }, async (visit) => {
      const { page } = visit;
      for (const language of [...languages].reverse()) {
        await page.getByRole('link', { name: say(language, 'name'), exact: true }).click();
        await page.waitForURL(`**/?lang=${language}`);
        expect(await langOf(visit)).toBe(language);
        expect(await page.locator('[aria-current]').allTextContents()).toEqual([say(language, 'name')]);
        await page.reload();
        expect(await langOf(visit)).toBe(language);
        await page.getByRole('link', { name: say(language, 'analyse.title') }).click();
        expect(new URL(page.url()).hash).toBe('#analyse');
        expect(await langOf(visit)).toBe(language);
      }
    }));

  it('leads through its doors to what is behind them', () =>
    look({ locale: 'es' }, async ({ page }) => {
      for (const door of doors) {
        await page.getByRole('link', { name: say('es', `${door}.title`) }).click();
        const heading = page.getByRole('heading', { level: 2, name: say('es', `${door}.title`) });
        await eventually('the heading in view', async () => ((await inView(heading)) ? true : undefined));
      }
    }));
});

type Locator = ReturnType<Visit['page']['locator']>;

const inView = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

describe('the page can be read', () => {
  it.each(languages)('in %s in a window of 360 px, without a step to the side', (language) =>
    look({ locale: language, viewport: narrow }, async ({ page }) => expect(await excessWidth(page)).toBe(0)),
  );

  it('by its landmarks and headings', () =>
    look({ locale: 'it' }, async ({ page }) => {
      for (const role of ['banner', 'main'] as const) expect(await page.getByRole(role).count()).toBe(1);
      for (const name of [say('it', 'chooseLanguage'), say('it', 'begin')]) {
        expect(await page.getByRole('navigation', { name, exact: true }).count()).toBe(1);
      }
      expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual(['Tributary']);
      const second = await page.getByRole('heading', { level: 2 }).allTextContents();
      expect(second).toEqual(doors.map((door) => say('it', `${door}.title`)));
      const levels = await page.getByRole('heading').evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
      for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
    }));

  it.each(['light', 'dark'] as const)(
    'in %s colours, with nothing that axe finds and a contrast of 7 to 1',
    (colorScheme) =>
      look({ locale: 'ru', colorScheme }, async ({ page }) => {
        const { violations, incomplete, passes } = await axeOf(page);
        expect([...violations, ...incomplete]).toEqual([]);
        expect(passes).toContain('color-contrast-enhanced');
        const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        expect(contrast(paper, colorScheme === 'light' ? '#ffffff' : '#000000')).toBeLessThan(1.5);
      }),
  );
});

describe('without a mouse', () => {
  it.each(['light', 'dark'] as const)(
    'every link is reached in its order and seen to be, in %s colours',
    (colorScheme) =>
      look({ locale: 'pt', colorScheme }, async ({ page }) => {
        const all = await page.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
        expect(all).toHaveLength(languages.length + doors.length + 2 * services.length + 4);
        const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        const visited: Focused[] = [];
        for (let link = await next(); link !== undefined; link = await next()) visited.push(link);
        expect(visited.map(({ href }) => href)).toEqual(all);
        for (const { outline } of visited) {
          expect(outline).toMatchObject({ style: 'solid', width: 3 });
          expect(contrast(outline.colour, paper)).toBeGreaterThanOrEqual(3);
        }

        async function next(): Promise<Focused | undefined> {
          await page.keyboard.press('Tab');
          return visited.length > all.length ? undefined : focusedOn(page);
        }
      }),
  );

  it('a language is chosen by Enter', () =>
    look({ locale: 'en' }, async (visit) => {
      await visit.page.getByRole('link', { name: say('fr', 'name'), exact: true }).focus();
      await visit.page.keyboard.press('Enter');
      await visit.page.waitForURL('**/?lang=fr');
      expect(await langOf(visit)).toBe('fr');
    }));
});

describe('what the page shows to paste', () => {
  const paste = (command: string) =>
    execFileSync('bash', ['-euc', command], {
      cwd: installed.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  it('gives a token, sends the request and verifies, in the folder of the installation', async () => {
    const officer = await tributary.api('officer', 'MLOC');
    expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201);
    await look({ locale: 'en' }, async ({ page }) => {
      const commands: string[] = [];
      for (const block of await page.locator('pre code').all()) {
        // One click selects the whole command.
        await block.click();
        commands.push(await page.evaluate(() => String(getSelection())));
      }
      expect(commands).toHaveLength(3);
      const [token = '', request = '', verify = ''] = commands;
      expect(paste(token)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
      const catalogue: { reports: { key: string }[] } = JSON.parse(paste(request));
      expect(catalogue.reports.map(({ key }) => key)).toContain('plan/alignment');
      await eventually('a clean verification', async () =>
        /^[1-9]\d* facts compared, 0 different\.\n$/.test(paste(verify)) ? true : undefined,
      );
    });
  });
});
