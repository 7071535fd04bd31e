// Binds the routes of a catalogue to what answers them: one without a handler does not compile.
import type { RouteContract } from '@tributary/contracts';
import type { BoundRoute } from '../ports.ts';
import type { Handler } from './aggregate.ts';

/** Every route of a catalogue with its handler, in the order of the catalogue. */
export const bound = <Routes extends { readonly [Name in keyof Routes]: RouteContract }>(
  routes: Routes,
  handlers: { readonly [Name in keyof Routes]: Handler },
): readonly BoundRoute[] =>
  (Object.keys(routes) as (keyof Routes)[]).map((name) => ({ contract: routes[name], handler: handlers[name] }));
