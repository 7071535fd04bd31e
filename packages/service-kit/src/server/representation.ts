// Answers a command with the thing itself: the read of its aggregate is asked as the same caller would ask it.
import type { RouteContract } from '@tributary/contracts';
import { askedFilter } from '../access/asked-filter.ts';
import { ruleOf } from '../access/policy.ts';
import { representationOf } from '../description/representation.ts';
import type { BoundRoute, CheckedRequest, Reply } from '../ports.ts';
import { parserOf } from '../request/parse.ts';

/** Reads the thing at an address; undefined where this caller cannot read it. */
export type Represent = (self: string, asked: CheckedRequest<unknown, unknown, unknown>) => Promise<Reply | undefined>;

/** Makes the function that reads what a command was about; undefined where its service has no such read. */
export function representing(command: RouteContract, routes: readonly BoundRoute[]): Represent | undefined {
  const contract = representationOf(
    command,
    routes.map((route) => route.contract),
  );
  const handler = routes.find((route) => route.contract === contract)?.handler;
  if (contract === undefined || handler === undefined) return undefined;
  const rule = ruleOf(contract);
  const parse = parserOf(contract);
  const address = new RegExp(`^/${contract.service}${contract.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);

  return async (self, asked) => {
    const { actor, language } = asked;
    const given = address.exec(self)?.groups;
    if (given === undefined || rule.admit(actor) !== undefined) return undefined;
    const { params, query } = parse({ params: decoded(given), query: { lang: language }, body: undefined }, language);
    const filter = askedFilter(rule, actor);
    const read: CheckedRequest<unknown, unknown, unknown> = {
      ...asked,
      params,
      query,
      body: undefined,
      ...filter.given,
    };
    const answer = await handler(read as CheckedRequest<never, never, never>);
    if (rule.filtered && !filter.wasAsked()) return undefined;
    return 'reply' in answer && (answer.reply.status ?? 200) === 200 ? answer.reply : undefined;
  };
}

const decoded = (given: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, decodeURIComponent(value)]));
