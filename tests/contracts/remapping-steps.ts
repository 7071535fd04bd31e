// Crosswalks between plans, a version of the plan that renames its node, and the link of an initiative that is mapped to it again.
import { expectStatus } from '../journeys/steps.ts';
import type { Answer } from '../platform/api.ts';
import { eventually } from '../platform/wait.ts';
import { kpiRow, type Writing } from './result-steps.ts';

/** Where the node of the plan leads in another one. */
export async function writeCrosswalk(write: Writing['write']): Promise<void> {
  const plan = '/strategy/v1/plans/SDG';
  const described = { code: 'SDG', kind: 'sdg', title: { en: 'SDGs' }, levels: [{ en: 'Goal' }], programmeLevel: 1 };
  await write('planner@MPLA:ada', 'POST', '/strategy/v1/plans', { body: described });
  const rows = [{ kind: 'node', code: '6', level: 1, title_en: 'Water', responsibleMinistry: 'MPLA' }];
  await write('planner@MPLA:ada', 'POST', `${plan}/versions/1/import`, { body: { rows } });
  await write('planner@MPLA:bo', 'POST', `${plan}/versions/1/activation`, { body: { from: '2026-01-01' } });
  await write('planner@MPLA', 'PUT', '/strategy/v1/crosswalks/NDP/SDG/1', {
    body: { targets: [{ nodeCode: '6', weightPct: 100 }] },
    headers: { 'if-none-match': '*' },
  });
}

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
