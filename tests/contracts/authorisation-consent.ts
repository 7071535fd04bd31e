// A notice that was published, and a record that is proposed for erasure, for requests about them.
import { expectStatus } from '../journeys/steps.ts';
import type { Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { consentRequests, notice } from './consent-requests.ts';

/** The version of a notice that there is, where another one can still be written. */
export const toldVersion = (path: string): string => path.replace('{purpose}/{version}', 'contact/told');

/** Writes a notice as one person and publishes it as another one. @returns its id */
export async function noticeOf(tributary: Tributary, owner: string): Promise<string> {
  const at = `/registry/v1/privacy-notices/${owner}/contact/told`;
  const writer = await tributary.api('privacy', owner, 'vera');
  expectStatus(await writer.put(at, notice, { 'if-none-match': '*' }), 201);
  const publisher = await tributary.api('privacy', owner, 'paul');
  return expectStatus(await publisher.post(`${at}/publication`, {}), 200).json<{ id: string }>().id;
}

/** The proposal that a clock makes of a record which was entered long ago, and the rules by which it does. */
export async function proposalOf(
  tributary: Tributary,
  owner: string,
  person: string,
): Promise<{ readonly proposal: string; readonly rules: string }> {
  const privacy = await tributary.api('privacy', owner, 'vera');
  const at = `/registry/v1/retention-rules/${owner}`;
  const { body, headers = {} } = consentRequests['PUT /registry/v1/retention-rules/{ministryCode}'] ?? {};
  await privacy.put(at, body, headers);
  const { id, seq } = expectStatus(await privacy.get(at), 200).json<{ id: string; seq: number }>();
  // set again they are looked through at once
  expectStatus(await privacy.put(at, body, { 'if-match': `"${seq}"` }), 200);
  const proposal = await eventually('the proposal', async () => {
    const { items } = (await privacy.get('/registry/v1/retention-proposals?limit=200')).json<{
      items: { id: string; personId: string }[];
    }>();
    return items.find(({ personId }) => personId === person)?.id;
  });
  return { proposal, rules: id };
}
