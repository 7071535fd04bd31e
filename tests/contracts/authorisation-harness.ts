// One of everything that a route can be about, with the ministries that have to do with it.
import { bringPlanIntoForce, expectStatus } from '../journeys/steps.ts';
import type { Answer, Call } from '../platform/api.ts';
import { agreement as agreementBody, application, initiative, rulesWithPartners as rules } from '../platform/sample.ts';
import { filled, type ServedRoute } from '../platform/served-routes.ts';
import type { Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { enterStatement, proposeBatch } from './authorisation-batch.ts';
import { duplicateOf, rulesOf } from './authorisation-duplicate.ts';
import { hidden } from './authorisation-hidden.ts';
import { importOf, mappingOf } from './authorisation-import.ts';
import { requestFor } from './authorisation-requests.ts';
import { contributionOf, indicatorFor, kpiRow } from './result-steps.ts';

export interface Harness {
  /** the ministry whose rows these are */
  readonly owner: string;
  /** the ministry that answers for the node of the plan */
  readonly responsible: string;
  /** the address of a route with what exists in the place of its parameters; of a rate, which is made by its day, another day */
  path(route: ServedRoute): string;
  /** whether a route shows or changes what its own ministry alone may know of: others are answered as if it were not there */
  isHidden(route: ServedRoute): boolean;
  /** whether an answer of such a route shows that it is there */
  shows(route: ServedRoute, answer: Answer): boolean;
  /** the headers that name the version that is there, where the route needs one */
  version(route: ServedRoute, path?: string): Promise<Call>;
  /** What a subject of the role has applied for, or what is published to all of them, where the route is about such a thing. */
  applied(role: string, route: ServedRoute): { readonly id: string; readonly path: string } | undefined;
}

/** The subject of a role, which has applied for something, as a token has it. */
export const applicantOf = (role: string): string => `#${role}-that-applied`;

const [owner, responsible] = ['MLOC', 'MHEA'];

interface Made {
  readonly id: string;
  readonly seq: number;
}

/** Makes an organisation, an initiative with an open link, a programme with a call and an application, one more that was granted an award, a partner with an agreement and a commitment, a plan in force, an offer of support and a frozen run. */
export async function makeHarness(tributary: Tributary): Promise<Harness> {
  const make = async (role: string, path: string, changed: object = {}, name?: string): Promise<Made> => {
    const api = await tributary.api(role, owner, name);
    const body = { ...Object(requestFor(`POST ${path}`).body), ...changed };
    return expectStatus(await api.post(path, body), 201).json<Made>();
  };
  const rows = [
    { kind: 'node', code: '1', level: '1', title_en: 'Health', responsibleMinistry: responsible },
    kpiRow(responsible),
  ];
  const plan = { code: 'PLAN', kind: 'national', levels: ['Pillar'], programmeLevel: 1, version: '1', rows };
  await bringPlanIntoForce(tributary, plan, '2026-01-01');
  const organisation = await make('registrar', '/registry/v1/organisations');
  const person = await make('registrar', '/registry/v1/persons');
  await make('registrar', '/registry/v1/persons');
  const duplicate = await duplicateOf(tributary, owner, person.id);
  const imported = await importOf(tributary, owner);
  const mapping = await mappingOf(tributary, owner, filled(`/registry/v1/person-import-mappings/${owner}/{name}`));
  const ownRules = await rulesOf(tributary, owner);
  const partner = await make('partner-officer', '/partnerships/v1/partners');
  // another person than the one who signs it
  const agreement = await make('partner-officer', '/partnerships/v1/agreements', { partnerId: partner.id }, 'ana');
  const officer = await tributary.api('officer', owner);
  const entered = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201).json<Made>();
  const programme = await make('officer', '/initiatives/v1/programmes', { code: 'OWNED' });
  const call = await make('officer', '/initiatives/v1/calls', { programmeId: programme.id, code: 'OWNED' });
  const started = await startApplication(tributary, programme, call);
  const applied = await applyAs(tributary, call);
  // one that no other request of the table ends
  const published = await make('officer', '/initiatives/v1/calls', { programmeId: programme.id, code: 'PUBLISHED' });
  expectStatus(await officer.post(`/initiatives/v1/calls/${published.id}/opening`, {}), 200);
  const award = await grantAward(tributary, call);
  const paying = await proposeBatch(tributary, owner, await grantAward(tributary, call));
  const statementId = await enterStatement(tributary, owner);
  const promised = await promise(tributary, partner, award);
  const reading = await readEvidence(tributary, started, applied);
  const alignment = await openLink(tributary, entered);
  const contribution = await openContribution(tributary, entered);
  const offered = await make('planner', '/strategy/v1/support-offers');
  const analyst = await tributary.api('analyst', owner);
  const run = await eventually('a run of the plan in force', async () => {
    const asked = { key: 'plan/alignment', params: { plan: 'PLAN' } };
    const answer = await analyst.post('/reporting/v1/reports/runs', asked);
    return answer.status === 404 ? undefined : expectStatus(answer, 201).json<{ id: string }>();
  });

  const ids: readonly [start: string, id: string][] = [
    ['/registry/v1/organisations/{id}', organisation.id],
    ['/registry/v1/persons/{id}', person.id],
    ['/registry/v1/duplicates/{id}', duplicate],
    ['/registry/v1/person-imports/{id}', imported],
    ['/partnerships/v1/partners/{id}', partner.id],
    ['/partnerships/v1/agreements/{id}', agreement.id],
    ['/partnerships/v1/commitments/{id}', promised],
    ['/initiatives/v1/initiatives/{id}', entered.id],
    ['/initiatives/v1/programmes/{id}', programme.id],
    ['/initiatives/v1/calls/{id}', call.id],
    ['/initiatives/v1/applications/{id}', started.id],
    ['/initiatives/v1/evidence-readings/{id}', reading],
    ['/initiatives/v1/awards/{id}', award],
    ['/initiatives/v1/bank-statements/{id}', statementId],
    ['/initiatives/v1/debtor-accounts/{id}', paying.account],
    ['/initiatives/v1/payment-batches/{id}', paying.batch],
    ['/strategy/v1/alignments/{id}', alignment],
    ['/strategy/v1/kpi-contributions/{id}', contribution],
    ['/strategy/v1/support-offers/{id}', offered.id],
    ['/reporting/v1/reports/runs/{id}', run.id],
  ];
  const secrets = [
    ...[started.id, person.id, duplicate, ownRules, imported, mapping],
    ...[paying.account, paying.batch, statementId],
  ];
  const persons = '/registry/v1/persons';
  /** A person is read by a registrar of the ministry alone, who says why. */
  const readPerson = async (path: string) =>
    (await tributary.api('registrar', path.includes(person.id) ? owner : 'MFOR')).get(`${path}?purpose=SERVICE`);
  const addressOf = (path: string, id: string) => filled(path.replace('{id}', id));
  return {
    owner,
    responsible,
    applied: (role, { path }) => {
      if (isPublished(path)) {
        const id = path.startsWith('/initiatives/v1/calls') ? published.id : programme.id;
        return { id, path: addressOf(path.replace('{rulesVersion}', rules.rulesVersion), id) };
      }
      const [, , id] = applied.find(([of, start]) => of === role && isAt(path, start)) ?? [];
      return id === undefined ? undefined : { id, path: addressOf(path, id) };
    },
    isHidden: ({ path }) => hidden.some((start) => path.startsWith(start)) || path.endsWith('/ranking'),
    shows: ({ path }, { status, text }) =>
      /\{(id|ministryCode)\}/.test(path) ? ![403, 404].includes(status) : secrets.some((id) => text.includes(id)),
    path: ({ path }) => {
      const id = ids.find(([start]) => path.startsWith(start))?.[1];
      return filled(
        path
          .replace('/plans/{code}', '/plans/PLAN')
          .replace('{planCode}', 'PLAN')
          .replace('{date}', '2020-01-02')
          .replace('{of}/reopening', 'MNEV/reopening')
          .replace('{of}', 'MTWO')
          .replace('{id}', id ?? '{id}'),
      );
    },
    version: async ({ method, path }, at) => {
      if (requestFor(`${method} ${path}`).headers?.['if-match'] === undefined) return {};
      const [start = '', id = ''] = ids.find(([one]) => path.startsWith(one)) ?? [];
      const one = at ?? start.replace('{id}', id);
      const { seq } = expectStatus(
        await (path.startsWith(persons) ? readPerson(one) : officer.get(one)),
        200,
      ).json<Made>();
      return { headers: { 'if-match': `"${seq}"` } };
    },
  };
}

/** What every applicant reads: calls that were opened, and rules that were published. */
const isPublished = (path: string) =>
  [
    '/initiatives/v1/calls',
    '/initiatives/v1/calls/{id}',
    '/initiatives/v1/programmes/{id}/rules/{rulesVersion}',
  ].includes(path);

const isAt = (path: string, start: string) => path === start || path.startsWith(`${start}/`);

/** What persons and associations enter themselves. @returns by role and path the id of each */
async function applyAs(
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
    return answer.status === 422 ? undefined : expectStatus(answer, 201);
  });
  return [
    ['association', organisations, organisation.id],
    ['association', applications, ofAssociation.json<Made>().id],
    ['person', applications, expectStatus(ofPerson, 201).json<Made>().id],
    ['person', '/registry/v1/persons', expectStatus(entered, 201).json<Made>().id],
  ];
}

/** Adds a file of evidence to each application, as who applied, and reads one. @returns the id of what noted that */
async function readEvidence(
  tributary: Tributary,
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
async function startApplication(tributary: Tributary, programme: Made, call: Made): Promise<Made> {
  const [ana, ben] = [await tributary.api('officer', owner, 'ana'), await tributary.api('officer', owner, 'ben')];
  const at = `/initiatives/v1/programmes/${programme.id}/rules`;
  expectStatus(await ana.post(at, rules), 200);
  expectStatus(await ben.post(`${at}/${rules.rulesVersion}/publication`, {}), 200);
  expectStatus(await ana.post(`/initiatives/v1/calls/${call.id}/opening`, {}), 200);
  const started = await ana.post('/initiatives/v1/applications', { ...application, callId: call.id });
  return expectStatus(started, 201).json<Made>();
}

/** Takes another application to its last approval, and waits for its award. @returns the id of the award */
async function grantAward(tributary: Tributary, call: Made): Promise<string> {
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
async function promise(tributary: Tributary, partner: Made, awardId: string): Promise<string> {
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
async function openLink(tributary: Tributary, { id, seq }: Made): Promise<string> {
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
async function openContribution(tributary: Tributary, { id }: Made): Promise<string> {
  const officer = await tributary.api('officer', owner);
  const path = `/initiatives/v1/initiatives/${id}`;
  const { seq } = expectStatus(await officer.get(path), 200).json<Made>();
  const headers = { 'if-match': `"${seq}"` };
  expectStatus(await officer.put(`${path}/indicators/CLINICS`, indicatorFor('PLAN'), headers), 200);
  return (await contributionOf(tributary, id)).id;
}
