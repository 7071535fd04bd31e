// The language of eligibility: CEL over what a project is and what an applicant has answered. Everything that an
// expression can name is declared here with its type, so that a wrong one is refused when it is written.
import { Environment } from '@marcbachmann/cel-js';
import { exponentOf, type FactQuestion, parseDecimal, rescale } from '@tributary/contracts';
import { ageOn, firstOfMonth, monthsBetween } from '../award/calendar.ts';

/** Functions that an expression may call: of CEL those whose cost is bounded by what they are given, and the house's own. */
export const callable: ReadonlySet<string> = new Set([
  ...['all', 'exists', 'exists_one', 'filter', 'map', 'has', 'size'],
  ...['startsWith', 'endsWith', 'contains'],
  ...['minor', 'ageOn', 'monthsBetween', 'firstOfMonth'],
]);

/** Those that ask something of each item of a list; one inside another is refused, since their costs multiply. */
export const eachItem: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);

/** What is known of every project, by its CEL type. Money is in minor units of `currency`. */
export const projectTypes = {
  cost: 'int',
  eligibleCost: 'int',
  currency: 'string',
  on: 'string',
  beneficiaries: 'int',
  offers: 'map<string, int>',
  completedStages: 'list<string>',
} as const;

const factTypes: Readonly<Record<FactQuestion['type'], string>> = {
  text: 'string',
  integer: 'int',
  boolean: 'bool',
  date: 'string',
  money: 'int',
  list: 'list<string>',
};

/** At most so many parts of an expression, and so deep. */
const limits = { maxAstNodes: 200, maxDepth: 16, maxListElements: 50, maxMapEntries: 0, maxCallArguments: 4 };

/** An environment in which the answers to questions can be named. */
export function environmentOf(facts: readonly FactQuestion[], currency: string): Environment {
  const environment = new Environment({ unlistedVariablesAreDyn: false, limits })
    .registerFunction('minor(string): int', (amount: string) => minorOf(amount, currency))
    .registerFunction('ageOn(string, string): int', (birth: string, on: string) => BigInt(ageOn(birth, on)))
    .registerFunction('monthsBetween(string, string): int', (from: string, to: string) =>
      BigInt(monthsBetween(from, to)),
    )
    .registerFunction('firstOfMonth(string): string', firstOfMonth);
  for (const [name, type] of Object.entries(projectTypes)) environment.registerVariable(name, type);
  for (const { name, type } of facts) {
    if (!Object.hasOwn(projectTypes, name)) environment.registerVariable(name, factTypes[type]);
  }
  return environment;
}

const minorOf = (amount: string, currency: string): bigint => rescale(parseDecimal(amount), exponentOf(currency)).units;
