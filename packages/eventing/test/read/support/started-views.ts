// Views in memory over a group that a test drives by hand, filled and following.
import { expect } from 'vitest';
import { createHighWatermarks } from '../../../src/consume/high-watermarks.ts';
import type { Views } from '../../../src/views/interfaces.ts';
import { createViews } from '../../../src/views/views.ts';
import { type Engine, engine, GROUP, subjects, wells } from './engine.ts';
import { dug, idIn, measured, type Said, subjectSeen } from './facts.ts';
import { type FakePublisher, silent } from './fake-publisher.ts';

export const [north, south] = [idIn(0), idIn(5)];

export const said: Said[] = [
  { agg: north, fact: dug('north') },
  { agg: south, fact: dug('south') },
  { agg: north, fact: measured(3) },
  { agg: idIn(3), fact: subjectSeen({ place: 'harbour' }) },
];

/** Views that are being filled from what a group has stored; `starting` is done once they are. */
export async function viewsOn({ store }: Engine, owner: FakePublisher) {
  const highWatermarks = createHighWatermarks(owner, silent, () => 5);
  const views = createViews({ highWatermarks, log: silent, now: () => new Date('2026-03-01T00:00:01.000Z') });
  const readers = { wells: views.view(wells), subjects: views.view(subjects) };
  const starting = views.start({ group: GROUP, ...store });
  return { highWatermarks, views, starting, ...readers };
}

/** Views that are filled, and the group that feeds them: one of their own unless it is given. */
export async function started(owner: FakePublisher, feeding?: Engine) {
  const feeder = feeding ?? (await engine(owner));
  const all = await viewsOn(feeder, owner);
  await all.starting;
  return { ...all, feeder, end: () => ended(all.views, all.highWatermarks) };
}

export async function ended(views: Views, highWatermarks: { close(): Promise<void> }) {
  await Promise.all([views.close(), highWatermarks.close()]);
}

/** Until the views hold what `token` names. */
export const holds = async (views: Views, token: string) =>
  expect(await views.state.waitFor(token, 5_000)).toBe('there');
