// Who may call what, as one table made from the contracts. It fails closed: no rule, no route; no role in common, no entry.
import {
  type Access,
  type KeyOf,
  type ProblemCode,
  type phraseMessages,
  type RouteContract,
  roles,
  rolesLetIn,
  selfRoles,
} from '@tributary/contracts';
import type { Actor } from '@tributary/eventing';
import { planted } from '@tributary/eventing/cut-points';

/** What the policy says of a caller: undefined lets in. */
export interface Denial {
  readonly code: Extract<ProblemCode, 'UNAUTHENTICATED' | 'FORBIDDEN' | 'FOUR_EYES'>;
  /** a phrase of the answer */
  readonly condition: KeyOf<typeof phraseMessages> | undefined;
}

/** The rule of one route, made ready for many questions. */
export interface Rule {
  readonly access: Access;
  /** Decides before anything of the request but its token has been read. */
  readonly admit: (actor: Actor | undefined) => Denial | undefined;
  readonly writes: boolean;
  /** Whether who may touch a row depends on whose it is. */
  readonly filtered: boolean;
  /** The subject whose own rows alone this caller may touch; undefined for whoever is let in by a ministry. */
  readonly applicant: (actor: Actor | undefined) => string | undefined;
  /** The row filter: whether this caller may touch a row of a ministry, for which a subject applied, or that is published. */
  readonly rowFilter: (actor: Actor | undefined) => RowFilter;
  /** The row filter as a condition on what the store keeps: the rows of a list that this caller may see. */
  readonly rows: (actor: Actor | undefined) => Rows;
}

export type RowFilter = (ministry: string, applicantId?: string, isPublished?: boolean) => boolean;

/** What rows of a list must have; nothing where every row may be seen. */
export interface Rows {
  readonly ministry?: string;
  readonly applicantId?: string;
  /** those alone that are published to applicants */
  readonly published?: true;
}

/** What no ministry and no subject is called: a caller without one sees no row. */
const NONE = '';

/** A route without a rule that can be kept. The process must not start with it. */
export class PolicyMissing extends Error {
  override readonly name = 'PolicyMissing';
}

const everyRow = () => true;
const noRow = () => false;

/**
 * The rule of a route.
 * @throws {PolicyMissing} it lets nobody in, names an unknown role, mixes `public` with roles, or lets persons or
 * associations in for more than their own and what is published to them
 */
export function ruleOf({ method, path, access }: Pick<RouteContract, 'method' | 'path' | 'access'>): Rule {
  const name = `${method} ${path}`;
  const readsPublished = access?.reach === 'published';
  const named = access === undefined ? [] : rolesLetIn(access);
  if (named.length === 0) throw new PolicyMissing(`${name} says of nobody that they may call it`);
  const stranger = named.find((role) => !roles.includes(role));
  if (stranger !== undefined) throw new PolicyMissing(`${name} names ${stranger}, which is no role`);
  const unbound = access.roles.find((role) => selfRoles.some((one) => one === role));
  if (unbound !== undefined) throw new PolicyMissing(`${name} lets in ${unbound} for more than its own rows`);
  if (readsPublished && method !== 'GET') throw new PolicyMissing(`${name} changes what applicants may only read`);
  const isOpen = named.includes('public');
  if (isOpen && (named.length > 1 || access.ministry !== 'any' || access.person)) {
    throw new PolicyMissing(`${name} is open to all and asks for something at once`);
  }

  const byMinistry: ReadonlySet<string> = new Set(access.roles);
  const bySubject: ReadonlySet<string> = new Set(access.self);
  const writes = method !== 'GET';
  const ofMinistry = access.ministry !== 'any';
  const condition = access.ministry === 'any' ? undefined : access.ministry;
  const failsOpen = planted('fail-open-policy');
  // Who has a role of a ministry as well acts for the ministry.
  const isSelf = ({ roles: has }: Actor) =>
    !has.some((role) => byMinistry.has(role)) && has.some((role) => bySubject.has(role));

  return {
    access,
    writes,
    admit: (actor) => {
      if (isOpen) return undefined;
      if (actor === undefined) return { code: 'UNAUTHENTICATED', condition: undefined };
      if (failsOpen) return undefined;
      const ownAlone = isSelf(actor);
      if (!ownAlone && !actor.roles.some((role) => byMinistry.has(role))) return { code: 'FORBIDDEN', condition };
      if (access.person && actor.sub === actor.client) return { code: 'FOUR_EYES', condition: undefined };
      if (ownAlone) return actor.subjectId === undefined ? { code: 'FORBIDDEN', condition: 'subject' } : undefined;
      if ((writes || ofMinistry) && actor.ministry === '') return { code: 'FORBIDDEN', condition: 'ministry' };
      return undefined;
    },
    filtered: ofMinistry || access.self.length > 0,
    applicant: (actor) => (actor !== undefined && isSelf(actor) ? (actor.subjectId ?? NONE) : undefined),
    rowFilter: (actor) => {
      if (failsOpen) return everyRow;
      if (actor !== undefined && isSelf(actor)) {
        const { subjectId } = actor;
        if (readsPublished) return (_ministry, _applicantId, isPublished) => isPublished === true;
        return (_ministry, applicantId) => subjectId !== undefined && applicantId === subjectId;
      }
      if (!ofMinistry) return everyRow;
      return actor === undefined ? noRow : (ministry) => ministry === actor.ministry && ministry !== '';
    },
    rows: (actor) => {
      if (failsOpen) return {};
      if (actor !== undefined && isSelf(actor)) {
        return readsPublished ? { published: true } : { applicantId: actor.subjectId ?? NONE };
      }
      return ofMinistry ? { ministry: actor?.ministry ?? NONE } : {};
    },
  };
}
