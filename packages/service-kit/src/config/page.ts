// The reference page of the environment, made from the list that the reader uses.
import { variables } from './variables.ts';

/** CONFIGURATION.md. */
export function configurationPage(): string {
  const rows = variables.map(({ name, meaning, form, kind, fallback, fallbackText, optional, secret }) => {
    const usual = fallbackText ?? (fallback === undefined ? undefined : `\`${fallback('registry')}\``);
    const unset = usual ?? (optional === true ? 'none' : '**must be set**');
    const notes = [meaning, kind === 'file' ? 'Read as a file.' : '', secret === true ? 'Masked when printed.' : ''];
    return `| \`${name}\` | ${form} | ${unset} | ${notes.filter(Boolean).join(' ')} |`;
  });
  return `# Configuration of a service

Everything comes from the environment. A variable that starts with \`TRIBUTARY_\` and is not in this table stops the
process, and so does a value of another form: the message names the variable. \`--print-config\` prints what was read.

| variable | value | when unset | meaning |
|---|---|---|---|
${rows.join('\n')}

With \`NODE_ENV=production\` a service also refuses an issuer without https, secrets of examples, and every
\`TRIBUTARY_TEST_…\` variable.
`;
}
