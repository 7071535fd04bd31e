// How initiatives are kept; an IATI identifier belongs to one that is not cancelled.
import { initiativeRevised } from '@tributary/contracts';
import type { AggregateDefinition } from '@tributary/eventing';
import type { Initiative } from './domain/initiative.ts';

const text = { type: String, required: true };
const number = { type: Number, required: true };
const money = { amount: text, currency: text };

export const initiatives: AggregateDefinition<Initiative> = {
  service: 'initiatives',
  name: 'initiative',
  self: (id) => `/v1/initiatives/${id}`,
  status: ({ status }) => status,
  fields: {
    title: { type: Object, required: true },
    area: text,
    areas: { type: [{ _id: false, area: text, pct: number }], default: undefined },
    plannedStart: text,
    plannedEnd: String,
    organisationId: String,
    budgetCode: String,
    iatiIdentifier: String,
    holds: { type: [String], default: undefined },
    registeredOn: text,
    budget: { amount: money, base: money, rate: text, rateDate: text },
    sectors: [{ _id: false, vocabulary: text, code: text, pct: number }],
    status: number,
    statusOn: String,
    proposals: [
      {
        _id: false,
        planCode: text,
        planVersion: text,
        revision: number,
        proposedOn: text,
        links: [{ _id: false, nodeCode: text, weightPct: number, decision: text }],
      },
    ],
  },
  indexes: [
    { keys: { holds: 1 }, unique: true, sparse: true },
    { keys: { iatiIdentifier: 1 } },
    { keys: { status: 1 } },
    { keys: { ministry: 1 } },
  ],
  revised: initiativeRevised,
};
