// What each event means, in English, as the declarations say it: the source that the other languages translate.
import { catalogueMessages } from '../src/asyncapi.ts';

/** The content of `src/locales/en/events.json`. */
export const eventTitles = (): string =>
  `${JSON.stringify(Object.fromEntries(catalogueMessages().map(({ name, title }) => [name, title])), null, 2)}\n`;
