// What a browser says of the page it shows. Each function given to `evaluate` runs in the page, so it uses nothing from here.
import { AxeBuilder } from '@axe-core/playwright';
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

/** What axe says of the page by every rule it has, with the contrast of 7 to 1 of WCAG's level AAA: rules and the elements they are about. */
export async function axeOf(page: Page) {
  const { violations, incomplete, passes } = await new AxeBuilder({ page })
    .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
    .analyze();
  const told = ({ id, nodes }: (typeof violations)[number]) =>
    `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`;
  return { violations: violations.map(told), incomplete: incomplete.map(told), passes: passes.map(({ id }) => id) };
}

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
