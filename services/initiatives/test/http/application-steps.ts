// Applications over HTTP, from a start to where a test begins.
import { randomUUID } from 'node:crypto';
import {
  organisationApplied,
  organisationRecognised,
  organisationSuspended,
  representativeAdded,
} from '@tributary/contracts';
import { naturalId } from '@tributary/eventing';
import { representativesAt } from '@tributary/service-kit';
import { type Answered, type Caller, type Client, until } from '@tributary/testkit';
import type { Harness } from './harness.ts';
import { ana } from './programme-steps.ts';

const euro = (amount: string) => ({ amount, currency: 'EUR' });

export const submission = {
  cost: euro('80000.00'),
  requested: euro('40000.00'),
  area: 'Torva',
  offers: [
    { party: 'local', amount: euro('8000.00') },
    { party: 'diaspora', amount: euro('32000.00') },
  ],
};

/** Sends an action of an application. */
export const act = (client: Client, id: string, action: string, body: object = {}, as: Caller = ana) =>
  client.post(`/v1/applications/${id}/${action}`, { as, body });

function acknowledged({ status, text, body }: Answered): Answered['body'] {
  if (status !== 200 && status !== 201) throw new Error(text);
  return body;
}

/** An organisation that every later request here knows. @returns its id and the token to ask with */
export async function organisationOf(harness: Harness, name: string, standing: 'recognised' | 'applied' | 'suspended') {
  const applied = organisationApplied({ name, kind: 'association', country: 'DE', identifiers: [], sectors: [] });
  const facts = [
    applied,
    organisationRecognised({
      kind: 'association',
      validFrom: '2025-01-01',
      validUntil: '2199-12-31',
      registerNumber: 'DA-2025-014',
    }),
    organisationSuspended({ reasonCode: 'ANNUAL_RETURN_MISSING', from: '2026-02-10' }),
  ];
  const told = facts.slice(0, ['applied', 'recognised', 'suspended'].indexOf(standing) + 1);
  return harness.registry.publish('organisation', name, ...told);
}

/**
 * Tells that somebody with the token of an association may act for an organisation of that name, and waits until that is
 * known. @returns the caller
 */
export async function representing(
  harness: Harness,
  name: string,
  { subjectOf = `association@#association-${randomUUID()}` }: { readonly subjectOf?: Caller } = {},
): Promise<Caller> {
  const [, subjectId = ''] = subjectOf.split('#');
  const { installationKey } = harness.installation.configOf('initiatives');
  const id = naturalId(name);
  const representative = representativesAt(installationKey)(id, subjectId);
  const since = '2026-01-01';
  const { token } = await harness.registry.publish(
    'organisation',
    name,
    representativeAdded({ no: 1, role: 'chair', since, representative }),
  );
  await harness.initiatives.get('/v1/calls', { as: ana, headers: { 'consistency-token': token } });
  return subjectOf;
}

/** Starts an application of an organisation. @returns its id */
export async function started(
  { initiatives }: Harness,
  callId: string,
  organisation: { readonly id: string; readonly token: string },
): Promise<string> {
  const answer = await initiatives.post('/v1/applications', {
    as: ana,
    body: { callId, applicantKind: 'association', organisationId: organisation.id },
    headers: { 'consistency-token': organisation.token },
  });
  return acknowledged(answer).id;
}

/** Starts one of a natural person. @returns its id */
export const startedByPerson = async ({ initiatives }: Harness, callId: string): Promise<string> =>
  acknowledged(await initiatives.post('/v1/applications', { as: ana, body: { callId, applicantKind: 'person' } })).id;

/** Starts an application and submits it. @returns its id */
export async function submitted(...of: Parameters<typeof started>): Promise<string> {
  const id = await started(...of);
  acknowledged(await act(of[0].initiatives, id, 'submission', submission));
  return id;
}

/** What the feed tells of an application, once it has told an event of that type; asked for by its own ministry. */
export const toldOf = (harness: Harness, id: string, type: string, as: Caller = 'analyst@MLOC') =>
  toldInFeed(harness, id, `initiatives.application.${type}.v1`, as);

/** What the feed tells of an aggregate, in its order, once it has told an event of that type. */
export const toldInFeed = ({ initiatives }: Harness, id: string, type: string, as: Caller, times = 1) =>
  until(`${type} in the feed`, async () => {
    let after = '';
    const found: Answered['body'][] = [];
    for (;;) {
      const { body } = await initiatives.get(`/v1/changes?limit=200${after && `&after=${after}`}`, { as });
      found.push(...body.items.filter(({ subject }) => subject === id).map((item) => item as Answered['body']));
      if (body.next === null || body.next === after || body.items.length === 0) break;
      after = body.next;
    }
    return found.filter((event) => event['type'] === type).length >= times ? found : undefined;
  });
