// Whether an application meets the conditions of its programme, each with a trace that a person can read.
import {
  type EligibilityRule,
  exponentOf,
  type FactQuestion,
  fromMinor,
  LocalDate,
  type MatchAsk,
  type ProgrammeRules,
  parseDecimal,
  rescale,
  toMinor,
} from '@tributary/contracts';
import { environmentOf, projectTypes } from './environment.ts';
import { type Expression, type ExpressionFault, expressionOf, isFault } from './expressions.ts';

/** An answer as it was given: money and whole numbers too are told exactly. */
export type Answer = string | number | boolean | readonly string[];

/** What is known of an application. */
export interface Application {
  readonly ask: MatchAsk;
  /** the day by which it is judged */
  readonly on: string;
  /** minor units of the cost that is eligible */
  readonly eligibleCost: bigint;
  readonly answers: Readonly<Record<string, Answer>>;
}

/** How one condition was decided. */
export interface RuleTrace {
  readonly rule: EligibilityRule;
  /** `unknown`: something that it names was not answered, or it cannot be computed with these answers */
  readonly outcome: 'met' | 'not-met' | 'unknown';
  /** what it names, with what was known of it; a private answer is told as no value */
  readonly facts: readonly { readonly name: string; readonly value?: Answer }[];
  /** questions that it names and that were not answered */
  readonly unanswered: readonly string[];
}

/** The conditions of a programme, read once. */
export interface Eligibility {
  /** conditions that cannot be used, by their place */
  readonly faults: readonly { readonly at: number; readonly fault: ExpressionFault }[];
  decide(application: Application): readonly RuleTrace[];
}

/** Reads the conditions of a programme whose amounts are in a currency. */
export function eligibilityOf(
  { eligibility, facts }: Pick<ProgrammeRules, 'eligibility' | 'facts'>,
  currency: string,
): Eligibility {
  const environment = environmentOf(facts, currency);
  const read = eligibility.map(({ expression }) => expressionOf(environment, expression));
  return {
    faults: read.flatMap((expression, at) => (isFault(expression) ? [{ at, fault: expression }] : [])),
    decide(application) {
      const values = valuesOf(application, facts);
      return eligibility.map((rule, at) => {
        const expression = read[at];
        return expression === undefined || isFault(expression)
          ? { rule, outcome: 'unknown', facts: [], unanswered: [] }
          : traced(rule, expression, values, facts);
      });
    },
  };
}

/** Whether every condition is met. */
export const isEligible = (trace: readonly RuleTrace[]): boolean => trace.every(({ outcome }) => outcome === 'met');

interface Known {
  /** as CEL takes it */
  readonly value: unknown;
  /** as a reader is told */
  readonly shown: Answer;
}

function traced(
  rule: EligibilityRule,
  { evaluate, names }: Expression,
  values: ReadonlyMap<string, Known>,
  questions: readonly FactQuestion[],
): RuleTrace {
  const isPrivate = (name: string) => questions.some((question) => question.name === name && question.private === true);
  const facts = names.flatMap((name) => {
    const known = values.get(name);
    if (known === undefined) return [];
    return [isPrivate(name) ? { name } : { name, value: known.shown }];
  });
  const unanswered = names.filter((name) => !values.has(name));
  return { rule, outcome: outcomeOf(evaluate, values), facts, unanswered };
}

function outcomeOf(evaluate: Expression['evaluate'], values: ReadonlyMap<string, Known>): RuleTrace['outcome'] {
  try {
    const found = evaluate(new Map([...values].map(([name, { value }]) => [name, value])));
    return found === true ? 'met' : 'not-met';
  } catch {
    return 'unknown';
  }
}

/** What is known, by the names that expressions have for it; an answer of another type than its question's is none. */
function valuesOf({ ask, on, eligibleCost, answers }: Application, questions: readonly FactQuestion[]) {
  const { cost, offers, beneficiaries, completedStages } = ask;
  const { currency, amount } = cost;
  const values = new Map<string, Known>();
  const tell = (name: string, value: unknown, shown: Answer) => values.set(name, { value, shown });
  tell('cost', toMinor(cost), `${amount} ${currency}`);
  tell('eligibleCost', eligibleCost, `${fromMinor(eligibleCost, currency).amount} ${currency}`);
  tell('currency', currency, currency);
  tell('on', on, on);
  if (beneficiaries !== undefined) tell('beneficiaries', BigInt(beneficiaries), beneficiaries);
  const sums = new Map<string, bigint>();
  for (const offer of offers) {
    if (offer.amount?.currency !== currency) continue;
    sums.set(offer.party, (sums.get(offer.party) ?? 0n) + toMinor(offer.amount));
  }
  tell(
    'offers',
    sums,
    [...sums].map(([party, sum]) => `${party} ${fromMinor(sum, currency).amount} ${currency}`),
  );
  tell('completedStages', completedStages, completedStages);
  for (const { name, type } of questions) {
    const answer = answers[name];
    if (answer === undefined || !Object.hasOwn(answers, name) || Object.hasOwn(projectTypes, name)) continue;
    const value = celValue(answer, type, currency);
    if (value !== undefined) tell(name, value, answer);
  }
  return values;
}

/** The value of an answer for CEL; undefined where it is no answer to a question of the type. */
function celValue(answer: Answer, type: FactQuestion['type'], currency: string): unknown {
  switch (type) {
    case 'integer':
      return typeof answer === 'number' && Number.isSafeInteger(answer) ? BigInt(answer) : undefined;
    case 'boolean':
      return typeof answer === 'boolean' ? answer : undefined;
    case 'list':
      return Array.isArray(answer) ? answer : undefined;
    case 'money':
      return typeof answer === 'string' && /^\d{1,18}(\.\d{1,4})?$/.test(answer)
        ? rescale(parseDecimal(answer), exponentOf(currency)).units
        : undefined;
    case 'date':
      return typeof answer === 'string' && LocalDate.safeParse(answer).success ? answer : undefined;
    default:
      return typeof answer === 'string' ? answer : undefined;
  }
}
