// Requests for every route of strategy that are right in everything but, perhaps, who sends them.
import type { Call } from '../platform/api.ts';
import { goodPractice, plan, roadmapStep, supportOffer } from '../platform/sample.ts';

export const strategyRequests: Readonly<Record<string, Call>> = {
  'POST /strategy/v1/plans': { body: plan },
  'POST /strategy/v1/plans/{code}/versions/{version}/import': {
    body: { rows: [{ kind: 'node', code: '1', level: 1, title_en: 'Health', responsibleMinistry: 'MHEA' }] },
  },
  'POST /strategy/v1/plans/{code}/versions/{version}/activation': { body: { from: '2026-01-01' } },
  'PUT /strategy/v1/kpis/{planCode}/{code}/actuals/{actualOn}': { body: { value: '1', source: 'Survey' } },
  'POST /strategy/v1/alignments/{id}/decision': { body: { decision: 'accept', revision: 1 } },
  'POST /strategy/v1/kpi-contributions/{id}/decision': { body: { decision: 'accept', revision: 1 } },
  'PUT /strategy/v1/exchange-rates/{currency}/{date}': {
    body: { rate: '1.1', source: 'ECB' },
    headers: { 'if-none-match': '*' },
  },
  'PUT /strategy/v1/crosswalks/{planCode}/{toPlan}/{nodeCode}': {
    // refused for its weights or its plans, so that every role finds the same
    body: { targets: [{ nodeCode: '1', weightPct: 50 }] },
    headers: { 'if-none-match': '*' },
  },
  'PUT /strategy/v1/good-practices/{code}': {
    // refused for a year that is yet to come, so that every role finds the same
    body: { ...goodPractice, since: 2199 },
    headers: { 'if-none-match': '*' },
  },
  'PUT /strategy/v1/roadmap-steps/{code}': {
    // refused for want of evidence, so that every role finds the same
    body: { ...roadmapStep, status: 'done' },
    headers: { 'if-none-match': '*' },
  },
  'POST /strategy/v1/support-offers': { body: supportOffer },
  'POST /strategy/v1/support-offers/{id}/withdrawal': { body: { reasonCode: 'FUNDS_ENDED' } },
};
