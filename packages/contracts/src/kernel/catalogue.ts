// What a module of contracts declares, found by its exports, so that nothing is listed a second time.
import { type EventDescription, earlierForms } from './event.ts';
import type { RouteContract } from './route.ts';

type Exports = Readonly<Record<string, unknown>>;

/** The routes among the exports of a module, by their names. */
export type RoutesIn<Module> = {
  readonly [Name in keyof Module as Module[Name] extends RouteContract ? Name : never]: Module[Name];
};

type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

const isEvent = (value: unknown): value is EventDescription =>
  typeof value === 'function' && 'type' in value && 'businessDate' in value;

const isRoute = (value: unknown): value is RouteContract =>
  typeof value === 'object' && value !== null && 'method' in value && 'access' in value;

/** The events among the exports of modules, with those that they have replaced, by their types. */
export const eventsIn = (...modules: readonly Exports[]): readonly EventDescription[] =>
  modules
    .flatMap((module) => Object.values(module).filter(isEvent))
    .flatMap((event) => [event, ...earlierForms(event).map((form) => form.event)])
    .sort((one, other) => (one.type < other.type ? -1 : 1));

const methods = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE'];
const placeOf = ({ path, method }: RouteContract) => `${path} ${methods.indexOf(method)}`;

/** The routes among the exports of modules, by their names, in the order of their paths. */
export function routesIn<Modules extends readonly Exports[]>(...modules: Modules): Together<RoutesIn<Modules[number]>> {
  const routes = modules.flatMap((module) =>
    Object.entries(module).filter((named): named is [string, RouteContract] => isRoute(named[1])),
  );
  const sorted = routes.sort(([, one], [, other]) => (placeOf(one) < placeOf(other) ? -1 : 1));
  return Object.fromEntries(sorted) as Together<RoutesIn<Modules[number]>>;
}
