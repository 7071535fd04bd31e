// From a programme to what it would pay: opened, written, published by a second person, and asked by somebody without a
// token, who is told the same figure before and after the rules change.
import invest from '@tributary/match-engine/programmes/sample/invest.json' with { type: 'json' };
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { expectStatus } from './steps.ts';

let tributary: Tributary;
beforeAll(async () => {
  tributary = await startTributary();
});
afterAll(() => tributary?.remove());

const euro = (amount: string) => ({ amount, currency: 'EUR' });

interface Quote {
  readonly rulesVersion: string;
  readonly match: {
    readonly shares: readonly { readonly party: string; readonly share: { readonly amount: string } }[];
    readonly rejections: readonly { readonly code: string; readonly detail: string; readonly passes: unknown }[];
  };
}

async function asked(body: object, language = 'en'): Promise<{ readonly status: number; readonly quote: Quote }> {
  const response = await fetch(`${tributary.address}/initiatives/v1/match-quotes?lang=${language}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, quote: (await response.json()) as Quote };
}

it('a programme is put in force by two people, and anybody may ask what it pays', async () => {
  const [ana, ben] = [await tributary.api('officer', 'MECO', 'ana'), await tributary.api('officer', 'MECO', 'ben')];
  const { id } = expectStatus(await ana.post('/initiatives/v1/programmes', invest.programme), 201).json<{
    id: string;
  }>();
  const path = `/initiatives/v1/programmes/${id}/rules`;
  const project = {
    programme: 'INVEST',
    cost: euro('80000'),
    offers: [
      { party: 'diaspora', amount: euro('40000') },
      { party: 'partner', amount: euro('15000') },
    ],
    on: '2025-06-30',
  };
  expect((await asked(project)).status).toBe(422);

  expectStatus(await ana.post(path, { rulesVersion: '2025', effectiveFrom: '2025-01-01', rules: invest.rules }), 200);
  expectStatus(await ana.post(`${path}/2025/publication`, {}), 403);
  expectStatus(await ben.post(`${path}/2025/publication`, {}), 200);
  const { quote: first } = await asked(project);
  expect(first.rulesVersion).toBe('2025');
  expect(first.match.shares.map(({ party, share }) => [party, share.amount])).toEqual([
    ['central', '25000.00'],
    ['diaspora', '40000.00'],
    ['partner', '15000.00'],
  ]);

  const { match } = invest.rules;
  const [central, ...others] = match.parties;
  const rules = {
    ...invest.rules,
    match: { ...match, parties: [{ ...central, maxAmount: [euro('10000.00')] }, ...others] },
  };
  expectStatus(await ben.post(path, { rulesVersion: '2026', effectiveFrom: '2026-01-01', rules }), 200);
  expectStatus(await ana.post(`${path}/2026/publication`, {}), 200);
  expect((await asked(project)).quote).toEqual(first);
  const { quote: later } = await asked({ ...project, on: '2026-01-01' });
  expect([later.rulesVersion, later.match.shares[0]?.share.amount]).toEqual(['2026', '10000.00']);

  const { quote: refused } = await asked({ ...project, cost: euro('9000'), offers: [] }, 'ru');
  expect(refused.match.rejections).toMatchObject([
    {
      code: 'PROJECT_BELOW_MIN',
      passes: euro('10000.00'),
      detail: 'Проект стоит не менее 10000.00 EUR; этот стоит 9000.00 EUR.',
    },
  ]);
});
