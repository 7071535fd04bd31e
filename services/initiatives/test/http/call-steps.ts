// Calls over HTTP: a programme with its rules in force, and a call of it that is open now.
import town from '@tributary/match-engine/programmes/sample/town.json' with { type: 'json' };
import type { Client } from '@tributary/testkit';
import { ana, inForce } from './programme-steps.ts';

/** A programme like Hometown Match, with some of its rules changed. @returns its id */
export const openProgramme = (client: Client, code: string, rules: object = {}): Promise<string> =>
  inForce(client, { programme: { ...town.programme, code }, rules: { ...town.rules, ...rules } });

export const callOf = (programmeId: string, code: string) => ({
  programmeId,
  code,
  title: { en: `${code} (sample)` },
  opensOn: '2025-03-01',
  closesOn: '2199-12-31',
  applicantKinds: ['association', 'person'],
  envelope: { amount: '400000.00', currency: 'EUR' },
});

/** Writes a call. @returns its id */
export async function drafted(client: Client, body: object): Promise<string> {
  const answer = await client.post('/v1/calls', { as: ana, body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id;
}

/** Writes a call and opens it. @returns its id */
export async function opened(client: Client, body: object): Promise<string> {
  const id = await drafted(client, body);
  const answer = await client.post(`/v1/calls/${id}/opening`, { as: ana, body: {} });
  if (answer.status !== 200) throw new Error(answer.text);
  return id;
}
