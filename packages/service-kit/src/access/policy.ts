// Who may call what, as one table made from the contracts. It fails closed: no rule, no route; no role in common, no entry.
import {
  type Access,
  type KeyOf,
  type ProblemCode,
  type phraseMessages,
  type Role,
  type RouteContract,
  roles,
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
  /** The row filter: whether this caller may see or change a row of a ministry. */
  readonly rowFilter: (actor: Actor | undefined) => (ministry: string) => boolean;
  /** The row filter as a condition on what the store keeps: the rows of a list that this caller may see. */
  readonly rows: (actor: Actor | undefined) => Rows;
}

/** What rows of a list must have; nothing where every row may be seen. */
export interface Rows {
  readonly ministry?: string;
}

/** What no ministry is called: a caller without one sees no row. */
const NONE = '';

/** A route without a rule that can be kept. The process must not start with it. */
export class PolicyMissing extends Error {
  override readonly name = 'PolicyMissing';
}

const everyRow = () => true;
const noRow = () => false;

/**
 * The rule of a route.
 * @throws {PolicyMissing} it lets nobody in, names an unknown role, or mixes `public` with roles
 */
export function ruleOf({ method, path, access }: Pick<RouteContract, 'method' | 'path' | 'access'>): Rule {
  const name = `${method} ${path}`;
  const named: readonly Role[] = access?.roles ?? [];
  if (named.length === 0) throw new PolicyMissing(`${name} says of nobody that they may call it`);
  const stranger = named.find((role) => !roles.includes(role));
  if (stranger !== undefined) throw new PolicyMissing(`${name} names ${stranger}, which is no role`);
  const isOpen = named.includes('public');
  if (isOpen && (named.length > 1 || access.ministry !== 'any' || access.person)) {
    throw new PolicyMissing(`${name} is open to all and asks for something at once`);
  }

  const allowed: ReadonlySet<string> = new Set(named);
  const writes = method !== 'GET';
  const filtered = access.ministry !== 'any';
  const condition = access.ministry === 'any' ? undefined : access.ministry;
  const failsOpen = planted('fail-open-policy');

  return {
    access,
    admit: (actor) => {
      if (isOpen) return undefined;
      if (actor === undefined) return { code: 'UNAUTHENTICATED', condition: undefined };
      if (failsOpen) return undefined;
      if (!actor.roles.some((role) => allowed.has(role))) return { code: 'FORBIDDEN', condition };
      if (access.person && actor.sub === actor.client) return { code: 'FOUR_EYES', condition: undefined };
      if ((writes || filtered) && actor.ministry === '') return { code: 'FORBIDDEN', condition: 'ministry' };
      return undefined;
    },
    rowFilter: (actor) => {
      if (!filtered || failsOpen) return everyRow;
      return actor === undefined ? noRow : (ministry) => ministry === actor.ministry && ministry !== '';
    },
    rows: (actor) => (!filtered || failsOpen ? {} : { ministry: actor?.ministry ?? NONE }),
  };
}
