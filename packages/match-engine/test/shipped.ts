// The programmes that are shipped, and those that only tests know, as they lie in their files.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { given, type MatchRule, ProgrammeRules } from '@tributary/contracts';

const folders = {
  catalogue: join(import.meta.dirname, '../programmes/catalogue'),
  sample: join(import.meta.dirname, '../programmes/sample'),
  further: join(import.meta.dirname, 'programmes'),
};

export interface Shipped {
  readonly folder: keyof typeof folders;
  readonly programme: {
    readonly code: string;
    readonly title: Readonly<Record<string, string>>;
    readonly currency: string;
  };
  readonly rules: unknown;
}

const filesIn = (folder: string) =>
  readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));

export const shipped: readonly Shipped[] = Object.entries(folders).flatMap(([name, folder]) =>
  filesIn(folder).map((file) => ({ ...file, folder: name })),
);

/** The rules of a programme. @throws where they are no rules */
export function rulesOf(code: string): ProgrammeRules {
  const found = shipped.find(({ programme }) => programme.code === code);
  return given(ProgrammeRules).parse(found?.rules);
}

/** How a programme shares out a cost. @throws where it does not */
export function matchRuleOf(code: string): MatchRule {
  const { match } = rulesOf(code);
  if (match === undefined) throw new Error(`${code} shares nothing out`);
  return match;
}
