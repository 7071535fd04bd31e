// A case of good practice: what another country's programme does, by whom, with which rules, and where that is written. Cases
// stand beside the pillars and the steps of the roadmap that can learn from them.
import { z } from 'zod';
import { instruments } from '../initiatives/programme.ts';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { LangQuery, PageQuery, pageOf } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Count } from '../values/count.ts';
import { formed } from '../values/form.ts';
import { CountryCode, NodeCode } from '../values/identity.ts';
import { describedAs, given, listOf, openCode } from '../values/kept-and-given.ts';
import { Label } from '../values/label.ts';
import { Code, Text, text } from '../values/text.ts';
import { Pillar, pillars } from './pillar.ts';

/** Where the facts of a case are written. */
export const PracticeSource = z.strictObject({
  publisher: describedAs(Text, 'who publishes it'),
  title: describedAs(Text, 'what it is called there').optional(),
  year: z.int().min(1900).max(2200).describe('the year that it is of, where it says one').optional(),
  url: formed('web-address').max(1000).describe('its address'),
});

const MOST = 50;

export const goodPractice = defineAggregate(
  'strategy.good-practice',
  z.strictObject({
    code: Code,
    title: Label,
    country: CountryCode.describe('the country whose programme it is'),
    since: z.int().min(1900).max(2200).describe('the year of the rules that are described').optional(),
    instrument: describedAs(openCode(instruments), 'how the programme acts'),
    pillars: describedAs(listOf(Pillar, pillars.length), 'the pillars that can learn from it'),
    steps: describedAs(listOf(Code, MOST), 'the steps of the roadmap that it shows a way for, by their codes'),
    sectors: describedAs(listOf(Code, MOST), 'what it is in, by codes of DAC sectors'),
    sdgTargets: describedAs(listOf(NodeCode, MOST), 'the SDG targets that it serves'),
    actors: describedAs(Label, 'who does what'),
    description: describedAs(Label, 'what it does, and by which rules'),
    lessons: describedAs(Label, 'what others can take from it'),
    references: describedAs(z.array(PracticeSource).min(1).max(MOST), 'where its facts are written'),
  }),
  {
    path: '/v1/good-practices',
    called: ['a case of good practice', 'cases of good practice'],
    key: { of: 'good-practice', fields: ['code'] },
    listed: false,
    order: { code: 1 },
    status: () => 'set',
  },
);
export type GoodPractice = z.infer<typeof goodPractice.state>;

export const goodPracticeSet = goodPractice.event(
  'set.v1',
  'A case of good practice was entered, or told anew',
  goodPractice.state,
);

export const goodPracticeRevised = goodPractice.revised;

const { code: _code, ...entered } = goodPractice.state.shape;

export const setGoodPractice = goodPractice.put({
  summary: 'Enter a case of good practice, or tell it anew',
  by: allow('planner'),
  place: { code: Code },
  body: given(z.strictObject(entered)),
  bodyLimit: 64 * 1024,
  precondition: 'creates',
  refuses: ['FUTURE_DATE'],
});

/** A case as it is read. */
export const ShownGoodPractice = z.strictObject({ id: z.string(), seq: Count, ...goodPractice.state.shape });
export type ShownGoodPractice = z.infer<typeof ShownGoodPractice>;

export const listGoodPractices = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/good-practices',
  summary: 'Search cases of good practice, in the language asked for and in any other that they are told in',
  access: allow(governmentRoles),
  query: z.strictObject({
    ...PageQuery,
    q: text(200)
      .optional()
      .describe(
        'words that a case has all of, in any language, whatever the accents and capitals; a beginning is enough',
      ),
    pillar: Pillar.optional().describe('a pillar that can learn from it'),
    step: Code.optional().describe('a step of the roadmap, by its code'),
    country: CountryCode.optional(),
    instrument: Code.optional(),
  }),
  reply: { 200: pageOf(ShownGoodPractice) },
});

export const getGoodPractice = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/good-practices/{code}',
  summary: 'Read a case of good practice',
  access: allow(governmentRoles),
  params: z.strictObject({ code: Code }),
  query: z.strictObject(LangQuery),
  reply: { 200: ShownGoodPractice },
});
