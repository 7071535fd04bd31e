// What is read of the sample country by the codes of its file, and what is done in it beyond that file.
import file from '@tributary/client/sample/istmara.json' with { type: 'json' };
import type { Api } from '../platform/api.ts';
import { eventually } from '../platform/wait.ts';
import { all, type Callers, expectStatus, tokenOf } from './steps.ts';

const { to } = file;

/** An alignment score as it is answered. */
export interface Score {
  readonly total: number;
  readonly band: string;
  readonly components: readonly {
    readonly name: string;
    readonly points: number;
    readonly rules: readonly { readonly rule: string; readonly because: string }[];
  }[];
}

export const scoreOf = async (reader: Api, id: string): Promise<Score> =>
  expectStatus(await reader.get(`/reporting/v1/scores/${id}?to=${to}`), 200).json<Score>();

interface Listed {
  readonly id: string;
  readonly awardId?: string;
  readonly title: Readonly<Record<string, string>>;
}

/** The initiatives by the codes that the file of the country gives them, which their titles tell. */
export async function initiativesByCode(reader: Api): Promise<ReadonlyMap<string, Listed>> {
  const listed = await all<Listed>(reader, '/initiatives/v1/initiatives?');
  const codes = new Map([...file.applications, ...file.initiatives].map(({ code, title }) => [title?.en, code]));
  return new Map(listed.map((one) => [codes.get(one.title['en']) ?? '', one]));
}

/** The award that an initiative was registered for. */
export async function awardOf(reader: Api, initiativeId: string): Promise<string> {
  const path = `/initiatives/v1/initiatives/${initiativeId}`;
  return expectStatus(await reader.get(path), 200).json<Listed>().awardId ?? '';
}

/**
 * Approves a tranche by two persons and pays it, as soon as nothing holds it.
 * @param seen what the approvals must know
 * @returns the token of the payment
 */
export async function payTranche(callers: Callers, awardId: string, no: number, seen: string): Promise<string> {
  const path = `/initiatives/v1/awards/${awardId}/tranches/${no}`;
  for (const name of ['max', 'mia']) {
    const approver = await callers.api('approver', 'MLOC', name);
    await eventually(`the approval of ${name}`, async () => {
      const headers = { 'consistency-token': seen };
      const answer = await approver.post(`${path}/approvals`, { approvedOn: to }, { headers });
      return [409, 503].includes(answer.status) ? undefined : expectStatus(answer, 200);
    });
  }
  const finance = await callers.api('finance', 'MFIN', 'fay');
  const body = { reference: 'PAY-T11-2', paidOn: to };
  const answer = await finance.post(`${path}/payment`, body, { headers: { 'idempotency-key': 'pay T11 2' } });
  return tokenOf(expectStatus(answer, 200));
}
