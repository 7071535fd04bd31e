import type { PlanAlignmentTexts } from '../plan-alignment-columns.ts';

export const en: PlanAlignmentTexts = {
  title: 'Alignment of initiatives with a plan',
  grain: 'One row for each node of the plan version in force; the figures of a node include its descendants.',
  columns: {
    code: { label: 'Code', definition: 'The code of the node in the plan.' },
    level: { label: 'Level', definition: 'Depth in the tree of the plan, 1 at the top.' },
    levelLabel: { label: 'Kind of node', definition: 'What the plan calls this level.' },
    levelLabelLang: {
      label: 'Language of the kind',
      definition: 'Language in which the kind of node is shown (BCP 47).',
    },
    title: {
      label: 'Title',
      definition: 'The title of the node in the language asked for, else in English, else in the first one there is.',
    },
    titleLang: { label: 'Language of the title', definition: 'Language in which the title is shown (BCP 47).' },
    responsibleMinistry: {
      label: 'Responsible ministry',
      definition: 'The institution that decides on links to this node.',
    },
    initiatives: {
      label: 'Initiatives',
      definition: 'Live initiatives with an accepted link to the node or below it; each counts once.',
    },
    budget: {
      label: 'Aligned budget',
      definition: 'Sum of budget × accepted weight over live initiatives, rounded half up once.',
    },
    awaiting: {
      label: 'Awaiting',
      definition: 'Live initiatives with a link to the node or below it that awaits a decision; each counts once.',
    },
    rejected: {
      label: 'Rejected',
      definition: 'Live initiatives with a rejected link to the node or below it; each counts once.',
    },
    centralPaid: {
      label: 'Central funds paid',
      definition: 'Central public money paid × accepted weight. Empty: it has no source in this release.',
    },
    mobilised: {
      label: 'Mobilised',
      definition: 'Verified contributions of all other parties × accepted weight. Empty: no source in this release.',
    },
    budgetSharePct: {
      label: 'Share of the portfolio',
      definition: 'Aligned budget ÷ budget of all live initiatives, in per cent with one decimal.',
    },
    weightedScore: {
      label: 'Weighted score',
      definition: 'Alignment score from 0 to 100, weighted by aligned budget. Empty until all its parts have a source.',
    },
    band: { label: 'Band', definition: 'The band of the weighted score. Empty where that is.' },
  },
  footer: {
    planVersion: {
      label: 'Plan version',
      definition:
        'The version in force on the day of the report; links to earlier versions count in it where it has a node of the same code.',
    },
    currency: { label: 'Currency', definition: 'The currency of all amounts (ISO 4217).' },
    liveInitiatives: {
      label: 'Live initiatives',
      definition: 'Registered up to the day of the report and not cancelled on it.',
    },
    unlinkedInitiatives: {
      label: 'Unlinked initiatives',
      definition: 'Live initiatives without a link to the plan.',
    },
    driftedInitiatives: {
      label: 'Initiatives with drifted links',
      definition:
        'Live initiatives with a link to a node that an earlier version had and the version in force does not have; each counts once.',
    },
    portfolioBudget: {
      label: 'Portfolio budget',
      definition: 'Budget of all live initiatives; it equals accepted + awaiting + rejected + drifted + unlinked.',
    },
    accepted: {
      label: 'Accepted',
      definition: 'Budget × weight of accepted links, rounded so that the five parts sum to the portfolio budget.',
    },
    awaiting: {
      label: 'Awaiting',
      definition: 'Budget × weight of links that await a decision, rounded together with the other parts.',
    },
    rejected: {
      label: 'Rejected',
      definition: 'Budget × weight of rejected links, rounded together with the other parts.',
    },
    drifted: {
      label: 'Drifted',
      definition:
        'Budget × weight of links whose node is gone from the version in force, whatever was decided on them, rounded together with the other parts.',
    },
    unlinked: { label: 'Unlinked', definition: 'Budget of live initiatives without a link to the plan.' },
    weightedAlignment: {
      label: 'Weighted alignment',
      definition: 'Alignment score over all live budget. Empty until all its parts have a source.',
    },
  },
};
