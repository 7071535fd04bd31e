// Loads a population through the public API: estimates first, then its persons, several at once.
import {
  closePerson,
  confirmPerson,
  getStockEstimate,
  recordStockEstimate,
  registerPerson,
  verifyPerson,
} from '@tributary/contracts';
import type { Desk, Person } from '../desk.ts';
import { inTurn, type Tell } from '../in-turn.ts';
import type { Inhabitant, Population } from './population.ts';

/** How many persons are entered at once. */
const COUNTERS = 12;

/** Records the estimates of a population that are not there yet. */
export async function loadEstimates(desk: Desk, registrar: Person, population: Population): Promise<void> {
  const { year, source, method } = population.estimate;
  for (const { country, stock: persons } of population.residences) {
    const params = { country, year };
    const there = await desk.read(registrar, getStockEstimate, { params: { country, year: String(year) } });
    if (there !== undefined) continue;
    const body = { persons, source, method };
    await desk.once(`estimate ${country} ${year}`, registrar, recordStockEstimate, { params, body, ifNoneMatch: '*' });
  }
}

/** Enters persons, and what becomes of them. Entered again, also after a run that was cut, they stay as they are. */
export const loadInhabitants = (desk: Desk, registrar: Person, all: readonly Inhabitant[], tell: Tell): Promise<void> =>
  inTurn(
    all,
    COUNTERS,
    (one) => enter(desk, registrar, one),
    (done) => tell('persons', done, all.length),
  );

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
