// What is watched of imports of persons, for /metrics: what became of the rows that this process went through, and how many
// imports run, which one worker at a time looks at.
import { type RowOutcome, rowOutcomes } from '@tributary/contracts';
import type { JobKind } from '@tributary/eventing';
import type { Measure } from '@tributary/service-kit';
import type { RowResult } from './results.ts';

const EVERY_MS = 30_000;
/** Another process has taken over by then. */
const OLD_MS = 3 * EVERY_MS;

export interface ImportsWatchGround {
  readonly running: () => Promise<number>;
  readonly now: () => Date;
}

/** The watch of a process. */
export function importsWatch({ running, now }: ImportsWatchGround) {
  const counted = new Map<RowOutcome, number>(rowOutcomes.map((outcome) => [outcome, 0]));
  let told: { readonly running: number; readonly at: number } | undefined;

  const job: JobKind<Record<string, never>> = {
    name: 'person-imports.watch',
    everyMs: EVERY_MS,
    async step() {
      told = { running: await running(), at: now().getTime() };
      return { next: undefined, changed: 0 };
    },
  };

  function measures(): readonly Measure[] {
    const rows = [...counted].map(
      ([outcome, value]): Measure => ({
        name: 'tributary_person_import_rows',
        help: 'Rows of imports of persons that this process went through, by what became of them',
        labels: { outcome },
        value,
      }),
    );
    if (told === undefined || now().getTime() - told.at >= OLD_MS) return rows;
    const help = 'Imports of persons whose rows are gone through';
    return [...rows, { name: 'tributary_person_imports_running', help, value: told.running }];
  }

  return {
    job,
    measures,
    count(results: readonly RowResult[]): void {
      for (const { outcome } of results) counted.set(outcome, (counted.get(outcome) ?? 0) + 1);
    },
  };
}
