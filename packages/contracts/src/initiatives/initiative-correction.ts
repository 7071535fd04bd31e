// Corrections of initiatives, and what of one stays as it is because money or a decision leans on it.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { NormaliseQuery } from '../kernel/requests.ts';
import { toldAs } from '../kernel/told-as.ts';
import { organisationRefusals } from '../registry/organisation-standing.ts';
import { activityStatus, type Initiative, initiative, NewInitiative } from './initiative.ts';

const { registeredOn: _entered, ...correctable } = NewInitiative.shape;
const Fields = z.strictObject(correctable);
type Field = keyof typeof correctable;

export const initiativeCorrected = initiative.corrected(
  toldAs(
    initiative.state.omit({
      registeredOn: true,
      programmeId: true,
      awardId: true,
      status: true,
      statusOn: true,
      proposals: true,
      indicators: true,
      results: true,
      verifications: true,
    }),
    {
      plannedStartOn: 'plannedStart',
      plannedEndOn: 'plannedEnd',
    },
  ),
);

/** The words for the codes of the IATI code list ActivityStatus. */
const statusNames = new Map(Object.entries(activityStatus).map(([name, code]) => [code as number, name]));

const { closed, cancelled, proposed } = activityStatus;
const isOver = ({ status }: Initiative) => status === closed || status === cancelled;
const isUnderWay = ({ status, awardId }: Initiative) => status !== proposed || awardId !== undefined;
const isAccepted = ({ proposals }: Initiative) =>
  proposals.some(({ links }) => links.some(({ decision }) => decision === 'accepted'));

const butTitle = (Object.keys(correctable) as Field[]).filter((field) => field !== 'title');

export const correctInitiative = initiative.correct({
  summary:
    'Correct an initiative. Once it is active, or was registered for an award, its budget, budget code and organisation stay as they are, since money is ' +
    'paid on them; once it has ended, all but its title; while a ministry has accepted a link of it, its budget, areas ' +
    'and sectors, until the links are sent anew',
  by: allow('officer', { ministry: 'own' }),
  query: NormaliseQuery,
  fields: Fields,
  givenOf: ({ budget, ...state }) => ({ ...state, budget: budget.amount }),
  event: initiativeCorrected,
  frozen: (state) => [
    ...(isOver(state) ? [{ fields: butTitle, by: 'FROZEN_BY_END' as const }] : []),
    ...(isUnderWay(state)
      ? [{ fields: ['budget', 'budgetCode', 'organisationId'] as const, by: 'FROZEN_BY_MONEY' as const }]
      : []),
    ...(isAccepted(state)
      ? [{ fields: ['budget', 'area', 'areas', 'sectors'] as const, by: 'FROZEN_BY_DECISION' as const }]
      : []),
  ],
  stateNamed: ({ status }) => statusNames.get(status) ?? String(status),
  refuses: ['RATE_MISSING', 'SECTORS_NOT_100', 'AREAS_NOT_100', 'DATES_REVERSED', ...organisationRefusals],
});
