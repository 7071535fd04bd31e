// Answers of an applicant, held against the questions of the rules; private ones are parted from the others.
import {
  type FactQuestion,
  LocalDate,
  type NamedAnswer,
  type ProgrammeRules,
  type Rejection,
  type RulesVersion,
  reject,
} from '@tributary/contracts';

/** The question that is answered from the register of organisations, whatever the applicant says. */
export const RECOGNISED = 'applicantRecognised';

type Given = Readonly<Record<string, NamedAnswer['value']>>;

/** Answers, apart: what may be read, and what is about a person. */
export interface Answers {
  readonly open: readonly NamedAnswer[];
  readonly secret: readonly NamedAnswer[];
}

const isPrivate = ({ facts }: Pick<ProgrammeRules, 'facts'>, name: string): boolean =>
  facts.some((question) => question.name === name && question.private === true);

/** Parts the answers that the rules call private from the others. */
export function parted(given: Given, rules: Pick<ProgrammeRules, 'facts'>): Answers {
  const named = Object.entries(given).map(([name, value]) => ({ name, value }));
  return {
    open: named.filter(({ name }) => !isPrivate(rules, name)),
    secret: named.filter(({ name }) => isPrivate(rules, name)),
  };
}

const amount = /^\d{1,18}(\.\d{1,4})?$/;

/** Whether an answer is one to a question of the type. */
const fits: Readonly<Record<FactQuestion['type'], (value: NamedAnswer['value']) => boolean>> = {
  text: (value) => typeof value === 'string',
  integer: (value) => Number.isSafeInteger(value),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => LocalDate.safeParse(value).success,
  money: (value) => typeof value === 'string' && amount.test(value),
  list: Array.isArray,
};

/** Refuses what the rules do not ask, or ask for in another type. An answer may be private: it is never repeated. */
export function refuseAnswers(
  given: Given,
  { rules, rulesVersion }: Pick<RulesVersion, 'rules' | 'rulesVersion'>,
): Rejection<'ANSWER_NOT_TAKEN'> | undefined {
  const wrong = Object.entries(given).flatMap(([name, value]) => {
    const question = rules.facts.find((one) => one.name === name);
    return question !== undefined && fits[question.type](value) ? [] : [name];
  });
  const [name] = wrong;
  if (name === undefined) return undefined;
  const questions = rules.facts.map((question) => `${question.name} (${question.type})`).join(', ') || '–';
  const values = (refused: string) => ({ name: refused, rulesVersion, questions });
  return reject(
    'ANSWER_NOT_TAKEN',
    values(name),
    wrong.map((refused) => ({
      pointer: `/answers/${refused}`,
      code: 'ANSWER_NOT_TAKEN' as const,
      values: values(refused),
    })),
  );
}
