// A small country on an empty platform: of each thing at least one, so that reads find what they ask for.
import type { Api } from '../platform/api.ts';
import { agreement, initiative, plan, programme, rules } from '../platform/sample.ts';
import type { Tributary } from '../platform/tributary.ts';

const rows = [
  { kind: 'node', code: '1', level: 1, title_en: 'Water', responsibleMinistry: 'MPLA' },
  {
    ...{ kind: 'kpi', code: 'K1', parent: '1', title_en: 'Households', responsibleMinistry: 'MPLA', unit: 'percent' },
    ...{ direction: 'up', aggregation: 'rate', baselineYear: 2024, baselineValue: 81.5, baselineSource: 'Survey' },
    target_2030: 95,
  },
];

async function made(api: Api, path: string, body: unknown): Promise<{ readonly id: string }> {
  const { status, text, json } = await api.post(path, body);
  if (status >= 300) throw new Error(`POST ${path} was answered ${status}: ${text}`);
  return json<{ id: string }>();
}

/** Fills the platform. */
export async function fillCountry(tributary: Tributary): Promise<void> {
  const [planner, approver] = [
    await tributary.api('planner', 'MPLA'),
    await tributary.api('planner', 'MPLA', 'second'),
  ];
  await made(planner, '/strategy/v1/plans', plan);
  await made(planner, `/strategy/v1/plans/${plan.code}/versions/1/import`, { rows });
  await made(approver, `/strategy/v1/plans/${plan.code}/versions/1/activation`, { from: '2026-01-01' });
  await made(await tributary.api('registrar', 'MPLA'), '/registry/v1/organisations', {
    ...{ name: 'Friends of the coast', kind: 'association', country: 'FR' },
  });
  const [partnerOfficer, signer] = [
    await tributary.api('partner-officer', 'MPLA'),
    await tributary.api('partner-officer', 'MPLA', 'second'),
  ];
  const { id: partnerId } = await made(partnerOfficer, '/partnerships/v1/partners', {
    ...{ name: 'Water fund', kind: 'donor', country: 'CH' },
  });
  const { id: agreementId } = await made(partnerOfficer, '/partnerships/v1/agreements', { ...agreement, partnerId });
  await made(signer, `/partnerships/v1/agreements/${agreementId}/signature`, {});
  const [officer, publisher] = [
    await tributary.api('officer', 'MPLA'),
    await tributary.api('officer', 'MPLA', 'second'),
  ];
  await made(officer, '/initiatives/v1/initiatives', initiative);
  const { id } = await made(officer, '/initiatives/v1/programmes', programme);
  await made(officer, `/initiatives/v1/programmes/${id}/rules`, rules);
  await made(publisher, `/initiatives/v1/programmes/${id}/rules/${rules.rulesVersion}/publication`, {});
}
