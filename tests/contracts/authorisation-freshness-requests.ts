// Requests for the routes of how records grow stale and of how persons are asked to confirm them.
import type { Call } from '../platform/api.ts';

export const freshnessRequests: Readonly<Record<string, Call>> = {
  'PUT /registry/v1/freshness-rules/{ministryCode}': {
    body: { dueAfterMonths: { self: 12, assisted: 12, consular: 24, eid: 24 }, dormantAfterMonths: 12 },
    headers: { 'if-none-match': '*' },
  },
  'POST /registry/v1/reconfirmation-campaigns': {
    body: { title: { en: 'Spring' }, channels: ['email', 'post'], dueBy: '2026-06-30', endsOn: '2199-12-31' },
  },
  'POST /registry/v1/reconfirmation-campaigns/{id}/closure': { body: {} },
};
