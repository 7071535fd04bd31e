// How organisations are kept; an identifier of a register belongs to one organisation only.
import { organisationRevised } from '@tributary/contracts';
import type { AggregateDefinition } from '@tributary/eventing';
import type { Organisation } from './domain/organisation.ts';

const required = { type: String, required: true };

export const organisations: AggregateDefinition<Organisation> = {
  service: 'registry',
  name: 'organisation',
  self: (id) => `/v1/organisations/${id}`,
  status: ({ status }) => status,
  fields: {
    name: required,
    kind: required,
    country: required,
    area: String,
    identifiers: [{ _id: false, scheme: required, id: required }],
    sectors: [String],
    status: required,
    recognition: { _id: false, type: { validFrom: required, validUntil: required, registerNumber: required } },
    holds: { type: [String], default: undefined },
    suspension: { _id: false, type: { reasonCode: required, from: required } },
  },
  indexes: [{ keys: { holds: 1 }, unique: true, sparse: true }, { keys: { status: 1 } }, { keys: { country: 1 } }],
  revised: organisationRevised,
};
