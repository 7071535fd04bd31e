// The reference page of the environment, made from the list that the reader uses.
import { doorVariables } from './door.ts';
import { inherited, startVariables } from './start.ts';
import { fileVariableOf, type Variable } from './variable.ts';
import { variables } from './variables.ts';

/** A Markdown table, its cells padded. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n');
}

function variablesTable(all: readonly Variable[]): string {
  const rows = all.map((variable) => {
    const { name, meaning, form, kind, fallback, fallbackText, optional, secret } = variable;
    const inFile = fileVariableOf(variable);
    const usual = fallbackText ?? (fallback === undefined ? undefined : `\`${fallback('registry')}\``);
    const unset = usual ?? (optional === true ? 'none' : '**must be set**');
    const notes = [
      meaning,
      kind === 'file' ? 'Read as a file.' : '',
      secret === true ? 'Masked when printed.' : '',
      inFile === undefined ? '' : `\`${inFile}\` may name a file with it instead.`,
    ];
    return [`\`${name}\``, form, unset, notes.filter(Boolean).join(' ')];
  });
  return table([['variable', 'value', 'when unset', 'meaning'], ...rows]);
}

/** CONFIGURATION.md. */
export function configurationPage(): string {
  return `# Configuration

Everything comes from the environment. A variable that starts with \`TRIBUTARY_\` and is not in the table of the process
that meets it stops that process, and so does a value of another form: the message names the variable, and the one that
was probably meant. A variable that is set to nothing counts as not set.

## \`npm start\`

${variablesTable(startVariables)}

Options stand behind \`--\`: \`npm start -- --data DIR\` keeps the data in that folder, named from where the command is
given; \`npm start -- --empty\` keeps own data in a folder of its own; \`npm start -- --accept-loss\` goes on without facts
that the folder once held and does not any more. npm itself says in \`INIT_CWD\` where that is.

Its processes inherit of the system and of Node ${inherited.map((name) => `\`${name}\``).join(', ')}, and nothing else.

## The front door

\`npm start\` has one of its own, and sets nothing for it. Where it runs as a process of its own, it reads these.

${variablesTable(doorVariables)}

## \`tributary\`

The command line reads no variable; its options are in \`npx --no tributary help\`.

## A service

\`npm start\` sets these for each service. \`--print-config\` prints what was read, and ends;
\`--prepare\` makes the indexes and topics that the service needs, and ends: once or often, before the first process or beside
others. A service makes what is missing at its start as well.

${variablesTable(variables)}

A service refuses to start with an issuer without https, secrets of examples, the embedded servers, and every
\`TRIBUTARY_TEST_…\` variable, unless \`TRIBUTARY_MODE\` is \`pilot\`, as \`npm start\` sets it.
`;
}
