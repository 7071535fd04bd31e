// What was done under an emergency access, for its review: counted from the chain of the audit, and read look by look.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { IdParams, LangQuery, PageQuery, pageOf } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Count } from '../values/count.ts';
import { Id } from '../values/identity.ts';
import { PersonLook } from './person-reading.ts';

const one = {
  service: 'registry',
  method: 'GET',
  access: allow('privacy', { ministry: 'own' }),
  params: IdParams,
} as const;

const officer = z.string().describe('who looked, by the subject of their token');

export const getEmergencyAccessUse = defineRoute({
  ...one,
  path: '/v1/emergency-accesses/{id}/use',
  summary: 'Count the looks under an emergency access, by officer, whoever looked most first',
  query: z.strictObject(LangQuery),
  reply: {
    200: z.strictObject({
      looks: Count.describe('looks under it, also those that were recorded as it ended and not answered any more'),
      officers: z
        .array(z.strictObject({ officer, looks: Count.describe('looks of this officer under it') }))
        .describe('who looked under it'),
    }),
  },
});

export const EmergencyLook = PersonLook.omit({ emergencyAccess: true }).extend({
  officer,
  persons: z
    .array(Id)
    .describe('the person, by the ids of their records: the one that goes on, and those merged into it'),
});
export type EmergencyLook = z.infer<typeof EmergencyLook>;

export const listEmergencyAccessLooks = defineRoute({
  ...one,
  path: '/v1/emergency-accesses/{id}/looks',
  summary: 'List the looks under an emergency access, the oldest first: by whom, at whom, and which fields were shown',
  query: z.strictObject(PageQuery),
  reply: { 200: pageOf(EmergencyLook) },
});
