import { describe, expect, test } from 'vitest';
import { resolvingAsOf } from '../src/serving/as-of.ts';

const now = () => new Date('2026-06-30T12:00:00.000Z');
const services = ['strategy'] as const;

/** Views whose W is `reached` once they have been waited for. */
function resolving(reached: string | undefined, before = reached) {
  let current = before;
  const views = {
    watermark: () => current,
    waitForWatermark: async (_services: unknown, asOf: string) => {
      if ((current ?? '') < asOf) current = reached;
      return (current ?? '') >= asOf;
    },
  };
  return resolvingAsOf({ views, now, waitMs: 1 });
}

describe('rule 35: asOf', () => {
  const watermark = '2026-06-30T11:59:59.000Z';

  test('left out folds all there is', async () => {
    expect(await resolving(watermark)(services, undefined)).toBeUndefined();
  });

  test('latest is the watermark', async () => {
    expect(await resolving(watermark)(services, 'latest')).toBe(watermark);
  });

  test('an instant up to the watermark stays what it is', async () => {
    const asked = '2026-01-01T00:00:00.000Z';
    expect(await resolving(watermark)(services, asked)).toBe(asked);
    expect(await resolving(watermark)(services, watermark)).toBe(watermark);
  });

  test('an instant that the watermark reaches in time is waited for', async () => {
    const early = '2026-06-30T11:00:00.000Z';
    expect(await resolving(watermark, early)(services, watermark)).toBe(watermark);
  });

  test('an instant that the watermark does not reach in time is to be asked again', async () => {
    const refusal = { code: 'NOT_CAUGHT_UP', values: { seconds: 1 } };
    await expect(resolving(watermark)(services, '2026-06-30T11:59:59.001Z')).rejects.toMatchObject(refusal);
    await expect(resolving(undefined)(services, 'latest')).rejects.toMatchObject(refusal);
  });

  test('latest can be asked for again while the owners’ clock stands ahead of this one', async () => {
    const ahead = '2026-06-30T12:00:03.000Z';
    const latest = await resolving(ahead)(services, 'latest');
    expect(latest).toBe(ahead);
    expect(await resolving(ahead)(services, latest)).toBe(ahead);
    await expect(resolving(ahead)(services, '2026-06-30T12:00:03.001Z')).rejects.toMatchObject({
      code: 'AS_OF_BEYOND_WATERMARK',
    });
  });

  test('an instant beyond now is refused at once', async () => {
    const asOf = '2026-06-30T12:00:00.001Z';
    await expect(resolving(watermark)(services, asOf)).rejects.toMatchObject({
      code: 'AS_OF_BEYOND_WATERMARK',
      values: { asOf },
    });
  });
});
