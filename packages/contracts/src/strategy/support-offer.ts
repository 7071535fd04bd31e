// What an institution offers for steps of the roadmap or for whole pillars: training, funding or technical assistance.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { BusinessDate, PageQuery, pageOf, ReasonCode } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { LocalDate } from '../values/date.ts';
import { described } from '../values/described.ts';
import { Id } from '../values/identity.ts';
import { describedAs, given, listOf, openCode } from '../values/kept-and-given.ts';
import { Label, LanguageTag } from '../values/label.ts';
import { Code } from '../values/text.ts';
import { Pillar, pillars } from './pillar.ts';
import { supportInstitutions, supportKinds } from './roadmap-step.ts';

const Offer = z.strictObject({
  institution: describedAs(openCode(supportInstitutions), 'who offers it'),
  kind: describedAs(openCode(supportKinds), 'the kind of support'),
  title: Label,
  steps: describedAs(listOf(Code, 200), 'the steps of the roadmap that it is for, by their codes'),
  pillars: describedAs(listOf(Pillar, pillars.length), 'the pillars for all of whose steps it is'),
  languages: describedAs(listOf(LanguageTag, 50), 'the languages in which it is given; empty where that is open'),
  startsOn: LocalDate,
  endsOn: LocalDate,
  offeredOn: describedAs(LocalDate, 'the day of the offer; today unless told, and never later'),
});

export const supportOffer = defineAggregate(
  'strategy.support-offer',
  Offer.extend({ withdrawnOn: LocalDate.optional(), reasonCode: ReasonCode.optional() }),
  {
    path: '/v1/support-offers',
    called: ['an offer of support', 'offers of support'],
    filters: ['institution', 'kind'],
    days: ['startsOn', 'endsOn'],
    soughtBy: [['steps'], ['pillars']],
    status: ({ withdrawnOn }) => (withdrawnOn === undefined ? 'offered' : 'withdrawn'),
  },
);
export type SupportOffer = z.infer<typeof supportOffer.state>;

export const supportOffered = supportOffer.event(
  'offered.v1',
  'An institution offered support for steps of the roadmap',
  Offer,
  'offeredOn',
);

export const supportOfferWithdrawn = supportOffer.event(
  'withdrawn.v1',
  'An offer of support was withdrawn',
  z.strictObject({ withdrawnOn: LocalDate, reasonCode: ReasonCode }),
  'withdrawnOn',
);

export const supportOfferRevised = supportOffer.revised;

const NewOffer = given(Offer).extend({ offeredOn: BusinessDate });
const some = (field: string) => ({
  required: [field],
  properties: { [field]: { type: 'array', minItems: 1, description: 'one at least, or one of the others' } },
});
described.add(NewOffer, { anyOf: [some('steps'), some('pillars')] });

export const offerSupport = supportOffer.create({
  summary: 'Enter what an institution offers for steps of the roadmap, or for whole pillars',
  by: allow(['planner', 'partner-officer']),
  body: NewOffer,
  dated: 'offeredOn',
  refuses: ['STEP_UNKNOWN', 'DATES_REVERSED'],
});

export const withdrawSupportOffer = supportOffer.change('withdrawal', {
  summary: 'Withdraw an offer of support',
  by: allow(['planner', 'partner-officer'], { ministry: 'own' }),
  body: z.strictObject({ reasonCode: ReasonCode, withdrawnOn: BusinessDate }),
  dated: 'withdrawnOn',
  refuses: ['WRONG_STATE', 'DATES_REVERSED'],
});

/** An offer as a step shows it. */
export const OfferOfStep = z.strictObject({
  id: Id.describe('the offer, by its id'),
  ...Offer.omit({ steps: true, pillars: true, offeredOn: true }).shape,
});

export const listOffersOfStep = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/roadmap-steps/{code}/offers',
  summary: 'List the offers of support that are open for a step of the roadmap, by its code or its pillar',
  access: allow(governmentRoles),
  params: z.strictObject({ code: given(Code) }),
  query: z.strictObject(PageQuery),
  reply: { 200: pageOf(OfferOfStep) },
});

export const { list: listSupportOffers, get: getSupportOffer } = supportOffer.reads({ by: allow(governmentRoles) });
