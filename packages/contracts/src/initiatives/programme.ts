// A programme of a ministry: what it pays for, and its rules in versions, each put in force by a second person.
import { z } from 'zod';
import { allow, governmentRoles, selfRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { BusinessDate, IdParams, LangQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Pillar } from '../strategy/pillar.ts';
import { Currency } from '../values/currency.ts';
import { LocalDate } from '../values/date.ts';
import { GivenDate } from '../values/given.ts';
import { describedAs, given, openCode } from '../values/kept-and-given.ts';
import { Label } from '../values/label.ts';
import { Code } from '../values/text.ts';
import { PartyRole } from './match-limits.ts';
import { ProgrammeRules } from './programme-rules.ts';

/** Known instruments; an open list. */
export const instruments = [
  'grant',
  'match',
  'loan',
  'placement',
  'fellowship',
  'mentorship',
  'event',
  'service',
] as const;

const ProgrammeCode = Code.describe('the code of the programme, e.g. `TOWN`');
const RulesVersionName = Code.describe('the name of a version of its rules, e.g. `2025`');

const Opening = z.strictObject({
  code: ProgrammeCode,
  title: Label,
  pillar: Pillar.describe('the pillar of the engagement model that it serves'),
  instrument: openCode(instruments),
  currency: Currency.describe('in which its amounts are accounted for'),
});

/** One version of the rules. What is published is never changed again. */
export const RulesVersion = z.strictObject({
  rulesVersion: RulesVersionName,
  effectiveFrom: LocalDate.describe('the first day on which it judges'),
  rules: ProgrammeRules,
  /** the person who wrote it, who cannot be the one to publish it */
  draftedBy: z.string(),
  publishedOn: LocalDate.optional(),
});
export type RulesVersion = z.infer<typeof RulesVersion>;

export const programme = defineAggregate(
  'initiatives.programme',
  Opening.extend({ versions: z.array(RulesVersion).describe('in the order in which they were first written') }),
  {
    path: '/v1/programmes',
    called: ['a programme', 'programmes'],
    filters: ['pillar', 'instrument', 'ministry', 'code'],
    status: ({ versions }) => (versions.some(({ publishedOn }) => publishedOn !== undefined) ? 'in-force' : 'opened'),
    claims: ({ code }) => [{ identifier: code, pointer: '/code' }],
  },
);
export type Programme = z.infer<typeof programme.state>;

export const programmeOpened = programme.event('opened.v1', 'A programme was opened', Opening);

export const programmeRulesPublished = programme.event(
  'rules-published.v1',
  'A version of the rules of a programme was put in force from a day on',
  z.strictObject({
    code: ProgrammeCode,
    rulesVersion: RulesVersionName,
    effectiveFrom: LocalDate,
    roles: z.array(PartyRole).describe('the roles of the parties that pay'),
  }),
  'effectiveFrom',
);

export const programmeRevised = programme.revised;

export const openProgramme = programme.create({
  summary: 'Open a programme; it pays nothing before its rules are published',
  by: allow('officer'),
  body: given(Opening),
});

export const draftRules = programme.change('rules', {
  summary: 'Write a version of the rules of a programme; until it is published, writing it again replaces it',
  by: allow('officer', { ministry: 'own', person: true }),
  body: z.strictObject({
    rulesVersion: RulesVersionName,
    effectiveFrom: GivenDate,
    rules: given(ProgrammeRules),
  }),
  bodyLimit: 256 * 1024,
  refuses: ['RULES_PUBLISHED', 'VALIDATION'],
});

export const publishRules = programme.change('rules/{rulesVersion}/publication', {
  summary: 'Put a version of the rules in force; by another person than the one who wrote it',
  by: allow('officer', { ministry: 'own', person: true }),
  place: { rulesVersion: Code },
  body: z.strictObject({ publishedOn: BusinessDate }),
  dated: 'publishedOn',
  refuses: ['FOUR_EYES', 'NOT_FOUND', 'RULES_PUBLISHED', 'RULES_OVERTAKEN'],
});

/** How a version of the rules stands. */
export const RulesStanding = z.strictObject({
  rulesVersion: z.string(),
  status: z.enum(['draft', 'published']),
  effectiveFrom: LocalDate,
  publishedOn: LocalDate.optional(),
});

export const { list: listProgrammes, get: getProgramme } = programme.reads({
  by: allow(governmentRoles),
  hides: ['versions'],
  shows: {
    rules: z.array(RulesStanding).describe('its versions, in the order in which they were first written'),
    rulesInForce: z.string().optional().describe('the version that judges today'),
  },
});

export const getRules = defineRoute({
  service: 'initiatives',
  method: 'GET',
  path: '/v1/programmes/{id}/rules/{rulesVersion}',
  summary: 'Read a version of the rules of a programme; applicants read those that are published',
  access: allow(governmentRoles, { self: selfRoles, reach: 'published' }),
  params: IdParams.extend({ rulesVersion: Code }),
  query: z.strictObject(LangQuery),
  reply: { 200: RulesStanding.extend({ rules: describedAs(ProgrammeRules, 'as they judge') }) },
});
