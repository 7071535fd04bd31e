// From the environment to a configuration, or to sentences that say which variable is wrong and how it must be.
import { readFileSync } from 'node:fs';
import type { ServiceName } from '@tributary/contracts';
import type { ServiceConfig } from '../ports.ts';
import { TEST_PREFIX, unknownIn } from './unknown.ts';
import { fileVariableOf, type Variable } from './variable.ts';
import { variables } from './variables.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment cannot be worked with; each fault is one sentence. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/** Secrets that stand in documentation and examples. */
const exampleSecrets = new Set(['change-me', 'changeme', 'secret', 'password', 'tributary', 'test', 'example']);
const SECRET_LENGTH = 16;

type Values = Record<string, unknown>;

/**
 * Reads the configuration of a service.
 * @throws {ConfigError} a variable is missing, unknown, malformed, or forbidden in production
 */
export function readConfig(service: ServiceName, environment: Environment): ServiceConfig {
  const faults = unknownIn(
    environment,
    variables.map(({ name }) => name),
    'this service',
  );
  const values: Values = {};
  for (const variable of variables) {
    const read = readVariable(variable, service, environment);
    if ('fault' in read) faults.push(read.fault);
    else values[variable.field] = read.value;
  }
  if (values['service'] !== undefined && values['service'] !== service) {
    faults.push(`TRIBUTARY_SERVICE is ${String(values['service'])}, but this process is ${service}.`);
  }
  if (values['port'] !== 0 && values['port'] === values['internalPort']) {
    faults.push(`INTERNAL_PORT is ${String(values['port'])}, and so is PORT: each needs a port of its own.`);
  }
  if (values['mode'] === 'production') faults.push(...forbiddenIn(environment, values));
  if (faults.length > 0) throw new ConfigError(faults);
  return values as unknown as ServiceConfig;
}

/**
 * Reads a list of variables that no service belongs to.
 * @param reader as in "is not a variable of …"
 * @throws {ConfigError} a variable is missing, unknown or malformed
 */
export function readAll<Settings>(all: readonly Variable[], environment: Environment, reader: string): Settings {
  const faults = unknownIn(
    environment,
    all.map(({ name }) => name),
    reader,
  );
  const values: Values = {};
  for (const variable of all) {
    const read = readVariable(variable, 'registry', environment);
    if ('fault' in read) faults.push(read.fault);
    else values[variable.field] = read.value;
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return values as Settings;
}

type Read = { readonly value: unknown } | { readonly fault: string };

/** Reads one variable, or the file that stands for it; an empty one counts as not set. */
export function readVariable(variable: Variable, service: ServiceName, environment: Environment): Read {
  const { name, form, schema, fallback, optional, kind, secret } = variable;
  const inFile = fileVariableOf(variable);
  const path = inFile && environment[inFile];
  if (path && environment[name]) return { fault: `${name} and ${inFile} are both set: unset one of them.` };
  const text = path || environment[name] || fallback?.(service);
  if (text === undefined) {
    const either = inFile === undefined ? '' : `, and neither is ${inFile}`;
    return optional === true ? { value: undefined } : { fault: `${name} is not set${either}: it must be ${form}.` };
  }
  const named = path ? String(inFile) : name;
  let input: unknown = text;
  if (kind === 'file' || path) {
    const read = readFile(named, text);
    if (typeof read === 'object' && 'fault' in read) return read;
    input = path ? read.toString('utf8').trim() : read;
  }
  const parsed = schema.safeParse(input);
  if (parsed.success) return { value: parsed.data };
  const shown = secret === true ? '' : ` ${JSON.stringify(text)}`;
  return { fault: `${named} is${shown === '' ? ' not valid' : shown}: it must be ${form}.` };
}

function readFile(name: string, path: string): Buffer | { readonly fault: string } {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { fault: `${name} names ${path}, which cannot be read (${reason}).` };
  }
}

const weak = (name: string, secret: string): readonly string[] =>
  secret !== '' && (exampleSecrets.has(secret.toLowerCase()) || secret.length < SECRET_LENGTH)
    ? [`${name} holds a default or short secret: it must be ${SECRET_LENGTH} characters or more of your own.`]
    : [];

/** What a pilot may do and an installation that counts may not. */
function forbiddenIn(environment: Environment, values: Values): readonly string[] {
  const tests = Object.keys(environment).filter((name) => name.startsWith(TEST_PREFIX) && environment[name]);
  const issuer = String(values['issuer'] ?? '');
  const secret = String(values['clientSecret'] ?? '');
  const pageSecret = String(values['pageClientSecret'] ?? '');
  const key = values['installationKey'];
  return [
    ...tests.map((name) => `${name} breaks the service on purpose and is refused in production: unset it.`),
    ...(issuer.startsWith('http:')
      ? ['TRIBUTARY_ISSUER is http, which production refuses: it must be https. For a pilot set TRIBUTARY_MODE=pilot.']
      : []),
    ...weak('TRIBUTARY_CLIENT_SECRET_FILE', secret),
    ...weak('TRIBUTARY_PAGE_CLIENT_SECRET_FILE', pageSecret),
    ...(values['pageSample'] === true
      ? ['TRIBUTARY_PAGE_SAMPLE signs visitors in without asking, which production refuses: unset it.']
      : []),
    ...(Buffer.isBuffer(key) && new Set(key).size < 8
      ? ['TRIBUTARY_INSTALLATION_KEY_FILE holds a key that is not random: make one of 32 random bytes.']
      : []),
  ];
}

/** The configuration as text, secrets masked, for `--print-config`. */
export function printConfig(config: ServiceConfig): string {
  const shown = variables.map(({ name, field, secret }) => {
    const value = (config as unknown as Values)[field];
    if (value === undefined) return [name, null];
    if (secret === true) return [name, masked(value)];
    return [name, value instanceof Map ? [...value].map(([peer, url]) => `${peer}=${url}`).join(',') : value];
  });
  return JSON.stringify(Object.fromEntries(shown), null, 2);
}

/** An address keeps its host; everything else is hidden whole. */
function masked(value: unknown): string {
  return typeof value === 'string' && /^[a-z+]+:\/\//.test(value) ? value.replace(/\/\/[^@/]*@/, '//***@') : '***';
}
