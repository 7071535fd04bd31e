// What operators are told of money: counted over all pages, told once all was seen, and by nobody once it is old.
import type { Award, Call } from '@tributary/contracts';
import type { Stored } from '@tributary/eventing';
import { describe, expect, it } from 'vitest';
import { sign } from '../../src/award/signing.ts';
import { heldFor, untied } from '../../src/award/watched.ts';
import { moneyWatch } from '../../src/money-watch.ts';
import { after, granted, known, signature } from './award-ground.ts';
import { call, euro } from './call-ground.ts';

const signed = after(sign(granted(), signature, known('ana')));
const wrong: Award = { ...signed, ledger: signed.ledger.slice(0, -1).concat(signed.ledger.slice(-1).map(unbalanced)) };

function unbalanced(entry: Award['ledger'][number]): Award['ledger'][number] {
  return { ...entry, postings: entry.postings.slice(1) };
}

/** A store that gives one at a page. */
const onePage = <State>(states: readonly State[], reserved = 0n) => ({
  page: async (_filter: object, { after: place }: { readonly after?: string | undefined }) => {
    const at = place === undefined ? 0 : Number(place) + 1;
    const state = states[at];
    const items = state === undefined ? [] : [{ id: String(at), state, reserved } as unknown as Stored<never>];
    return { items, next: at + 1 < states.length ? String(at) : undefined };
  },
});

function watched(awards: readonly Award[], calls: readonly Call[], reserved = 0n) {
  const noted: object[] = [];
  const clock = { now: new Date('2026-06-30T12:00:00Z') };
  const log = { error: (fields: object) => noted.push(fields) };
  const watch = moneyWatch({ awards: onePage(awards), calls: onePage(calls, reserved), log, now: () => clock.now });
  const moment = { now: clock.now, today: '2026-06-30', newId: () => 'none' };
  const measured = () =>
    Object.fromEntries(watch.measures().map(({ name, labels, value }) => [labels?.['reason'] ?? name, value]));
  async function pass(cursor?: string): Promise<void> {
    const { next } = await watch.job.step({}, cursor, moment);
    if (next !== undefined) await pass(next);
  }
  return { noted, clock, watch, moment, measured, pass };
}

describe('a ledger', () => {
  it('ties unless a posting is lost', () => {
    expect(untied(signed)).toEqual([]);
    expect(untied(wrong)).toEqual(['EUR']);
  });
});

describe('the watch over money', () => {
  it('tells how many orders wait for the bank, and how long the oldest has', async () => {
    const [first, ...others] = signed.tranches;
    if (first === undefined) throw new Error('an award has tranches');
    const instruction = { batchId: 'b', reference: 'ORDER-1', instructedOn: '2026-06-24' };
    const ordered = { ...signed, tranches: [{ ...first, status: 'instructed' as const, instruction }, ...others] };
    const { pass, measured } = watched([ordered, signed, ordered], [call()]);
    await pass();
    expect(measured()).toMatchObject({ tributary_payment_orders_open: 2, tributary_payment_order_age_days: 6 });
    const none = watched([signed], [call()]);
    await none.pass();
    expect(none.measured()).toMatchObject({ tributary_payment_orders_open: 0, tributary_payment_order_age_days: 0 });
  });

  it('tells what it found over all pages, and names what does not tie in its log', async () => {
    const { pass, measured, noted } = watched(
      [signed, wrong, signed],
      [call(), call({ envelope: euro('100.00') })],
      95_00n,
    );
    await pass();
    const held = heldFor(signed).length;
    expect(held).toBeGreaterThan(0);
    expect(measured()).toMatchObject({
      tributary_money_untied_awards: 1,
      COUNTERPART_SHORT: 3 * held,
      APPLICANT_SUSPENDED: 0,
      BY_SOMEBODY: 0,
      tributary_envelope_used_ratio: 0.95,
      tributary_money_watch_age_seconds: 0,
    });
    expect(noted).toEqual([{ award: '1', currencies: ['EUR'] }]);
  });

  it('tells nothing before it has seen all, nothing of a pass that another process began, and nothing that is old', async () => {
    const { watch, moment, measured, pass, clock } = watched([signed, signed], [call()]);
    await watch.job.step({}, undefined, moment);
    expect(measured()).toEqual({});
    const other = watched([signed, signed], [call()]);
    await other.pass('awards 0');
    expect(other.measured()).toEqual({});
    await pass();
    expect(measured()).not.toEqual({});
    clock.now = new Date(clock.now.getTime() + 15 * 60_000);
    expect(measured()).toEqual({});
  });
});
