// What a browser says of the page it shows. Each function given to `evaluate` runs in the page, so it uses nothing from here.
import type { Page } from '@tributary/testkit';

/** Every text that is shown, without code and without the names of languages. */
export async function textsOf(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.closest('code, [hreflang]') === null) found.push(node.textContent ?? '');
    }
    return found;
  });
  return texts.map((text) => text.replaceAll('\u00a0', ' ').trim()).filter((text) => text !== '');
}

/** The colours of a text on the page, as the browser works them out. */
export interface Coloured {
  readonly text: string;
  readonly ink: string;
  readonly paper: string;
}

/** The colours of every text that is shown. */
export const coloursOf = (page: Page): Promise<Coloured[]> =>
  page.evaluate(() => {
    const clear = 'rgba(0, 0, 0, 0)';
    const paperOf = (element: Element | null): string => {
      if (element === null) return clear;
      const { backgroundColor } = getComputedStyle(element);
      return backgroundColor === clear ? paperOf(element.parentElement) : backgroundColor;
    };
    return [...document.body.querySelectorAll('*')]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
      .map((element) => ({
        text: element.textContent ?? '',
        ink: getComputedStyle(element).color,
        paper: paperOf(element),
      }));
  });

/** Where the keyboard is, and how that is shown. */
export interface Focused {
  readonly href: string | null;
  readonly outline: { readonly style: string; readonly width: number; readonly colour: string };
}

/** The element that the keyboard is at; undefined where it is at none. */
export const focusedOn = (page: Page): Promise<Focused | undefined> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return undefined;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    return {
      href: element.getAttribute('href'),
      outline: { style: outlineStyle, width: Number.parseFloat(outlineWidth), colour: outlineColor },
    };
  });

/** How much wider the page is than its window, in CSS pixels. */
export const excessWidth = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
