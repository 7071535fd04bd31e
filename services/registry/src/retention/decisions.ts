// When a record is looked at anew, and what is decided of it then. A clock proposes; it erases nothing.
import {
  accept,
  addMonths,
  type Decision,
  decideChange,
  decidePut,
  keepRecord,
  type LocalDate,
  type Person,
  type RetentionProposal,
  type RetentionRules,
  refuseReversed,
  refuseState,
  rejectField,
  retentionKept,
  retentionLapsed,
  retentionProposed,
  retentionRulesSet,
  setRetentionRules,
} from '@tributary/contracts';

export const setRules = decidePut(setRetentionRules, (_before, rules) => accept(rules, retentionRulesSet(rules)));

/** Why a record is to be looked at, and since when its clock ran and had run down. */
export type Ground = Pick<RetentionProposal, 'ground' | 'runsFrom' | 'dueOn'>;

type Clocks = Omit<RetentionRules, 'ministryCode'>;

/** Which clock runs for a record, from which day, and for how many years; undefined where none does. */
function clockOf(person: Person, rules: Clocks) {
  const { status, closedOn, registeredOn, verifiedOn = registeredOn, confirmedOn = registeredOn } = person;
  switch (status) {
    case 'withdrawn':
      return { ground: status, runsFrom: closedOn ?? registeredOn, years: rules.withdrawnYears };
    case 'deceased':
      return { ground: status, runsFrom: closedOn ?? registeredOn, years: rules.deceasedYears };
    case 'registered':
    case 'verified':
    case 'active':
    case 'dormant': {
      const runsFrom = [registeredOn, verifiedOn, confirmedOn].sort().at(-1) ?? registeredOn;
      return { ground: 'unconfirmed', runsFrom, years: rules.unconfirmedYears } as const;
    }
    default:
      // what was merged is looked at with the record that goes on, and of who was erased nothing is left
      return undefined;
  }
}

/** Why a record is to be looked at on a day by the rules of its ministry; undefined where there is no ground. */
export function groundOf(person: Person, rules: Clocks | undefined, today: LocalDate): Ground | undefined {
  const clock = rules && clockOf(person, rules);
  if (clock?.years === undefined) return undefined;
  const { ground, runsFrom, years } = clock;
  const dueOn = addMonths(runsFrom, 12 * years);
  return dueOn <= today ? { ground, runsFrom, dueOn } : undefined;
}

/** Proposes a record. */
export function propose(personId: string, { runsFrom, ...due }: Ground, proposedOn: LocalDate) {
  const told = { personId, ...due, proposedOn };
  return accept<RetentionProposal>({ ...told, status: 'open', runsFrom }, retentionProposed(told));
}

/** Proposes a record again; one that is open, or kept until a later day, stays as it is. */
export function proposeAgain(
  { status, personId, keptUntil }: RetentionProposal,
  ground: Ground,
  today: LocalDate,
): Decision<RetentionProposal> | 'unchanged' {
  if (status === 'open' || (status === 'kept' && keptUntil !== undefined && keptUntil > today)) return 'unchanged';
  return propose(personId, ground, today);
}

export const keep = decideChange(keepRecord, (proposal, { keptUntil, reasonCode, decidedOn }) => {
  const refused = refuseState(proposal, 'open') ?? refuseReversed(proposal.proposedOn, decidedOn, '/decidedOn');
  if (refused !== undefined) return refused;
  if (keptUntil <= decidedOn) {
    return rejectField('DATES_REVERSED', '/keptUntil', { start: decidedOn, end: keptUntil });
  }
  return accept(
    { ...proposal, status: 'kept', keptUntil, reasonCode, decidedOn },
    retentionKept({ keptUntil, reasonCode, decidedOn }),
  );
});

/** There is nothing left to decide: the ground is gone, or the person was erased. */
export function lapse(proposal: RetentionProposal, lapsedOn: LocalDate): Decision<RetentionProposal> | 'unchanged' {
  if (proposal.status === 'lapsed') return 'unchanged';
  const { keptUntil: _until, reasonCode: _why, decidedOn: _on, ...rest } = proposal;
  return accept<RetentionProposal>({ ...rest, status: 'lapsed' }, retentionLapsed({ lapsedOn }));
}
