// Every request about indicators, results and what they add to a KPI, as one story.
import type { Answer, Call } from '../platform/api.ts';
import type { Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';

/** A KPI of the node `1`, as the row of an import. */
export const kpiRow = (responsibleMinistry: string) => ({
  kind: 'kpi',
  code: 'K1',
  parent: '1',
  title_en: 'Clinics',
  unit: 'number',
  direction: 'up',
  aggregation: 'sum',
  responsibleMinistry,
});

/** An indicator that counts towards that KPI. */
export const indicatorFor = (planCode: string) => ({
  title: { en: 'Clinics' },
  unit: 'number',
  direction: 'up',
  kpi: { planCode, planVersion: '1', code: 'K1', contributionType: 'direct', sharePct: 100, method: 'COUNTED' },
});

/** What an initiative adds to a KPI, once it is open. */
export async function contributionOf(tributary: Pick<Tributary, 'api'>, initiativeId: string) {
  const reader = await tributary.api('analyst', 'MPLA');
  return eventually('the contribution to the KPI', async () => {
    const list = await reader.get(`/strategy/v1/kpi-contributions?initiativeId=${initiativeId}`);
    return list.json<{ items: { id: string; revision: number }[] }>().items[0];
  });
}

export interface Writing {
  readonly tributary: Pick<Tributary, 'api'>;
  /** writes as a person of a role, and insists on success */
  write(as: string, method: 'POST' | 'PUT', path: string, call: Call): Promise<Answer>;
}

/** Defines an indicator of an initiative, reports and verifies a result, and has its contribution accepted. */
export async function writeResults(
  { tributary, write }: Writing,
  { path, seq, planCode }: { readonly path: string; readonly seq: number; readonly planCode: string },
): Promise<void> {
  const headers = { 'if-match': `"${seq}"` };
  await write('officer@MLOC', 'PUT', `${path}/indicators/CLINICS`, { body: indicatorFor(planCode), headers });
  const result = { indicatorCode: 'CLINICS', from: '2026-01-01', to: '2026-01-31', value: '2' };
  await write('officer@MLOC', 'POST', `${path}/results`, { body: result });
  await write('partner-officer@MFOR:ada', 'POST', `${path}/results/1/verification`, { body: { level: 'partner' } });
  const { id, revision } = await contributionOf(tributary, path.slice(path.lastIndexOf('/') + 1));
  const decision = { body: { decision: 'accept', revision } };
  await write('ministry-reviewer@MHEA', 'POST', `/strategy/v1/kpi-contributions/${id}/decision`, decision);
}
