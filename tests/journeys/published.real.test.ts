// Four real activity files as they are published: each activity is taken, or refused for a reason that its publisher
// would agree with; the counts per reason are a measure of how much of the world the product takes.
import { readFileSync } from 'node:fs';
import type { Problem } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Api } from '../platform/api.ts';
import { testData } from '../platform/data.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { publishedBodies } from './oracle/published.ts';
import { expectStatus } from './steps.ts';

const files = ['adb-armenia-2025-09', 'iom-118-dportal-2021-06', 'sida-046-dportal-2021-06', 'uk-ngos-dportal-2021-06'];
const path = '/initiatives/v1/initiatives';

interface Case {
  readonly case: string;
  readonly body: object;
  readonly status: number;
}

// The requests were recorded when days had other names.
const recorded = readFileSync(testData('seen/initiatives.json'), 'utf8');
const cases: readonly Case[] = JSON.parse(recorded.replace(/"(planned(?:Start|End))":/g, '"$1On":'));

let tributary: Tributary;
let officer: Api;

beforeAll(async () => {
  tributary = await startTributary({ env: { TRIBUTARY_BASE_CURRENCY: 'USD', TRIBUTARY_RATE_LIMIT: '100000' } });
  officer = await tributary.api('officer', 'MLOC');
  const finance = await tributary.api('finance', 'MFIN');
  for (const currency of ['EUR', 'GBP']) {
    const rate = { rate: '1.2', source: 'stated for the test' };
    const day = `/strategy/v1/exchange-rates/${currency}/2000-01-01`;
    expectStatus(await finance.put(day, rate, { 'if-none-match': '*' }), 201);
    const probe = { title: { en: 'x' }, area: 'x', budget: { amount: '1', currency }, plannedStartOn: '2024-01-01' };
    await eventually(`a rate of ${currency}`, async () =>
      (await officer.post(path, probe)).status === 201 ? true : undefined,
    );
  }
}, 300_000);
afterAll(() => tributary?.remove());

/** Why a request was refused: the problem, and the codes and places of its errors without their numbers. */
function reasonOf(answer: Answer): string {
  if (answer.status === 201) return 'taken';
  const { code, errors } = answer.json<Problem>();
  const places = errors.map((error) => `${error.code} ${error.pointer.replace(/\d+/g, '*')}`);
  return [code, ...new Set(places)].join(', ');
}

async function countReasons(bodies: readonly object[], query = '') {
  const counts: Record<string, number> = {};
  const refused: object[] = [];
  for (const body of bodies) {
    const answer = await officer.post(path + query, body);
    const reason = reasonOf(answer);
    counts[reason] = (counts[reason] ?? 0) + 1;
    if (answer.status !== 201) refused.push(body);
  }
  return { counts, refused };
}

describe('343 activities as they are published', () => {
  let refused: readonly object[];

  it('are taken, or refused for a reason that lies in the file', async () => {
    const bodies = files.flatMap((file) => publishedBodies(testData(`iati/activities/${file}.xml`)));
    const first = await countReasons(bodies);
    refused = first.refused;
    expect(first.counts).toEqual({
      taken: 167,
      // amounts of ten decimals, as they came out of a currency conversion
      'VALIDATION, TOO_MANY_DECIMALS /budget/amount': 102,
      'VALIDATION, REQUIRED /budget': 34,
      // a region of which neither code nor name is told
      'VALIDATION, REQUIRED /areas/*/area': 25,
      'VALIDATION, REPEATED /sectors/*/code': 11,
      'VALIDATION, NOT_ABOVE /areas/*/pct': 2,
      'AREAS_NOT_100, SHARE_PROPOSED /areas/*/pct': 1,
      DATES_REVERSED: 1,
    });
  });

  it('are taken more often where their shares are brought to 100', async () => {
    expect((await countReasons(refused, '?normalise=true')).counts).toEqual({
      taken: 12,
      'VALIDATION, TOO_MANY_DECIMALS /budget/amount': 102,
      'VALIDATION, REQUIRED /budget': 34,
      'VALIDATION, REQUIRED /areas/*/area': 25,
      'VALIDATION, NOT_ABOVE /areas/*/pct': 2,
      DATES_REVERSED: 1,
    });
  });
});

describe('forms seen in real files', () => {
  it.each(cases.map((one) => [one.case, one] as const))('%s', async (_name, { body, status }) => {
    expect((await officer.post(path, body)).status).toBe(status);
  });
});
