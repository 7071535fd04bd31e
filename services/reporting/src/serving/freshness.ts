// How old the data behind an answer is: in headers, so that the body's bytes depend on data alone.
import { services as allServices, type FreshnessMoved, type ServiceName } from '@tributary/contracts';
import type { PartitionProgress, ViewsState } from '@tributary/eventing';
import type { EventSource } from '@tributary/service-kit';

type Views = Pick<ViewsState, 'progress' | 'watermark' | 'shownUpTo'>;
type Copies = Pick<ViewsState, 'filling'>;

/** Of an answer that rests on some services. */
export interface Freshness {
  /**
   * Asked again as of this instant, the answer is the same for ever; undefined while it shows facts beyond W, as it does
   * for long where the newest fact of something was recorded while its owner's clock stood ahead.
   */
  readonly asOf: string | undefined;
  /** the longest lag of its partitions */
  readonly lagSeconds: number;
  /** aggregates that are set aside and missing in it */
  readonly parked: number;
}

export function freshnessOf(views: Views, services: readonly ServiceName[]): Freshness {
  let [lagSeconds, parked] = [0, 0];
  for (const partition of views.progress()) {
    if (!services.includes(partition.service)) continue;
    lagSeconds = Math.max(lagSeconds, partition.lagSeconds);
    parked += partition.parked;
  }
  return { asOf: views.shownUpTo(services), lagSeconds, parked };
}

/** On the same data an instant ago is as good as now: W only grows, and a lag is told in seconds. */
const REMEMBERED_MS = 25;

/** `freshnessOf`, worked out at most once in a while: asked again before that on the same data, it is the same object. */
export function rememberingFreshness(
  views: Views & Pick<ViewsState, 'revision'>,
  clock: () => number = () => performance.now(),
): (services: readonly ServiceName[]) => Freshness {
  const remembered = new WeakMap<
    readonly ServiceName[],
    { readonly fresh: Freshness; readonly until: number; readonly revision: string }
  >();
  return (services) => {
    const now = clock();
    const revision = views.revision(services);
    const known = remembered.get(services);
    if (known !== undefined && now < known.until && known.revision === revision) return known.fresh;
    const fresh = freshnessOf(views, services);
    remembered.set(services, { fresh, until: now + REMEMBERED_MS, revision });
    return fresh;
  };
}

/** Headers of an answer; `asOf` is an instant whose answer is this one, undefined where there is none yet. */
export const freshnessHeaders = ({ lagSeconds, parked }: Freshness, asOf: string | undefined) => ({
  ...(asOf !== undefined && { 'x-data-as-of': asOf }),
  'x-data-lag-seconds': lagSeconds.toFixed(3),
  'x-parked': String(parked),
});

type Source = Omit<PartitionProgress, 'highWatermarksAt'>;

/** The copies that were never whole yet. */
export const fillingOf = (views: Copies) =>
  views
    .filling()
    .map(({ service, applied, of = null }) => ({ service, applied, of }))
    .sort((a, b) => allServices.indexOf(a.service) - allServices.indexOf(b.service));

/** Where this process stands in each partition of each source, in the order of services and partitions. */
export function sourcesOf(views: Views): { readonly sources: readonly Source[]; readonly asOf: string | null } {
  const sources = views
    .progress()
    .map(({ highWatermarksAt: _told, ...source }) => source)
    .sort((a, b) => allServices.indexOf(a.service) - allServices.indexOf(b.service) || a.partition - b.partition);
  const read = [...new Set(sources.map(({ service }) => service))];
  return { sources, asOf: views.watermark(read) ?? null };
}

/** Tells how fresh all that is made of some services is, whenever their revision or W has moved. */
export const movesOf = (
  views: Views & Pick<ViewsState, 'revision' | 'listen'>,
  services: readonly ServiceName[],
): EventSource => ({
  newest(has) {
    const revision = views.revision(services);
    const asOf = views.watermark(services) ?? null;
    const id = `${revision}@${asOf ?? ''}`;
    if (id === has) return undefined;
    const { lagSeconds, parked } = freshnessOf(views, services);
    return {
      name: 'freshness',
      id,
      data: { revision, asOf, lagSeconds, parked } satisfies FreshnessMoved,
    };
  },
  listen: (tell) => views.listen(services, tell),
});
