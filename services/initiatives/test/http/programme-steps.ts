// Programmes over HTTP: opened, their rules written by one officer and published by another.
import type { Caller, Client } from '@tributary/testkit';

export const [ana, ben, machine] = ['officer@MLOC:ana', 'officer@MLOC:ben', 'officer@MLOC:tributary-cli'] as const;

/** A programme as it lies in a file. */
export interface ProgrammeFile {
  readonly programme: { readonly code: string };
  readonly rules: object;
}

/** Opens the programme of a file. @returns its id */
export async function openFrom(client: Client, { programme }: ProgrammeFile): Promise<string> {
  const answer = await client.post('/v1/programmes', { as: ana, body: programme });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id;
}

export const write = (client: Client, id: string, body: object, as: Caller = ana) =>
  client.post(`/v1/programmes/${id}/rules`, { as, body });

export const publish = (
  client: Client,
  id: string,
  rulesVersion: string,
  as: Caller = ben,
  headers: Readonly<Record<string, string>> = {},
) => client.post(`/v1/programmes/${id}/rules/${rulesVersion}/publication`, { as, body: {}, headers });

/** Puts the rules of a file in force from a day on. @returns the id of the programme */
export async function inForce(client: Client, file: ProgrammeFile, effectiveFrom = '2025-01-01'): Promise<string> {
  const id = await openFrom(client, file);
  const rulesVersion = effectiveFrom.slice(0, 4);
  const drafted = await write(client, id, { rulesVersion, effectiveFrom, rules: file.rules });
  if (drafted.status !== 200) throw new Error(drafted.text);
  const answer = await publish(client, id, rulesVersion);
  if (answer.status !== 200) throw new Error(answer.text);
  return id;
}
