// Every sentence that a person reads, in every language: one set of keys, messages that can be read, the same arguments.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPluralElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { argumentsOf, elementsOf, parsed } from '../generator/message-arguments.ts';
import { type Language, languages, problemMessages, problemStatus, reject, valueMessages } from '../src/index.ts';

const root = join(import.meta.dirname, '../../..');
const locales = join(import.meta.dirname, '../src/locales');
const subjects = readdirSync(join(locales, 'en')).sort();
const others = languages.filter((language) => language !== 'en');

const read = (language: Language, subject: string) =>
  JSON.parse(readFileSync(join(locales, language, subject), 'utf8')) as Record<string, string>;

/** Every message of a language by `subject/key`. */
const messagesOf = (language: Language): ReadonlyMap<string, string> =>
  new Map(
    subjects.flatMap((subject) =>
      Object.entries(read(language, subject)).map(([key, message]) => [`${subject}/${key}`, message] as const),
    ),
  );

const english = messagesOf('en');
const places = [...english.keys()];

/** The plurals of a message, each by its argument with its cases. */
const pluralsOf = (message: string) =>
  elementsOf(parsed(message))
    .filter(isPluralElement)
    .map(({ value, options }) => ({ value, cases: Object.keys(options).sort() }));

/** Words that are the same in English and in another language. */
const same = new Set([
  'fr plan-alignment.json/columns.code.label',
  'fr plan-alignment.json/columns.initiatives.label',
  'fr plan-drift.json/columns.code.label',
  'fr plan-drift.json/columns.initiative.label',
  'fr plan-drift.json/columns.budget.label',
  'fr plan-drift.json/footer.contributions.label',
  'fr plan-drift.json/footer.initiatives.label',
  'fr plan-gaps.json/columns.code.label',
  'fr funds-matching.json/columns.code.label',
  'fr funds-unpaid.json/columns.programme',
  'fr funds-unpaid.json/columns.initiativeId',
  'fr funds-unpaid.json/columns.no',
  'fr programmes-funnel.json/columns.code.label',
  'fr programmes-funnel.json/columns.programme.label',
  'it funds-unpaid.json/columns.no',
  'it partnerships-portfolio.json/columns.partnerId.label',
  'fr problem-pages.json/code',
  'es quotes.json/no',
  'it quotes.json/no',
  'es page.json/answer.no',
  'it page.json/answer.no',
]);

/** Sources that list codes, and use none. */
const lists = ['export const problemStatus = {', 'export type RuleCode =', 'export type ImportFault ='];

/** The sources that use messages. */
function* sourcesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* sourcesUnder(join(folder, entry.name));
    else if (/\.tsx?$/.test(entry.name)) yield readFileSync(join(folder, entry.name), 'utf8');
  }
}

describe.each(languages)('the messages in %s', (language) => {
  const own = messagesOf(language);

  it('are in the same files, under the same keys, in the same order as in English', () => {
    expect(readdirSync(join(locales, language)).sort()).toEqual(subjects);
    expect([...own.keys()]).toEqual(places);
  });

  it('are there, can be read, and have the arguments of the English ones', () => {
    for (const [place, message] of own) {
      expect(message.trim(), place).not.toBe('');
      expect({ place, names: argumentsOf(message) }).toEqual({ place, names: argumentsOf(english.get(place) ?? '') });
    }
  });

  it('have a case for every plural form of the language, and say numbers by name and not by #', () => {
    const { pluralCategories } = new Intl.PluralRules(language, { maximumFractionDigits: 0 }).resolvedOptions();
    // Whole numbers below a million have no other; a Russian fraction is an "other".
    const needed = language === 'ru' ? pluralCategories : pluralCategories.filter((one) => one !== 'many');
    for (const [place, message] of own) {
      const plurals = pluralsOf(message);
      for (const { cases } of plurals) expect(cases, place).toEqual([...needed].sort());
      // Others may count without a noun that bends; in Russian what follows a number always does.
      if (language === 'ru')
        expect([place, plurals.length]).toEqual([place, pluralsOf(english.get(place) ?? '').length]);
      expect(message, 'the page of a problem shows the name of what is filled in').not.toContain('#');
    }
  });
});

it.each(others)('no message of %s is the English one', (language) => {
  const copied = [...messagesOf(language)]
    .filter(([place, message]) => message === english.get(place))
    .map(([place]) => `${language} ${place}`);
  expect(copied.filter((one) => !same.has(one))).toEqual([]);
});

it('every word that is said to be the same is the same', () => {
  const differ = [...same].filter((one) => {
    const [language, place = ''] = one.split(' ') as [Language, string];
    return messagesOf(language).get(place) !== english.get(place);
  });
  expect(differ).toEqual([]);
});

it('every key is used: each of its parts stands in a source, and a code elsewhere than in the list of codes', () => {
  const folders = ['packages', 'services'].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => join(root, parent, name, 'src')),
  );
  const words = new Set<string>();
  for (const folder of folders) {
    for (const text of sourcesUnder(folder)) {
      if (lists.some((list) => text.includes(list))) continue;
      for (const [word] of text.matchAll(/[\w-]+/g)) words.add(word);
    }
  }
  const statuses = new Set(Object.values(problemStatus).map(String));
  const unused = places.filter((place) => {
    const key = place.slice(place.indexOf('/') + 1);
    return !(statuses.has(key) || key.split('.').every((part) => words.has(part)));
  });
  expect(unused).toEqual([]);
});

it('every problem has a title and a detail', () => {
  expect([...problemMessages.keys].sort()).toEqual(
    Object.keys(problemStatus)
      .flatMap((code) => [`${code}.detail`, `${code}.title`])
      .sort(),
  );
});

describe('a message', () => {
  it('is written by the rules of its language', () => {
    const wait = (language: Language, seconds: number) =>
      problemMessages.say(language, 'TOO_MANY_REQUESTS.detail', { seconds });
    expect([1, 30].map((seconds) => wait('en', seconds))).toEqual([
      'Wait 1 second and try again.',
      'Wait 30 seconds and try again.',
    ]);
    expect([1, 3, 5, 21].map((seconds) => wait('ru', seconds))).toEqual([
      'Повторите попытку через 1 секунду.',
      'Повторите попытку через 3 секунды.',
      'Повторите попытку через 5 секунд.',
      'Повторите попытку через 21 секунду.',
    ]);
  });

  it('takes its keys and arguments from English, or does not compile', () => {
    // @ts-expect-error no such key
    const noSuchKey = () => problemMessages.say('fr', 'NO_SUCH_PROBLEM.title');
    // @ts-expect-error an argument is missing
    valueMessages.say('fr', 'quoted', {});
    // @ts-expect-error arguments are missing
    valueMessages.say('fr', 'number');
    // @ts-expect-error the problem has no such argument, and lacks one
    reject('PLAN_UNKNOWN', { plan: 'NDP' });
    expect(noSuchKey).toThrow('there is no message problems/NO_SUCH_PROBLEM.title');
    expect(valueMessages.say('fr', 'quoted', { text: 'NDP' })).toBe('«\u00a0NDP\u00a0»');
  });
});
