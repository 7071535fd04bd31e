// The reference page of the environment, made from the list that the reader uses.
import { variables } from './variables.ts';

/** A Markdown table, its cells padded. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n');
}

/** CONFIGURATION.md. */
export function configurationPage(): string {
  const rows = variables.map(({ name, meaning, form, kind, fallback, fallbackText, optional, secret }) => {
    const usual = fallbackText ?? (fallback === undefined ? undefined : `\`${fallback('registry')}\``);
    const unset = usual ?? (optional === true ? 'none' : '**must be set**');
    const notes = [meaning, kind === 'file' ? 'Read as a file.' : '', secret === true ? 'Masked when printed.' : ''];
    return [`\`${name}\``, form, unset, notes.filter(Boolean).join(' ')];
  });
  return `# Configuration of a service

Everything comes from the environment. A variable that starts with \`TRIBUTARY_\` and is not in this table stops the
process, and so does a value of another form: the message names the variable. \`--print-config\` prints what was read.

${table([['variable', 'value', 'when unset', 'meaning'], ...rows])}

With \`NODE_ENV=production\` a service also refuses an issuer without https, secrets of examples, and every
\`TRIBUTARY_TEST_…\` variable.
`;
}
