// Versions of a plan for the tests, by what they hold.
import type { Part, RevisedPlan } from '../../src/drift/standing.ts';

type Held = Readonly<Record<string, string | Omit<Part, 'code'>>>;

/** A plan whose versions came in this order: what each holds by code, with its ministry or with more of it. */
export const versionsOf = (held: Readonly<Record<string, Held>>): RevisedPlan['versions'] =>
  new Map(
    Object.entries(held).map(([version, parts]) => [
      version,
      {
        from: `2025-0${version}-01`,
        parts: new Map(
          Object.entries(parts).map(([code, part]) => [
            code,
            typeof part === 'string' ? { code, responsibleMinistry: part } : { code, ...part },
          ]),
        ),
      },
    ]),
  );
