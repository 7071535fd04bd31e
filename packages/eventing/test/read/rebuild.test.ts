// Rule 40 on real stores: versions of the views beside each other, in several processes that share one store.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mongoCheckpoints } from '../../src/mongo/checkpoints.ts';
import { mongoParkedMarkers } from '../../src/mongo/parked.ts';
import { mongoRows } from '../../src/mongo/rows.ts';
import { compareRows } from '../../src/verify.ts';
import { keepingOf } from '../../src/views/append.ts';
import { subjects, wells } from './support/engine.ts';
import { idIn, subjectErased } from './support/facts.ts';

import {
  early,
  first,
  holds,
  type Installation,
  install,
  late,
  measured,
  type Process,
  ready,
  shows,
  state,
  until,
  watch,
} from './support/versions.ts';

describe('rule 40: a rebuild beside live traffic', () => {
  let installation: Installation;
  let api: Process;
  let one: Process;
  let two: Process;

  beforeAll(async () => {
    installation = await install();
    api = await installation.start('api', 'api');
    one = await installation.start('worker', 'one');
    two = await installation.start('worker', 'two');
    await ready(api, one, two);
  });
  afterAll(() => installation.close());

  const documents = (name: string) => installation.mongo.collection<{ _id: string }>(name);
  let looking: ReturnType<typeof watch>;

  /** An owner tells its high watermarks once a second: a process knows of all 188 events a little after they are there. */
  const untilTold = ({ rebuild }: Process) =>
    until(async () => {
      const seen = await rebuild.state();
      return seen.next?.of === 188 && seen;
    });

  it('begun by two at once is one; progress is seen, and what is shown goes on meanwhile', async () => {
    installation.gate.closed = true;
    looking = watch(api);
    const begun = await Promise.all([api, one, two].map(({ rebuild }) => rebuild.begin(true)));
    expect(begun.map((answer) => state(answer).next?.version)).toEqual([`${first}r1`, `${first}r1`, `${first}r1`]);
    const fresh = installation.publish(
      { agg: idIn(1), fact: measured(77) },
      { agg: late, fact: subjectErased({ receiptId: 'r-2' }) },
    );
    await holds(api, fresh);
    await until(
      async () => (await documents('checkpoints').countDocuments({ group: `reporting.views.${first}r1` })) > 0,
    );
    const { live, next } = await untilTold(api);
    expect([live, next?.applied, next?.compared]).toEqual([first, 0, undefined]);
    expect(next?.sources.map(({ service, of }) => [service, of])).toEqual([
      ['registry', 184],
      ['partnerships', 4],
    ]);
    await until(async () => (await one.eventing.gauges())['rebuild_running'] === 1);
    await untilTold(one);
    expect(await one.eventing.gauges()).toMatchObject({ rebuild_events: 188, rebuild_applied_events: 0 });
    expect(await one.eventing.gauges()).toMatchObject({ consumer_lag_events: 0 });
  });

  it('I16: begins with what was erased before, and writes none of it again on the way', async () => {
    const row = await documents(`rows__v${first}r1`).findOne({ _id: `partnerships:${early}` });
    expect(row).toMatchObject({ seq: 2, erased: true, facts: [] });
    expect(await documents(`rows__v${first}r1`).countDocuments({})).toBe(1);
  });

  it('is not shown before it has reached what is shown', async () => {
    expect(await api.rebuild.flip(`${first}r1`)).toEqual({ refused: 'behind', version: `${first}r1` });
    expect(api.eventing.views.group).toBe(`reporting.views.${first}`);
  });

  it('is compared and shown by itself in every process, and no reader sees some of each', async () => {
    const writing = { ended: false };
    const writer = (async () => {
      for (let level = 100; !writing.ended; level += 1) {
        await holds(api, installation.publish({ agg: idIn(5), fact: measured(level) }));
      }
    })();
    installation.gate.closed = false;
    await shows(`${first}r1`, api, one, two);
    await pause(300);
    writing.ended = true;
    await writer;
    const looks = await looking.end();
    expect(looking.wrong).toEqual([]);
    expect(looks).toBeGreaterThan(50);
    expect(await api.rebuild.state()).toEqual({ live: `${first}r1`, next: undefined, kept: first, later: undefined });
  });

  it('I7 I16: both versions are the fold of the journals, and what was erased meanwhile is so in both', async () => {
    await until(async () => (await one.eventing.gauges())['consumer_lag_events'] === 0);
    const { mongo, owner } = installation;
    for (const version of [first, `${first}r1`]) {
      const compared = await compareRows({
        group: `reporting.views.${version}`,
        keeping: keepingOf([wells, subjects]),
        feeds: owner,
        rows: mongoRows(mongo, version),
        checkpoints: mongoCheckpoints(mongo),
        parked: mongoParkedMarkers(mongo),
      });
      expect([version, compared.aggregates, compared.differences]).toEqual([version, 5, []]);
      expect(await documents(`rows__v${version}`).countDocuments({ erased: true, facts: [] })).toBe(2);
    }
  });

  it('keeps the old version current, so that it can be shown again', async () => {
    await holds(api, installation.publish({ agg: idIn(9), fact: measured(900) }));
    const before = JSON.stringify([...api.wells.all().values()].sort((a, b) => (a.id < b.id ? -1 : 1)));
    const revision = api.eventing.views.revision(['registry']);
    const looking = watch(api);
    expect(state(await one.rebuild.flip(first))).toMatchObject({ live: first, kept: `${first}r1` });
    await shows(first, api, one, two);
    expect(JSON.stringify([...api.wells.all().values()].sort((a, b) => (a.id < b.id ? -1 : 1)))).toBe(before);
    expect(api.eventing.views.revision(['registry'])).not.toBe(revision);
    state(await two.rebuild.flip(`${first}r1`));
    await shows(`${first}r1`, api, one, two);
    await looking.end();
    expect(looking.wrong).toEqual([]);
    expect([...looking.contents.keys()].length).toBeGreaterThan(1);
  });

  it('shows the live version to a process that starts later', async () => {
    const later = await installation.start('api', 'later');
    await ready(later);
    expect(later.eventing.views.group).toBe(`reporting.views.${first}r1`);
    expect(later.eventing.views.revision(['registry'])).toBe(api.eventing.views.revision(['registry']));
  });

  it('drops the old version alone, and only when it is told to; the live one never', async () => {
    expect(await api.rebuild.begin(true)).toEqual({ refused: 'kept', version: first });
    expect(await api.rebuild.drop(`${first}r1`)).toEqual({ refused: 'live', version: `${first}r1` });
    expect(state(await api.rebuild.drop(first))).toEqual({
      live: `${first}r1`,
      next: undefined,
      kept: undefined,
      later: undefined,
    });
    await until(async () => (await documents(`rows__v${first}`).countDocuments({})) === 0);
    await until(
      async () => (await documents('checkpoints').countDocuments({ group: `reporting.views.${first}` })) === 0,
    );
    expect(await api.rebuild.flip(first)).toEqual({ refused: 'unknown', version: first });
    await holds(api, installation.publish({ agg: idIn(9), fact: measured(901) }));
    expect(api.wells.one(idIn(9))?.levels.at(-1)).toBe(901);
    expect(await documents(`rows__v${first}`).countDocuments({})).toBe(0);
  });

  it('begins another one under a new name, which can be given up', async () => {
    expect(state(await api.rebuild.begin(false)).next?.version).toBe(`${first}r2`);
    const compared = await until(async () => (await api.rebuild.state()).next?.compared);
    expect(compared).toMatchObject({ against: `${first}r1`, aggregates: 5, different: 0 });
    expect(api.eventing.views.group).toBe(`reporting.views.${first}r1`);
    expect(state(await api.rebuild.drop(`${first}r2`)).next).toBeUndefined();
    await until(async () => (await documents(`rows__v${first}r2`).countDocuments({})) === 0);
  });
});
