// A population is loaded through the public API: estimates, and its persons, several at once.
import {
  closePerson,
  confirmPerson,
  getStockEstimate,
  recordStockEstimate,
  registerPerson,
  verifyPerson,
} from '@tributary/contracts';
import type { Desk, Person } from '../desk.ts';
import { type Group, groupOf } from '../in-turn.ts';
import type { Inhabitant, Population } from './population.ts';

/** How many persons are entered at once. */
const COUNTERS = 12;

/** The estimates of a population that are to be recorded; those that are there stay as they are. */
export function estimatesOf(desk: Desk, registrar: Person, { estimate, residences }: Population): Group {
  const { year, source, method } = estimate;
  return groupOf('estimates', residences, COUNTERS, async ({ country, stock: persons }) => {
    const there = await desk.read(registrar, getStockEstimate, { params: { country, year: String(year) } });
    if (there !== undefined) return;
    const body = { persons, source, method };
    const params = { country, year };
    await desk.once(`estimate ${country} ${year}`, registrar, recordStockEstimate, { params, body, ifNoneMatch: '*' });
  });
}

/** Persons to be entered, and what becomes of them. Entered again, also after a run that was cut, they stay as they are. */
export const personsOf = (desk: Desk, registrar: Person, all: readonly Inhabitant[]): Group =>
  groupOf('persons', all, COUNTERS, (one) => enter(desk, registrar, one));

async function enter(desk: Desk, registrar: Person, one: Inhabitant): Promise<void> {
  const { code, registration: body, verification, confirmation, closure } = one;
  const { id } = await desk.once(`person ${code}`, registrar, registerPerson, { body });
  const params = { id };
  if (verification !== undefined) {
    await desk.once(`verified ${code}`, registrar, verifyPerson, { params, body: verification });
  }
  if (confirmation !== undefined) {
    await desk.once(`confirmed ${code}`, registrar, confirmPerson, { params, body: confirmation });
  }
  if (closure !== undefined) await desk.once(`closed ${code}`, registrar, closePerson, { params, body: closure });
}
