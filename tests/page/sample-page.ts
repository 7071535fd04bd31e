// The page of the sample country in a real browser: one platform and one browser for a file of tests.
import { type Browser, type Page, startBrowser, type Visit } from '@tributary/testkit';
import { afterAll, beforeAll, expect } from 'vitest';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';

/** What a navigation cuts off is no fault: the stream of facts, and questions whose answer nobody waits for any more. */
const isFault = (fault: string) => !fault.includes('net::ERR_ABORTED');

export interface SamplePage {
  readonly tributary: Tributary;
  readonly browser: Browser;
  /** Opens a view in a window, looks, and insists that nothing went wrong behind it. */
  look(
    user: Parameters<Browser['open']>[0],
    path: string,
    at: (page: Page, visit: Visit) => Promise<void>,
  ): Promise<void>;
}

/** Starts the platform with the sample, and a browser, before the tests of a file; ends both after them. */
export function samplePage(): SamplePage {
  let tributary: Tributary | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    [tributary, browser] = await Promise.all([startTributary({ sample: true }), startBrowser()]);
    const { output } = tributary;
    await eventually('the sample', async () => (output().includes('is loaded') ? true : undefined), {
      timeoutMs: 400_000,
    });
  });
  afterAll(async () => {
    await browser?.close();
    await tributary?.remove();
  });

  const started = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('nothing is started yet');
    return part;
  };

  return {
    get tributary() {
      return started(tributary);
    },
    get browser() {
      return started(browser);
    },
    async look(user, path, at) {
      const visit = await started(browser).open(user);
      const response = await visit.page.goto(started(tributary).address + path);
      expect(response?.status()).toBe(200);
      await visit.page.locator('h1').waitFor();
      await settled(visit.page);
      await at(visit.page, visit);
      expect({ faults: visit.faults.filter(isFault), strays: visit.strays }).toEqual({ faults: [], strays: [] });
      await visit.close();
    },
  };
}

/** Waits until nothing says any more that it is loading. */
export const settled = (page: Page): Promise<boolean> =>
  eventually('a page that is drawn', async () =>
    (await page.locator('main p.soft', { hasText: '…' }).count()) === 0 ? true : undefined,
  );
