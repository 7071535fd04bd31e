// docker-compose.yml as data, and the variables that it leaves to .env.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../platform/tributary.ts';

export interface ComposeService {
  readonly image: string;
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly restart?: string;
  readonly healthcheck?: { readonly disable?: boolean; readonly test?: readonly string[] };
  readonly read_only?: boolean;
  readonly user?: string;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
  readonly networks?: readonly string[];
}

const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

const composeText = textOf('docker-compose.yml');

/** The services of docker-compose.yml by name. */
export const composed = (
  parse(composeText, { merge: true }) as { readonly services: Readonly<Record<string, ComposeService>> }
).services;

/** What docker-compose.yml takes where nobody says anything, by variable; an outer default holds inner ones. */
export const defaults: ReadonlyMap<string, string> = new Map(
  [...composeText.matchAll(/\$\{([A-Z_]+):-((?:[^{}$]|\$\{[^{}]*\})*)\}/g)].map(([, name = '', value = '']) => [
    name,
    value.replace(/:-[^{}]*\}/g, '}'),
  ]),
);

/** Every variable that docker-compose.yml asks for, with a default or without. */
export const askedFor: ReadonlySet<string> = new Set(
  [...composeText.matchAll(/\$\{([A-Z_]+)/g)].map(([, name = '']) => name),
);

/** .env.example, by variable. */
export const example: ReadonlyMap<string, string> = new Map(
  textOf('.env.example')
    .split('\n')
    .filter((line) => /^[A-Z_]+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

/** What the images set, by variable. */
export const ofImages: ReadonlyMap<string, string> = new Map(
  (/^ENV PATH=(.*)$/m.exec(textOf('infra/docker/Dockerfile'))?.[1] ?? '')
    .split(' ')
    .slice(1)
    .map((pair) => pair.split('=') as [string, string]),
);
