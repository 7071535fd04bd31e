// Who may act for an organisation: named by a registrar, or proposed by one of them and confirmed, until a registrar ends it.
import {
  type Accepted,
  accept,
  addRepresentative,
  confirmRepresentative,
  type Decision,
  decideChange,
  endRepresentative,
  type Known,
  type LocalDate,
  MOST_REPRESENTATIVES,
  type Organisation,
  organisationRevised,
  type Representative,
  refuseReversed,
  reject,
  rejectField,
  representativeAdded,
  representativeEnded,
} from '@tributary/contracts';
import { isOpen, oneOf } from './proposed.ts';

/** By what representatives of one organisation are known outside. */
export interface RepresentativeTokens {
  /** the token of a subject in this organisation */
  readonly tokenOf: (subjectId: string) => string;
}

/** What is known where somebody is named. */
export interface Naming extends RepresentativeTokens {
  readonly organisationId: string;
  /** the subject of a caller who proposes for their own organisation; undefined: a registrar */
  readonly proposer: string | undefined;
}

const representativesOf = ({ representatives = [] }: Organisation): readonly Representative[] => representatives;

/** Whether a subject acted for an organisation, or was refused it, and does not act for it now. */
export function lostBy(organisation: Organisation, subjectId: string): boolean {
  const own = representativesOf(organisation).filter((one) => one.subjectId === subjectId);
  return own.length > 0 && !own.some(({ status }) => status === 'confirmed');
}

type New = Pick<Representative, 'role' | 'subjectId' | 'since'>;

/** The organisation with one more of them. */
function withOne(organisation: Organisation, one: New, status: 'proposed' | 'confirmed') {
  const before = representativesOf(organisation);
  const added: Representative = { no: before.length + 1, ...one, status };
  return { added, state: { ...organisation, representatives: [...before, added] } };
}

const toldOf = ({ no, role, since, subjectId }: Representative, { tokenOf }: RepresentativeTokens) =>
  representativeAdded({ no, role, since, representative: tokenOf(subjectId) });

/** The organisation with whoever entered it as the first who may act for it. */
export function withFounder(
  organisation: Organisation,
  subjectId: string,
  known: RepresentativeTokens & { readonly today: LocalDate },
): Accepted<Organisation> {
  const one = { role: 'representative', subjectId, since: known.today };
  const { added, state } = withOne(organisation, one, 'confirmed');
  return accept(state, toldOf(added, known));
}

/** Makes who entered an organisation one who may act for it, where nothing was ever said of that. */
export function foundedBy(
  organisation: Organisation,
  subjectId: string,
  known: RepresentativeTokens & { readonly today: LocalDate },
): Decision<Organisation> | 'unchanged' {
  const isKnown = representativesOf(organisation).some((one) => one.subjectId === subjectId);
  const isFull = representativesOf(organisation).length >= MOST_REPRESENTATIVES;
  return isKnown || isFull ? 'unchanged' : withFounder(organisation, subjectId, known);
}

/** Names somebody: confirmed at once by a registrar, proposed by one who acts for the organisation. */
export const name = decideChange(addRepresentative, (organisation, one, known: Known<Naming>) => {
  const { proposer, organisationId } = known;
  if (proposer !== undefined && lostBy(organisation, proposer))
    return reject('NOT_A_REPRESENTATIVE', { organisationId });
  const before = representativesOf(organisation);
  const { subjectId } = one;
  if (before.some((other) => other.subjectId === subjectId && isOpen(other))) {
    return rejectField('ALREADY_EXISTS', '/subjectId', { what: subjectId });
  }
  if (before.length >= MOST_REPRESENTATIVES) {
    const values = { rule: 'representatives', limit: MOST_REPRESENTATIVES, given: before.length + 1 };
    return reject('ABOVE_LIMIT', values);
  }
  const isConfirmed = proposer === undefined;
  const { added, state } = withOne(organisation, one, isConfirmed ? 'confirmed' : 'proposed');
  return accept(state, isConfirmed ? toldOf(added, known) : organisationRevised({}));
});

const replaced = (organisation: Organisation, changed: Representative): Organisation => ({
  ...organisation,
  representatives: representativesOf(organisation).map((one) => (one.no === changed.no ? changed : one)),
});

/** Confirms who was proposed. */
export const confirm = decideChange(
  confirmRepresentative,
  (organisation, { no }, known: Known<RepresentativeTokens>) => {
    const one = oneOf(representativesOf(organisation), no, 'proposed');
    if ('rejected' in one) return one;
    const confirmed: Representative = { ...one, status: 'confirmed' };
    return accept(replaced(organisation, confirmed), toldOf(confirmed, known));
  },
);

/** Ends what somebody may do, from a day on; who was only proposed is refused. */
export const end = decideChange(
  endRepresentative,
  (organisation, { no, reasonCode, endedOn: until, nobodyFollows }) => {
    const one = oneOf(representativesOf(organisation), no, 'proposed', 'confirmed');
    if ('rejected' in one) return one;
    if (one.status === 'proposed') {
      return accept(replaced(organisation, { ...one, status: 'refused', until, reasonCode }), organisationRevised({}));
    }
    const reversed = refuseReversed(one.since, until, '/endedOn');
    if (reversed !== undefined) return reversed;
    const others = representativesOf(organisation).some((other) => other.no !== no && other.status === 'confirmed');
    if (organisation.status === 'recognised' && !others && !nobodyFollows) return reject('LAST_REPRESENTATIVE');
    return accept(
      replaced(organisation, { ...one, status: 'ended', until, reasonCode }),
      representativeEnded({ no, until, reasonCode }),
    );
  },
);
