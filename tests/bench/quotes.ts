// How many matches one process computes in a second, beside how many times it writes and reads their input as JSON: the
// ratio says the same on any machine.
import { given, MatchAsk, ProgrammeRules } from '@tributary/contracts';
import { matchOf } from '@tributary/match-engine';
import town from '@tributary/match-engine/programmes/sample/town.json' with { type: 'json' };
import type { Figure } from './figure.ts';
import { median } from './load.ts';

const ROUNDS = 5;
const TIMES = 5_000;

const euro = (amount: string) => ({ amount, currency: 'EUR' });

/** Calls in a second. */
function rateOf(work: () => unknown): number {
  const began = performance.now();
  for (let time = 0; time < TIMES; time += 1) work();
  return TIMES / ((performance.now() - began) / 1000);
}

/** Both in turn, medians of several rounds. */
export function measureQuotes(): readonly Figure[] {
  const { match: rule } = given(ProgrammeRules).parse(town.rules);
  if (rule === undefined) throw new Error('the programme shares nothing out');
  const offers = [
    { party: 'local', amount: euro('12000') },
    { party: 'diaspora', amount: euro('20000') },
    { party: 'partner', amount: euro('24000') },
  ];
  const ask = MatchAsk.parse({ cost: euro('96000'), offers });
  const rounds = Array.from({ length: ROUNDS }, () => {
    const copies = rateOf(() => JSON.parse(JSON.stringify({ rule, ask })));
    const matches = rateOf(() => matchOf(rule, ask));
    return { matches, ratio: copies / matches };
  });
  return [
    {
      name: 'matches, one process',
      value: median(rounds.map(({ matches }) => matches)),
      unit: '/s',
      goal: 5_000,
      atLeast: true,
    },
    { name: 'JSON of the input ÷ match', value: median(rounds.map(({ ratio }) => ratio)), unit: '×' },
  ];
}
