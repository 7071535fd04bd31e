// A withdrawal takes effect in every service: the registry refuses at once, and the counts of reporting follow.
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { notice } from '../contracts/consent-requests.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { expectStatus } from './steps.ts';

let tributary: Tributary;
beforeAll(async () => {
  tributary = await startTributary();
});
afterAll(() => tributary?.remove());

const persons = '/registry/v1/persons';
/** As many as can be counted before and after: no count of one to nine is shown. */
const [ALL, LEAVING] = [24, 12];
const somebody = (no: number) => ({
  names: [{ given: 'Amina', family: `Torvald ${no}` }],
  sex: 'female',
  residence: { country: 'FR' },
  channel: 'counter',
  contactable: true,
  registeredOn: '2026-01-05',
  consents: [{ purpose: 'contact', noticeVersion: '1', evidence: `FORM-${no}` }],
});

it('is refused by the registry from its answer on, and is in the counts of reporting', async () => {
  const [writer, publisher] = [
    await tributary.api('privacy', 'MFOR', 'vera'),
    await tributary.api('privacy', 'MFOR', 'paul'),
  ];
  const at = '/registry/v1/privacy-notices/MFOR/contact/1';
  expectStatus(await writer.put(at, notice, { 'if-none-match': '*' }), 201);
  expectStatus(await publisher.post(`${at}/publication`, { publishedOn: '2026-01-01' }), 200);
  const registrar = await tributary.api('registrar', 'MFOR');
  const ids: string[] = [];
  for (let no = 0; no < ALL; no += 1) {
    ids.push(expectStatus(await registrar.post(persons, somebody(no)), 201).json<{ id: string }>().id);
  }
  const analyst = await tributary.api('analyst', 'MFIN');
  const contactable = async () => {
    const answer = await analyst.get('/reporting/v1/reports/registry/stock?to=2026-01-31');
    const { rows } = expectStatus(answer, 200).json<{ rows: { country: string; contactable: number | null }[] }>();
    return rows.find(({ country }) => country === 'FR')?.contactable;
  };
  await eventually('all of them in the report', async () => (await contactable()) === ALL || undefined);

  let acknowledged = 0;
  for (const id of ids.slice(0, LEAVING)) {
    const withdrawal = { channel: 'post', withdrawnOn: '2026-01-20' };
    expectStatus(await registrar.post(`${persons}/${id}/consents/contact/withdrawal`, withdrawal), 200);
    acknowledged = performance.now();
    expect((await registrar.get(`${persons}/${id}?purpose=contact`)).status).toBe(409);
  }
  await eventually('the withdrawals in the report', async () => (await contactable()) === ALL - LEAVING || undefined);
  const consents = expectStatus(await analyst.get('/reporting/v1/reports/registry/consent?to=2026-01-31'), 200);
  const { rows } = consents.json<{ rows: readonly Record<string, unknown>[] }>();
  expect(rows.map(({ suppressed: _none, ...row }) => row)).toEqual([
    { purpose: 'contact', noticeVersion: 'all', state: 'all', persons: ALL, withdrawals: LEAVING },
    { purpose: 'contact', noticeVersion: '1', state: 'given', persons: ALL - LEAVING, withdrawals: null },
    { purpose: 'contact', noticeVersion: '1', state: 'withdrawn', persons: LEAVING, withdrawals: null },
  ]);
  process.stdout.write(`  in reporting ${Math.round(performance.now() - acknowledged)} ms after the last answer\n`);
  expect((await registrar.get(`${persons}/${ids.at(-1)}?purpose=contact`)).status).toBe(200);
});
