// A case of good practice, a step of the roadmap, and an offer of support for it, which is withdrawn.
import type { Answer, Call } from '../platform/api.ts';
import { goodPractice, roadmapStep, supportOffer } from '../platform/sample.ts';

type Write = (as: string, method: 'POST' | 'PUT', path: string, call: Call) => Promise<Answer>;

export async function writeRoadmap(write: Write): Promise<void> {
  const headers = { 'if-none-match': '*' };
  await write('planner@MPLA', 'PUT', '/strategy/v1/roadmap-steps/P1-1', { body: roadmapStep, headers });
  await write('planner@MPLA', 'PUT', '/strategy/v1/good-practices/CASE', { body: goodPractice, headers });
  const offers = '/strategy/v1/support-offers';
  const offered = await write('planner@MPLA', 'POST', offers, { body: { ...supportOffer, steps: ['P1-1'] } });
  const { id } = offered.json<{ id: string }>();
  await write('planner@MPLA', 'POST', `${offers}/${id}/withdrawal`, { body: { reasonCode: 'FUNDS_ENDED' } });
}
