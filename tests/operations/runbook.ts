// A runbook as it is carried out: its commands in order, each with what it should say.
import { readFileSync } from 'node:fs';
import { infra } from './files.ts';

export interface Step {
  /** the heading that it stands under */
  readonly section: string;
  readonly commands: string;
  /** what it should say; `…` stands for anything */
  readonly says: string;
}

/** The steps of a runbook: each block of commands, and the block of text after it. @throws a command has no text */
export function stepsOf(file: string): readonly Step[] {
  const text = readFileSync(infra('runbooks', file), 'utf8');
  const blocks = [...text.matchAll(/^## (.+)$|```(sh|text)\n([\s\S]*?)```/gm)];
  let section = '';
  return blocks.flatMap(([, heading, kind, body = ''], at) => {
    if (heading !== undefined) section = heading;
    if (kind !== 'sh') return [];
    const [, , next, says = ''] = blocks[at + 1] ?? [];
    if (next !== 'text') throw new Error(`${file}: nothing is said of what "${body.trim()}" prints`);
    return [{ section, commands: body.trim(), says: says.trim() }];
  });
}

/** The commands of a runbook that ask what no test has, and are marked by another name of the shell. */
export const notRunIn = (file: string): readonly string[] =>
  [...readFileSync(infra('runbooks', file), 'utf8').matchAll(/^```bash\n([\s\S]*?)```/gm)].map(([, body = '']) => body);

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What it should say, as a pattern of the whole. */
export const patternOf = ({ says }: Step): RegExp => new RegExp(`^${says.split('…').map(escaped).join('[\\s\\S]*')}$`);
