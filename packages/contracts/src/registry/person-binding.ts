// How an identity of the issuer comes to stand for a person: the person is identified at a counter and given a code, signs
// in, and presents it once. From then on the record is that identity's own, in every service, until it is unbound.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { Acknowledged, IdParams, PageQuery, pageOf, ReasonCode } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Instant, LocalDate } from '../values/date.ts';
import { Id, MinistryCode } from '../values/identity.ts';
import { person } from './person.ts';

const common = { service: 'registry', idempotency: 'ignored', precondition: 'none', personal: true } as const;

/** How long a code may be told to hold, in minutes, and how long it does where nothing is said. */
export const codeMinutes = { least: 5, most: 2880, usual: 60 } as const;
/** Codes that may be issued for one person in a day. */
export const CODES_A_DAY = 5;
/** Codes that one identity may try in a quarter of an hour. */
export const TRIES = { most: 5, withinMs: 15 * 60_000 } as const;

/** Ten signs of which none is taken for another one, in two groups: 50 bits. */
const code = /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/;

export const issueBindingCode = defineRoute({
  ...common,
  method: 'POST',
  path: '/v1/persons/{id}/binding-code',
  summary:
    'Issue a code to a person whom you have identified, by which the person binds an identity to this record. The code ' +
    'is told once, in this answer; one that was issued before holds no longer',
  access: allow('registrar', { ministry: 'own', person: true }),
  params: IdParams,
  body: z.strictObject({
    evidence: ReasonCode.describe('by what the person was identified, by its code, such as PASSPORT'),
    minutes: z
      .int()
      .min(codeMinutes.least)
      .max(codeMinutes.most)
      .default(codeMinutes.usual)
      .describe('how long it holds, in minutes'),
  }),
  reply: {
    200: z.strictObject({
      code: z
        .string()
        .regex(code)
        .describe('the code, for the person alone')
        .meta({ examples: ['7K3QX-M9TBD'] }),
      expiresAt: Instant.describe('the moment from which it holds no longer'),
    }),
  },
  replyHeaders: ['cache-control'],
  problems: ['NOT_FOUND', 'GONE', 'WRONG_STATE', 'ALREADY_BOUND', 'UNAVAILABLE'],
});

export const bindIdentity = defineRoute({
  ...common,
  method: 'POST',
  path: '/v1/self/binding',
  summary:
    'Present the code from the counter: the identity that is signed in stands for that person from then on, also where the ' +
    'record has been merged into another one since. Again, by the same identity, it has the same effect',
  access: allow([], { self: ['person'], person: true }),
  body: z.strictObject({
    code: z
      .string()
      .min(1)
      .max(40)
      .describe('the code as it was given; small letters, spaces and hyphens do not matter'),
  }),
  reply: { 200: Acknowledged },
  problems: ['CODE_UNKNOWN', 'CODE_USED', 'CODE_EXPIRED', 'ALREADY_BOUND', 'GONE', 'WRONG_STATE', 'UNAVAILABLE'],
});

export const unbindIdentity = defineRoute({
  ...common,
  method: 'POST',
  path: '/v1/persons/{id}/unbinding',
  summary:
    'Take a record, and all that were merged with it, from the identity that stands for the person, and any code that is ' +
    'open for them',
  access: allow(['registrar', 'privacy'], { ministry: 'own' }),
  params: IdParams,
  body: z.strictObject({ reasonCode: ReasonCode.describe('why, by its code, such as ACCOUNT_LOST') }),
  reply: { 200: Acknowledged },
  problems: ['NOT_FOUND', 'GONE', 'NOT_BOUND', 'UNAVAILABLE'],
});

export const listOwnRecords = defineRoute({
  service: 'registry',
  method: 'GET',
  path: '/v1/self/records',
  summary:
    'List the records that are your own: those that you entered, and the one that a code was presented for. Records that ' +
    'were merged are listed once, as the one that goes on',
  access: allow([], { self: ['person'] }),
  query: z.strictObject(PageQuery),
  reply: {
    200: pageOf(
      z.strictObject({
        id: Id,
        ministry: MinistryCode,
        status: z.enum(person.state.shape.status.options),
        boundOn: LocalDate.optional().describe(
          'the day on which a code was presented for it, or for one merged into it',
        ),
      }),
    ),
  },
});
