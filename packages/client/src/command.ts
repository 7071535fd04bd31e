// The form of a command of `tributary`: its options, from which its usage and its help are made, and what it does.
import { parseArgs } from 'node:util';

/** What went wrong is the message; the process ends with the code. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

export interface Option {
  /** stands for the value in the usage: DIR; an option without one is given or not */
  readonly value?: string;
  readonly meaning: string;
  readonly required?: boolean;
  /** It is given by its place, without a name. */
  readonly placed?: boolean;
}

/** The values of a command's options, as they were given; of one that takes none, whether it was. */
export type Given<Options extends Readonly<Record<string, Option>>> = {
  readonly [Name in keyof Options]: Options[Name] extends { readonly value: string } ? string | undefined : boolean;
};

export interface Command {
  readonly usage: string;
  readonly summary: string;
  readonly help: string;
  /** @returns the exit code @throws {CommandError} */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** The option that names the data folder, for commands that work with one. */
export const data = {
  value: 'DIR',
  meaning: 'the data folder; else that of npm start, the one that runs first',
} as const satisfies Option;

/**
 * Makes a command. A fault in its options ends with code 2 and the usage.
 * @param actions words of which one must follow the name of the command; none: no word may
 * @param notes lines that its help ends with
 */
export function defineCommand<const Options extends Readonly<Record<string, Option>>, const Action extends string>(
  name: string,
  summary: string,
  options: Options,
  run: (given: Given<Options>, action: Action) => Promise<number>,
  { actions = [], notes = [] }: { readonly actions?: readonly Action[]; readonly notes?: readonly string[] } = {},
): Command {
  const described = Object.entries<Option>(options);
  const called = actions.length === 0 ? [name] : [name, actions.join('|')];
  const usage = [...called, ...described.map(([option, form]) => usageOf(option, form))].join(' ');
  const lines = described.map(([option, form]) => `  ${namedOf(option, form).padEnd(22)} ${form.meaning}`);
  return {
    usage,
    summary,
    help: [`Usage: tributary ${usage}`, '', summary, '', ...lines, ...notes.flatMap((note) => ['', note]), ''].join(
      '\n',
    ),
    run: (args) => {
      const [action, rest] = actions.length === 0 ? [undefined, args] : [args[0], args.slice(1)];
      const chosen = actions.find((one) => one === action);
      if (actions.length > 0 && chosen === undefined) throw refusal(`Name one of ${actions.join(', ')}.`, usage);
      return run(read(rest, options, usage), chosen as Action);
    },
  };
}

const refusal = (reason: string, usage: string) => new CommandError(`${reason}\nUsage: tributary ${usage}`, 2);

function namedOf(name: string, { value, placed = false }: Option): string {
  if (value === undefined) return `--${name}`;
  return placed ? value : `--${name} ${value}`;
}

function usageOf(name: string, option: Option): string {
  const text = namedOf(name, option);
  return option.required === true ? text : `[${text}]`;
}

function read<Options extends Readonly<Record<string, Option>>>(
  args: readonly string[],
  options: Options,
  usage: string,
): Given<Options> {
  const described = Object.entries<Option>(options);
  const places = described.filter(([, { placed }]) => placed === true).map(([name]) => name);
  const parsed = Object.fromEntries(
    described
      .filter(([name]) => !places.includes(name))
      .map(([name, { value }]) => [
        name,
        value === undefined ? ({ type: 'boolean', default: false } as const) : ({ type: 'string' } as const),
      ]),
  );
  const refuse = (reason: string) => refusal(reason, usage);
  let values: Readonly<Record<string, unknown>>;
  try {
    const found = parseArgs({ args: [...args], options: parsed, strict: true, allowPositionals: places.length > 0 });
    const [extra] = found.positionals.slice(places.length);
    if (extra !== undefined) throw new Error(`There is no place for "${extra}".`);
    values = { ...found.values, ...Object.fromEntries(places.map((name, place) => [name, found.positionals[place]])) };
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
  for (const [name, option] of described) {
    if (values[name] === '' && !option.placed) throw refuse(`--${name} needs a value: ${option.value}.`);
    if (option.required && (values[name] ?? '') === '') throw refuse(`${namedOf(name, option)} is missing.`);
  }
  return values as Given<Options>;
}
