// Initiatives with the facts that they have in life, as rows, and the view that reports fold them by.
import {
  alignmentProposed,
  businessDateOf,
  defineView,
  type EventDescription,
  initiativeRegistered,
  initiativeStatusChanged,
  partitionOf,
  toMinor,
} from '@tributary/contracts';
import type { Row, RowFact } from '../../../src/consume/store.ts';
import { uuid } from './facts.ts';

export interface Initiative {
  readonly id: string;
  readonly title: string | undefined;
  readonly budget: bigint;
  readonly status: number;
  readonly links: readonly string[];
}

/** Each view has folds of its own. */
export const initiativesView = (name: string) =>
  defineView<Initiative>(
    name,
    (id) => ({ id, title: undefined, budget: 0n, status: 1, links: [] }),
    (when) => [
      when(initiativeRegistered, (row, { data: { title, budget } }) => ({
        ...row,
        title: title['en'],
        budget: toMinor(budget.base),
      })),
      when(initiativeStatusChanged, (row, { data: { status } }) => ({ ...row, status })),
      when(alignmentProposed, (row, { data: { links } }) => ({ ...row, links: links.map(({ nodeCode }) => nodeCode) })),
    ],
  );

export const FACTS_EACH = 4;

const twoDigits = (n: number) => String(n).padStart(2, '0');
const day = (n: number) => `20${22 + (n % 5)}-${twoDigits(1 + (n % 12))}-${twoDigits(1 + (n % 28))}`;
const places = ['Torva', 'Northern coast', 'Lake district', 'Old town', 'Hill villages'] as const;

/** The n-th initiative: entered, proposed for two nodes of the plan, made active, and closed. */
export function initiativeRow(n: number): Row {
  const agg = uuid(n);
  const amount = { amount: `${1_000 + ((n * 7_919) % 400_000)}.${twoDigits(n % 100)}`, currency: 'EUR' };
  const registeredOn = day(n);
  const fact = <Data>(
    contract: EventDescription,
    made: { readonly type: string; readonly data: Data },
    seq: number,
  ) => ({
    type: made.type,
    seq,
    pos: FACTS_EACH * n + seq,
    recordedAt: new Date(1_767_000_000_000 + n * 977 + seq * 61_003).toISOString(),
    on: businessDateOf(contract, made.data),
    ministry: `M${String.fromCharCode(65 + (n % 12))}EC`,
    data: made.data,
  });
  const facts: RowFact[] = [
    fact(
      initiativeRegistered,
      initiativeRegistered({
        registeredOn,
        organisationId: uuid(900_000 + (n % 900)),
        title: {
          en: `Water supply and school number ${n} of the district`,
          fr: `Eau et école numéro ${n} du district`,
        },
        area: places[n % places.length] ?? '',
        budget: { amount, base: amount, rate: '1', rateDate: registeredOn },
        plannedStart: day(n + 1),
        plannedEnd: day(n + 9),
        sectors: [{ vocabulary: '1', code: String(11_000 + (n % 300) * 10), pct: 100 }],
      }),
      1,
    ),
    fact(
      alignmentProposed,
      alignmentProposed({
        planCode: 'NDP-2030',
        planVersion: '1',
        revision: 1,
        proposedOn: day(n + 1),
        links: [
          { nodeCode: `${1 + (n % 5)}.${1 + (n % 9)}`, weightPct: 62.5 },
          { nodeCode: `${1 + (n % 4)}.${1 + (n % 7)}`, weightPct: 37.5 },
        ],
      }),
      2,
    ),
    fact(initiativeStatusChanged, initiativeStatusChanged({ status: 2, on: day(n + 2) }), 3),
    fact(initiativeStatusChanged, initiativeStatusChanged({ status: 4, on: day(n + 3) }), 4),
  ];
  const pos = FACTS_EACH * n + FACTS_EACH;
  const place = { service: 'initiatives', agg, kind: 'initiative', partition: partitionOf(agg), pos } as const;
  return { ...place, ministry: facts[0]?.ministry ?? '', seq: FACTS_EACH, facts, erased: false };
}
