// The arguments of the English messages as a type: TypeScript does not see the texts of a JSON file.
import {
  isPluralElement,
  isSelectElement,
  type MessageFormatElement,
  parse,
  TYPE,
} from '@formatjs/icu-messageformat-parser';
import type { Files } from './artefacts.ts';

/** Where the type stands under `generated/`. */
export const ARGUMENTS_FILE = 'message-arguments.ts';

/** An ICU message. @throws {SyntaxError} for text that is none */
export const parsed = (message: string): readonly MessageFormatElement[] => parse(message, { ignoreTag: true });

/** All elements of a message, those inside its plurals and selects too. */
export const elementsOf = (elements: readonly MessageFormatElement[]): readonly MessageFormatElement[] =>
  elements.flatMap((element) =>
    isPluralElement(element) || isSelectElement(element)
      ? [element, ...Object.values(element.options).flatMap(({ value }) => elementsOf(value))]
      : [element],
  );

/** The names of the arguments of a message, each once, in the order of the alphabet. */
export function argumentsOf(message: string): readonly string[] {
  const names = elementsOf(parsed(message)).flatMap((element) =>
    element.type === TYPE.literal || element.type === TYPE.pound ? [] : [element.value],
  );
  return [...new Set(names)].sort();
}

/** The type, from the files of `src/locales/en`. */
export function argumentTypes(english: Files): string {
  const subjects = [...english].map(([file, content]) => {
    const messages = Object.entries(JSON.parse(content) as Record<string, string>)
      .map(([key, message]) => [key, argumentsOf(message)] as const)
      .filter(([, names]) => names.length > 0)
      .map(([key, names]) => `    readonly '${key}': ${names.map((name) => `'${name}'`).join(' | ')};\n`);
    return `  readonly '${file.replace('.json', '')}': {\n${messages.join('')}  };\n`;
  });
  return `// The arguments of the messages that have some, by subject and key, as src/locales/en has them; npm run generate writes it.\nexport interface MessageArguments {\n${subjects.join('')}}\n`;
}
