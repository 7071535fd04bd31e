// Up to which recorded instant a report folds, by the watermark W: below it an answer can no longer change.
import type { ServiceName } from '@tributary/contracts';
import type { ViewsState } from '@tributary/eventing';
import { Refusal } from '@tributary/service-kit';

export interface AsOfParts {
  readonly views: Pick<ViewsState, 'watermark' | 'waitForWatermark'>;
  readonly now: () => Date;
  /** how long an answer waits for W */
  readonly waitMs: number;
}

/** Earlier than every instant: what is waited for where any W will do. */
const ANY = '0';

/**
 * Makes the function that turns `asOf` into an instant up to W; without `asOf` a report folds all there is.
 * `latest` is W. An instant beyond W waits for it. W is on the owners' clocks, which may stand ahead of this one.
 * @throws {Refusal} AS_OF_BEYOND_WATERMARK for an instant beyond now and W, NOT_CAUGHT_UP where W does not come in time
 */
export const resolvingAsOf =
  ({ views, now, waitMs }: AsOfParts) =>
  async (services: readonly ServiceName[], asOf: string | undefined): Promise<string | undefined> => {
    if (asOf === undefined) return undefined;
    const wanted = asOf === 'latest' ? ANY : asOf;
    const reached = views.watermark(services) ?? ANY;
    if (wanted > now().toISOString() && wanted > reached)
      throw new Refusal('AS_OF_BEYOND_WATERMARK', { values: { asOf } });
    const there = await views.waitForWatermark(services, wanted, waitMs);
    const watermark = views.watermark(services);
    if (!there || watermark === undefined) throw new Refusal('NOT_CAUGHT_UP', { values: { seconds: 1 } });
    return asOf === 'latest' ? watermark : asOf;
  };
