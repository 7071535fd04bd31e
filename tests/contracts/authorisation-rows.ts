// Rows of a ministry that several requests make: applications on their way, an award, a commitment, open links.
import { expectStatus } from '../journeys/steps.ts';
import { agreement as agreementBody, application, rulesWithPartners as rules } from '../platform/sample.ts';
import { filled } from '../platform/served-routes.ts';
import type { Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { requestFor } from './authorisation-requests.ts';
import { contributionOf, indicatorFor } from './result-steps.ts';

export interface Made {
  readonly id: string;
  readonly seq: number;
}

/** The subject of a role, which has applied for something, as a token has it. */
export const applicantOf = (role: string): string => `#${role}-that-applied`;

/** What persons and associations enter themselves. @returns by role and path the id of each */
export async function applyAs(
  tributary: Tributary,
  call: Made,
): Promise<readonly [role: string, start: string, id: string][]> {
  const [associations, persons] = [
    await tributary.api('association', applicantOf('association')),
    await tributary.api('person', applicantOf('person')),
  ];
  const { body } = requestFor('POST /registry/v1/organisations');
  const [organisations, applications] = ['/registry/v1/organisations', '/initiatives/v1/applications'] as const;
  const organisation = expectStatus(await associations.post(organisations, body), 201).json<Made>();
  const ofPerson = await persons.post(applications, { callId: call.id, applicantKind: 'person' });
  const entered = await persons.post('/registry/v1/persons', requestFor('POST /registry/v1/persons').body);
  const named = { callId: call.id, applicantKind: 'association', organisationId: organisation.id };
  const ofAssociation = await eventually('the organisation where it applies', async () => {
    const answer = await associations.post(applications, named);
    return answer.status === 403 ? undefined : expectStatus(answer, 201);
  });
  return [
    ['association', organisations, organisation.id],
    ['association', applications, ofAssociation.json<Made>().id],
    ['person', applications, expectStatus(ofPerson, 201).json<Made>().id],
    ['person', '/registry/v1/persons', expectStatus(entered, 201).json<Made>().id],
  ];
}

/** Adds a file of evidence to each application, as who applied, and reads one. @returns the id of what noted that */
export async function readEvidence(
  tributary: Tributary,
  owner: string,
  started: Made,
  applied: readonly (readonly [role: string, start: string, id: string])[],
): Promise<string> {
  const at = '/initiatives/v1/applications';
  const { body, query, ...call } = requestFor(`POST ${at}/{id}/evidence`);
  const officer = await tributary.api('officer', owner);
  expectStatus(await officer.post(`${at}/${started.id}/evidence${query}`, body, call), 200);
  for (const [role, , id] of applied.filter(([, start]) => start === at)) {
    const applicant = await tributary.api(role, applicantOf(role));
    expectStatus(await applicant.post(`${at}/${id}/evidence${query}`, body, call), 200);
  }
  expectStatus(await officer.get(filled(`${at}/${started.id}/evidence/{sha256}`)), 200);
  const answer = await (await tributary.api('privacy', owner)).get('/initiatives/v1/evidence-readings');
  return expectStatus(answer, 200).json<{ items: { id: string }[] }>().items[0]?.id ?? '';
}

/** Puts rules of the programme in force, opens the call, and starts an application under it. */
export async function startApplication(
  tributary: Tributary,
  owner: string,
  programme: Made,
  call: Made,
): Promise<Made> {
  const [ana, ben] = [await tributary.api('officer', owner, 'ana'), await tributary.api('officer', owner, 'ben')];
  const at = `/initiatives/v1/programmes/${programme.id}/rules`;
  expectStatus(await ana.post(at, rules), 200);
  expectStatus(await ben.post(`${at}/${rules.rulesVersion}/publication`, {}), 200);
  expectStatus(await ana.post(`/initiatives/v1/calls/${call.id}/opening`, {}), 200);
  const started = await ana.post('/initiatives/v1/applications', { ...application, callId: call.id });
  return expectStatus(started, 201).json<Made>();
}

/** Takes another application to its last approval, and waits for its award. @returns the id of the award */
export async function grantAward(tributary: Tributary, owner: string, call: Made): Promise<string> {
  const as = (role: string) => tributary.api(role, owner, 'ana');
  const officer = await as('officer');
  const applied = await officer.post('/initiatives/v1/applications', { ...application, callId: call.id });
  const { id } = expectStatus(applied, 201).json<Made>();
  const euro = (amount: string) => ({ amount, currency: 'EUR' });
  const offers = [
    { party: 'club', amount: euro('400.00') },
    { party: 'donor', amount: euro('200.00') },
  ];
  const submission = { cost: euro('1000.00'), requested: euro('400.00'), area: 'North Coast', offers };
  const steps: readonly [role: string, action: string, body: object][] = [
    ['officer', 'submission', submission],
    ['officer', 'eligibility', {}],
    ['reviewer', 'reviews', { conflictOfInterest: false }],
    ['approver', 'approvals', { body: 'MINISTRY' }],
  ];
  for (const [role, action, body] of steps) {
    expectStatus(await (await as(role)).post(`/initiatives/v1/applications/${id}/${action}`, body), 200);
  }
  return eventually('the award', async () => {
    const answer = await officer.get(`/initiatives/v1/awards?applicationId=${id}`);
    return answer.json<{ items: { id: string }[] }>().items[0]?.id;
  });
}

/** Commits a part of what the award asks partners for, under an agreement in force. @returns the id of the commitment */
export async function promise(tributary: Tributary, owner: string, partner: Made, awardId: string): Promise<string> {
  const [ana, ben] = [
    await tributary.api('partner-officer', owner, 'ana'),
    await tributary.api('partner-officer', owner, 'ben'),
  ];
  const at = '/partnerships/v1/agreements';
  const written = { ...agreementBody, partnerId: partner.id, reference: 'MLOC-2026/2' };
  const { id: agreementId } = expectStatus(await ana.post(at, written), 201).json<Made>();
  expectStatus(await ben.post(`${at}/${agreementId}/signature`, {}), 200);
  const amount = { amount: '100.00', currency: 'EUR' };
  return eventually('what the award asks partners for', async () => {
    const answer = await ana.post('/partnerships/v1/commitments', { agreementId, awardId, amount });
    return [422, 503].includes(answer.status) ? undefined : expectStatus(answer, 201).json<Made>().id;
  });
}

/** Links the initiative to the node, and waits until the link is open. @returns its id */
export async function openLink(tributary: Tributary, owner: string, { id, seq }: Made): Promise<string> {
  const officer = await tributary.api('officer', owner);
  const links = { planVersion: '1', links: [{ nodeCode: '1', weightPct: 100 }] };
  await eventually('a plan that can be linked to', async () => {
    const answer = await officer.put(`/initiatives/v1/initiatives/${id}/plan-links/PLAN`, links, {
      'if-match': `"${seq}"`,
    });
    return answer.status === 409 ? undefined : expectStatus(answer, 200);
  });
  const analyst = await tributary.api('analyst', owner);
  return eventually('the alignment', async () => {
    const answer = await analyst.get(`/strategy/v1/alignments?initiativeId=${id}`);
    return answer.json<{ items: { id: string }[] }>().items[0]?.id;
  });
}

/** Maps an indicator of the initiative to the KPI of the plan, and waits until that is open. @returns its id */
export async function openContribution(tributary: Tributary, owner: string, { id }: Made): Promise<string> {
  const officer = await tributary.api('officer', owner);
  const path = `/initiatives/v1/initiatives/${id}`;
  const { seq } = expectStatus(await officer.get(path), 200).json<Made>();
  const headers = { 'if-match': `"${seq}"` };
  expectStatus(await officer.put(`${path}/indicators/CLINICS`, indicatorFor('PLAN'), headers), 200);
  return (await contributionOf(tributary, id)).id;
}
