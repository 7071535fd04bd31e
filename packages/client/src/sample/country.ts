// A country as facts to load: what it is made of, who does what in it and on which day. Things name each other by codes.
import {
  ActivityStatus,
  Code,
  ContributionForm,
  ContributionType,
  CountryCode,
  Currency,
  Decimal,
  given,
  KpiDirection,
  Label,
  LocalDate,
  MinistryCode,
  NodeCode,
  PartyRole,
  Percentage,
  PlanCode,
  ProgrammeRules,
  pillars,
  Text,
  VerificationLevel,
  YearValue,
} from '@tributary/contracts';
import { z } from 'zod';

/** An amount in the currency of the country unless a currency stands beside it. */
const Amount = z.string().regex(/^\d{1,15}(\.\d{1,3})?$/);

const Reasons = z.strictObject({ on: LocalDate, reasonCodes: z.array(Code) });

/** The title of something in a plan: in several languages, or a text in English. */
const Title = z.union([Label, Text.transform((en) => ({ en }))]);

const Node = z.strictObject({
  code: NodeCode,
  level: z.int(),
  parent: NodeCode.optional(),
  title: Title,
  responsibleMinistry: MinistryCode,
});

const Kpi = z.strictObject({
  code: z.string(),
  parent: NodeCode,
  title: Title,
  unit: z.string(),
  direction: z.enum(['up', 'down']),
  aggregation: z.enum(['sum', 'rate']),
  baselineYear: z.string(),
  baselineValue: z.string(),
  targets: z.record(z.string(), z.string()),
  /** the newest national value */
  actual: z.strictObject({ on: LocalDate, value: Decimal }).optional(),
});

const Organisation = z.strictObject({
  code: Code,
  kind: z.string(),
  name: Text,
  country: CountryCode,
  recognition: z.strictObject({ registerNumber: Code, startsOn: LocalDate, endsOn: LocalDate }).optional(),
  suspension: z.strictObject({ from: LocalDate, reasonCode: Code }).optional(),
});

const Partner = z.strictObject({
  code: Code,
  name: Text,
  kind: z.string(),
  country: CountryCode,
  agreement: z.strictObject({
    type: z.string(),
    title: Label,
    reference: Code,
    startsOn: LocalDate,
    endsOn: LocalDate,
    signedOn: LocalDate,
  }),
});

const Call = z.strictObject({
  code: Code,
  programme: Code,
  title: Label,
  opensOn: LocalDate,
  closesOn: LocalDate,
  applicantKinds: z.array(z.string()),
  envelope: Amount,
});

const Link = z.strictObject({
  nodeCode: NodeCode,
  weightPct: Percentage,
  /** of the ministry that answers for the node; none yet where it is not there */
  decision: z.enum(['accept', 'reject']).optional(),
});
export type Link = z.infer<typeof Link>;

const Indicator = z.strictObject({
  code: Code,
  title: Label,
  unit: Text,
  direction: KpiDirection,
  definedOn: LocalDate,
  baseline: YearValue.optional(),
  targets: z.array(YearValue),
  /** the KPI of the plan that it counts towards */
  kpi: z
    .strictObject({
      code: NodeCode,
      contributionType: ContributionType,
      sharePct: Percentage,
      method: Code,
      /** of the ministry that answers for the KPI; none yet where it is not there */
      decision: z.enum(['accept', 'reject']).optional(),
    })
    .optional(),
});
export type Indicator = z.infer<typeof Indicator>;

const Result = z.strictObject({
  indicator: Code,
  from: LocalDate,
  to: LocalDate,
  value: Decimal,
  evidenceCount: z.int(),
  reportedOn: LocalDate,
  verification: z.strictObject({ level: VerificationLevel, on: LocalDate }).optional(),
});
export type Result = z.infer<typeof Result>;

/** What an initiative counts; results in the order in which they were reported. */
const counted = { indicators: z.array(Indicator), results: z.array(Result) };

const Stage = z.strictObject({ status: ActivityStatus, on: LocalDate });

const Contribution = z.strictObject({
  role: PartyRole,
  form: ContributionForm,
  method: Code.optional(),
  /** of role partner: who pays it in */
  partner: Code.optional(),
  currency: Currency,
  pledged: Amount,
  pledgedOn: LocalDate,
  /** what of it has come in and was verified; nothing where it is not there */
  verified: Amount.optional(),
  receivedOn: LocalDate.optional(),
  verifiedOn: LocalDate.optional(),
});
export type Contribution = z.infer<typeof Contribution>;

const Tranche = z.strictObject({
  no: z.int(),
  amount: Amount,
  dueOn: LocalDate,
  /** the day on which what it waits for was accepted */
  acceptedOn: LocalDate.optional(),
  approvals: z.int().optional(),
  approvedOn: LocalDate.optional(),
  paidOn: LocalDate.optional(),
  reference: Code.optional(),
});
export type Tranche = z.infer<typeof Tranche>;

const Award = z.strictObject({
  signedOn: LocalDate,
  plannedStartOn: LocalDate,
  plannedEndOn: LocalDate,
  budgetCode: Code.optional(),
  contributions: z.array(Contribution),
  tranches: z.array(Tranche),
  links: z.array(Link),
  ...counted,
  /** the stages of its life, in their order */
  statuses: z.array(Stage),
  termination: z.strictObject({ reasonCode: Code, on: LocalDate }).optional(),
});
export type Award = z.infer<typeof Award>;

const Offer = z.strictObject({
  party: Code,
  amount: Amount,
  form: ContributionForm.default('cash'),
  method: Code.optional(),
  source: Code.optional(),
});

const Application = z.strictObject({
  code: Code,
  call: Code,
  organisation: Code,
  area: Text,
  title: Label.optional(),
  cost: Amount,
  requested: Amount,
  offers: z.array(Offer),
  answers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  submittedOn: LocalDate,
  /** what is found of it: eligible where there is no reason against it */
  eligibility: Reasons.optional(),
  reviewedOn: LocalDate.optional(),
  approvedOn: LocalDate.optional(),
  decline: Reasons.optional(),
  withdrawnOn: LocalDate.optional(),
  award: Award.optional(),
});
export type Application = z.infer<typeof Application>;

const Initiative = z.strictObject({
  code: Code,
  organisation: Code,
  ministry: MinistryCode,
  title: Label,
  area: Text,
  budget: Amount,
  registeredOn: LocalDate,
  plannedStartOn: LocalDate,
  plannedEndOn: LocalDate,
  /** the stages of its life, in their order */
  statuses: z.array(Stage),
  links: z.array(Link),
  ...counted,
});
export type Initiative = z.infer<typeof Initiative>;

export const Country = z.strictObject({
  country: CountryCode,
  name: Text,
  currency: Currency,
  /** the day of its figures */
  to: LocalDate,
  /** who keeps the register, who pays, and who makes agreements with partners */
  ministries: z.strictObject({ registrar: MinistryCode, finance: MinistryCode, partnerships: MinistryCode }),
  rates: z.array(z.strictObject({ currency: Currency, date: LocalDate, rate: z.string() })),
  plan: z.strictObject({
    code: PlanCode,
    version: z.string(),
    kind: z.string(),
    title: Label,
    levels: z.array(Label),
    programmeLevel: z.int(),
    ministry: MinistryCode,
    from: LocalDate,
    nodes: z.array(Node),
    kpis: z.array(Kpi),
  }),
  organisations: z.array(Organisation),
  partners: z.array(Partner),
  programmes: z.array(
    z.strictObject({
      code: Code,
      title: Label,
      pillar: z.enum(pillars),
      instrument: z.string(),
      currency: Currency,
      ministry: MinistryCode,
      rulesVersion: Code,
      effectiveFrom: LocalDate,
      rules: given(ProgrammeRules),
    }),
  ),
  calls: z.array(Call),
  applications: z.array(Application),
  initiatives: z.array(Initiative),
});
export type Country = z.infer<typeof Country>;
