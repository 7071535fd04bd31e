// What a source file reaches for: every module that it names, in whichever way, and every global that it uses.
import { type Node, type Program, parseSync } from 'oxc-parser';
import { isReferenceIdentifier, ScopeTracker, walk } from 'oxc-walker';
import type { Use } from './globals.ts';

export interface Import {
  readonly line: number;
  /** undefined where the name is computed */
  readonly module: string | undefined;
  /** the names that are taken; undefined where it is the whole module */
  readonly names?: readonly string[] | undefined;
}

export interface Source {
  readonly lines: number;
  readonly imports: readonly Import[];
  /** every use of a name that the file does not declare itself */
  globals(): readonly (Use & { readonly line: number })[];
}

/** Reads TypeScript or JavaScript. @throws {Error} for text that is neither */
export function readSource(file: string, text: string): Source {
  const { program, errors } = parseSync(file, text);
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`);
  const lineOf = linesOf(text);
  return {
    lines: lineOf(text.trimEnd().length),
    imports: importsOf(program, lineOf),
    globals: () => globalsOf(program, lineOf),
  };
}

function linesOf(text: string): (offset: number) => number {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (offset) => ends.filter((end) => end < offset).length + 1;
}

type LineOf = (offset: number) => number;

function importsOf(program: Program, lineOf: LineOf): readonly Import[] {
  const found: Import[] = [];
  const add = (at: Node, module: string | undefined, names?: readonly string[]) =>
    found.push({ line: lineOf(at.start), module, names });
  walk(program, {
    enter(node) {
      if (node.type === 'ImportDeclaration') {
        const names = node.specifiers.map((one) =>
          one.type === 'ImportSpecifier'
            ? nameOf(one.imported)
            : one.type === 'ImportDefaultSpecifier'
              ? 'default'
              : '*',
        );
        add(node, node.source.value, names.includes('*') || names.length === 0 ? undefined : names);
      } else if (node.type === 'ExportNamedDeclaration' && node.source !== null) {
        add(
          node,
          node.source.value,
          node.specifiers.map(({ local }) => nameOf(local)),
        );
      } else if (node.type === 'ExportAllDeclaration') add(node, node.source.value);
      else if (node.type === 'ImportExpression') add(node, textOf(node.source));
      else if (node.type === 'TSImportType') add(node, node.source.value);
      else if (node.type === 'TSExternalModuleReference') add(node, textOf(node.expression));
      else if (node.type === 'CallExpression' && isRequire(node.callee)) add(node, textOf(node.arguments[0]));
      else if (node.type === 'NewExpression' && isNamed(node.callee, 'URL') && isImportMeta(node.arguments[1])) {
        const module = textOf(node.arguments[0]);
        if (module !== undefined && /\.[cm]?[jt]s$/.test(module))
          add(node, /^(\.|\/|\w+:)/.test(module) ? module : `./${module}`);
      }
    },
  });
  return found;
}

const nameOf = (node: { readonly type: string } & ({ readonly name: string } | { readonly value: unknown })): string =>
  'name' in node ? node.name : String(node.value);
const isNamed = (node: Node, name: string): boolean => node.type === 'Identifier' && node.name === name;
const isRequire = (callee: Node): boolean =>
  isNamed(callee, 'require') || (callee.type === 'MemberExpression' && isNamed(callee.object, 'require'));
const isImportMeta = (node: Node | undefined): boolean =>
  node?.type === 'MemberExpression' && node.object.type === 'MetaProperty';

/** The text of a literal, with or without backticks; undefined for anything computed. */
function textOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

/** Nodes of types that hold a value; the others are types alone, and nothing in them runs. */
const holdValues = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSInstantiationExpression',
]);
const isTypeAlone = (node: Node): boolean =>
  (node.type.startsWith('TS') && !holdValues.has(node.type)) ||
  ((node.type === 'ExportNamedDeclaration' || node.type === 'ExportSpecifier') && node.exportKind === 'type');

function globalsOf(program: Program, lineOf: LineOf): ReturnType<Source['globals']> {
  const found: (Use & { line: number })[] = [];
  const scopes = new ScopeTracker({ preserveExitedScopes: true });
  walk(program, {
    scopeTracker: scopes,
    enter(node) {
      if (isTypeAlone(node)) this.skip();
    },
  });
  scopes.freeze();
  walk(program, {
    scopeTracker: scopes,
    enter(node, parent) {
      if (isTypeAlone(node) || (node.type === 'ExportNamedDeclaration' && node.source !== null)) this.skip();
      else if (node.type === 'MetaProperty')
        found.push({ name: 'import.meta', madeOf: false, line: lineOf(node.start) });
      else if (node.type === 'Identifier' && isReferenceIdentifier(node, parent) && !scopes.isDeclared(node.name)) {
        found.push({ name: node.name, ...useOf(node, parent), line: lineOf(node.start) });
      }
    },
  });
  return found;
}

function useOf(node: Node, parent: Node | null): Omit<Use, 'name'> {
  const isMember = parent?.type === 'MemberExpression' && parent.object === node;
  const [first] = parent?.type === 'NewExpression' && parent.callee === node ? parent.arguments : [];
  return {
    member: isMember && !parent.computed && parent.property.type === 'Identifier' ? parent.property.name : undefined,
    madeOf: first !== undefined && first.type !== 'SpreadElement',
  };
}
