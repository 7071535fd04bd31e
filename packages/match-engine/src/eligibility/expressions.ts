// Expressions, read once and held for the questions that they were written for.
import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { callable, eachItem } from './environment.ts';

/** Why an expression cannot be used. */
export type ExpressionFault =
  | { readonly reason: 'SYNTAX' | 'TYPES' | 'NOT_BOOLEAN'; readonly detail: string }
  | { readonly reason: 'NOT_CALLABLE' | 'NESTED'; readonly detail: string };

/** An expression that can be evaluated. */
export interface Expression {
  readonly evaluate: (values: ReadonlyMap<string, unknown>) => unknown;
  /** what it names of the project and of the answers */
  readonly names: readonly string[];
}

/** Reads an expression, or says why it cannot be used. */
export function expressionOf(environment: Environment, source: string): Expression | ExpressionFault {
  try {
    const parsed = environment.parse(source);
    const found: Found = { names: new Set(), fault: undefined };
    visit(parsed.ast, environment, found, false);
    if (found.fault !== undefined) return found.fault;
    const { valid, type, error } = parsed.check();
    if (!valid) return { reason: 'TYPES', detail: firstLine(error) };
    if (type !== 'bool') return { reason: 'NOT_BOOLEAN', detail: String(type) };
    return {
      evaluate: (values) => parsed(Object.assign(Object.create(null) as object, Object.fromEntries(values))),
      names: [...found.names].sort(),
    };
  } catch (error) {
    return { reason: 'SYNTAX', detail: firstLine(error) };
  }
}

export const isFault = (read: Expression | ExpressionFault): read is ExpressionFault => 'reason' in read;

const firstLine = (error: unknown): string => (error instanceof Error ? (error.message.split('\n')[0] ?? '') : '');

interface Found {
  readonly names: Set<string>;
  fault: ExpressionFault | undefined;
}

/** Walks through the parts of an expression. @param within whether it is asked of each item of a list already */
function visit(node: unknown, environment: Environment, found: Found, within: boolean): void {
  if (Array.isArray(node)) for (const part of node) visit(part, environment, found, within);
  if (!isNode(node)) return;
  const { op, args } = node as { readonly op: string; readonly args: unknown };
  if (op === 'id' && typeof args === 'string' && environment.hasVariable(args)) found.names.add(args);
  const called = op === 'call' || op === 'rcall' ? String((args as readonly unknown[])[0]) : undefined;
  if (called !== undefined && !callable.has(called)) found.fault ??= { reason: 'NOT_CALLABLE', detail: called };
  const loops = called !== undefined && eachItem.has(called);
  if (loops && within) found.fault ??= { reason: 'NESTED', detail: called };
  visit(args, environment, found, within || loops);
}

const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value;
