// From the 201 of a command to the moment reporting has it, while others write.

import { expectStatus, tokenOf } from '../journeys/steps.ts';
import { initiative } from '../platform/sample.ts';
import type { Tributary } from '../platform/tributary.ts';
import type { Figure } from './figure.ts';
import { quantile } from './load.ts';

const PROBES = 100;
const WRITERS = 4;

export async function measureFreshness({ api }: Tributary): Promise<Figure[]> {
  const officer = await api('officer', 'MLOC');
  const operator = await api('operator', 'MPLA');
  let writing = true;
  const writers = Array.from({ length: WRITERS }, async () => {
    while (writing) {
      expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  const delays: number[] = [];
  for (let probe = 0; probe < PROBES; probe += 1) {
    const created = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201);
    const began = performance.now();
    expectStatus(await operator.get('/reporting/v1/freshness', { 'consistency-token': tokenOf(created) }), 200);
    delays.push(performance.now() - began);
  }
  writing = false;
  await Promise.all(writers);
  return [
    { name: 'freshness, 201 to visible, p50', value: quantile(delays, 0.5), unit: 'ms', goal: 50 },
    { name: 'freshness, 201 to visible, p99', value: quantile(delays, 0.99), unit: 'ms', goal: 1000 },
  ];
}
