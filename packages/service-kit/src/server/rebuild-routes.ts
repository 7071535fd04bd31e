// The versions of a service's read models: how far they are for operators, who begin a rebuild, show another one, drop one.
import { type RebuildState as Reply, rebuildRoutes, type ServiceName } from '@tributary/contracts';
import type { Compared, Filling, Rebuild, RebuildRefused, RebuildState, VersionFilling } from '@tributary/eventing';
import { type BoundRoute, handle } from '../ports.ts';
import { Refusal } from '../problem/refusal.ts';

/** The routes of rebuilds; none for a service without views. */
export function boundRebuild(service: ServiceName, rebuild: Rebuild | undefined): readonly BoundRoute[] {
  if (rebuild === undefined) return [];
  const { getRebuild, beginRebuild, flipRebuild, dropRebuild } = rebuildRoutes(service);
  return [
    handle(getRebuild, async () => answer(await rebuild.state())),
    handle(beginRebuild, async ({ body }) => answer(await rebuild.begin(body.flip))),
    handle(flipRebuild, async ({ body }) => answer(await rebuild.flip(body.version))),
    handle(dropRebuild, async ({ body }) => answer(await rebuild.drop(body.version))),
  ];
}

const problems = { kept: 'REBUILD_KEPT', live: 'REBUILD_LIVE', unknown: 'NOT_FOUND', behind: 'NOT_CAUGHT_UP' } as const;

function answer(state: RebuildState | RebuildRefused): { readonly reply: { readonly body: Reply } } {
  if ('refused' in state)
    throw new Refusal(problems[state.refused], { values: { version: state.version, seconds: 1 } });
  const { live, next, kept = null, later } = state;
  return {
    reply: {
      body: {
        live,
        next: next === undefined ? null : { ...shown(next), flips: next.flips },
        kept,
        later: later === undefined ? null : shown(later),
      },
    },
  };
}

const shown = ({ version, applied, of, sources, compared }: VersionFilling) => ({
  version,
  applied,
  of: of ?? null,
  sources: sources.map(sourceOf),
  compared: compared === undefined ? null : comparisonOf(compared),
});

const sourceOf = ({ service, applied, of }: Filling) => ({ source: service, applied, of: of ?? null });

const comparisonOf = ({ differences, ...compared }: Compared) => ({
  ...compared,
  differences: differences.map(({ service, ...difference }) => ({ source: service, ...difference })),
});
