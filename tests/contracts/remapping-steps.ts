// A version of the plan that renames its node, and the link of an initiative that is mapped to it again.
import { expectStatus } from '../journeys/steps.ts';
import type { Answer } from '../platform/api.ts';
import { eventually } from '../platform/wait.ts';
import { kpiRow, type Writing } from './result-steps.ts';

/** @returns the mapping, once the version has arrived */
export async function writeRemapping(
  { tributary, write }: Writing,
  initiativePath: string,
): Promise<{ readonly method: 'POST'; readonly path: string; readonly answer: Answer }> {
  const version = '/strategy/v1/plans/NDP/versions/2';
  const node = { kind: 'node', code: '2', level: 1, title_en: 'Health', responsibleMinistry: 'MHEA', replaces: '1' };
  const rows = [node, { ...kpiRow('MHEA'), parent: '2' }];
  await write('planner@MPLA:ada', 'POST', `${version}/import`, { body: { rows } });
  const body = { from: '2026-06-01', replacesVersion: '1' };
  await write('planner@MPLA:bo', 'POST', `${version}/activation`, { body });
  const path = `${initiativePath}/plan-links/NDP/remapping`;
  const officer = await tributary.api('officer', 'MLOC');
  return eventually('a version that can be linked to', async () => {
    const moves = [{ from: '1', to: [{ nodeCode: '2', weightPct: 100 }] }];
    const answer = await officer.post(path, { planVersion: '2', moves });
    return answer.status === 409 ? undefined : { method: 'POST', path, answer: expectStatus(answer, 200) };
  });
}
