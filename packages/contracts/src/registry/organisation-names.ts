// What an organisation is called beside its registered name: in other official languages, as it is translated, in short, and
// formerly. They come with an event of their own, so that what was told of the registered name stays as it is.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { foldedName } from '../values/folded-name.ts';
import { given } from '../values/kept-and-given.ts';
import { inLanguage } from '../values/label.ts';
import { type Organisation, organisation } from './organisation.ts';
import { OrganisationNames, type ShownName } from './organisation-parts.ts';

export const organisationNamesChanged = organisation.event(
  'names-changed.v1',
  'The names of an organisation beside its registered one were set; they stand instead of those that were told before',
  z.strictObject({ names: OrganisationNames }),
);

export const setOrganisationNames = organisation.replace('names', {
  summary:
    'Set the names of an organisation beside the one under which it is registered, instead of those of before: official ' +
    'names in other languages, translations, acronyms and former names. A recognition does not rest on them',
  by: allow('registrar', { self: ['association'] }),
  body: given(OrganisationNames),
  refuses: ['NOT_A_REPRESENTATIVE', 'DATES_REVERSED', 'FUTURE_DATE'],
});

type Named = Pick<Organisation, 'name' | 'names'>;

/** The name of an organisation in a language: official, else translated, else the one under which it is registered. */
export function nameIn({ name, names }: Named, asked: string): z.infer<typeof ShownName> {
  const { official = {}, translated = {} } = names ?? {};
  return inLanguage(official, asked) ?? inLanguage(translated, asked) ?? { text: name };
}

/** Every name that an organisation has or had, folded, each once. */
export function allNamesOf({ name, names = {} }: Named): string[] {
  const { official, translated, acronyms, former = [] } = names;
  const labels = [official, translated, acronyms, ...former.map((one) => one.name)];
  const texts = [name, ...labels.flatMap((label) => Object.values(label ?? {}))];
  return [...new Set(texts.map(foldedName))];
}
