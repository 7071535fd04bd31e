// From a plan to a line of the report, through the front door's Service.
import { bringPlanIntoForce, expectStatus, reviewAlignments, tokenOf, untilVisible } from '../../journeys/steps.ts';
import { initiative } from '../../platform/sample.ts';
import { eventually } from '../../platform/wait.ts';
import { clients, tell } from './given.ts';

const rows = [{ kind: 'node', code: '1', level: '1', title_en: 'Water', responsibleMinistry: 'MHEA' }];
const plan = { code: 'NDP', kind: 'national', levels: ['Programme'], programmeLevel: 1, version: '1', rows };

const activation = await bringPlanIntoForce(clients, plan, '2026-01-01');
const officer = await clients.api('officer', 'MLOC');
const { id, seq } = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201).json<{
  id: string;
  seq: number;
}>();
const links = { planCode: 'NDP', planVersion: '1', links: [{ nodeCode: '1', weightPct: 100 }] };
const linked = await eventually('a plan that can be linked to', async () => {
  const answer = await officer.put(`/initiatives/v1/initiatives/${id}/plan-links`, links, { 'if-match': `"${seq}"` });
  return answer.status === 409 ? undefined : expectStatus(answer, 200);
});
const decisions = await reviewAlignments(clients, 1, () => 'accept');
await untilVisible(clients, [activation, tokenOf(linked), ...decisions]);
const analyst = await clients.api('analyst', 'MPLA');
const report = expectStatus(await analyst.get('/reporting/v1/reports/plan/alignment?plan=NDP'), 200);
tell({ footer: report.json<{ footer: object }>().footer });
