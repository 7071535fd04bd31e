// One of everything that a route can be about, with the ministries that have to do with it.
import { bringPlanIntoForce, expectStatus } from '../journeys/steps.ts';
import type { Answer, Call } from '../platform/api.ts';
import { initiative, rulesWithPartners as rules } from '../platform/sample.ts';
import { filled, type ServedRoute } from '../platform/served-routes.ts';
import type { Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { enterStatement, proposeBatch } from './authorisation-batch.ts';
import { noticeOf, proposalOf, toldVersion } from './authorisation-consent.ts';
import { duplicateOf, rulesOf } from './authorisation-duplicate.ts';
import { emergencyOf } from './authorisation-emergency.ts';
import { freshnessRulesOf } from './authorisation-freshness.ts';
import { majorityOf, minorOf } from './authorisation-guardian.ts';
import { hidden } from './authorisation-hidden.ts';
import { importOf, mappingOf } from './authorisation-import.ts';
import { requestFor } from './authorisation-requests.ts';
import {
  applyAs,
  grantAward,
  type Made,
  openContribution,
  openLink,
  promise,
  readEvidence,
  startApplication,
} from './authorisation-rows.ts';
import { transfersTo } from './authorisation-transfer.ts';
import { kpiRow } from './result-steps.ts';

export interface Harness {
  /** the ministry whose rows these are */
  readonly owner: string;
  /** the ministry that answers for the node of the plan */
  readonly responsible: string;
  /** what its own ministry alone may know of, by the start of its routes, with the id of one */
  readonly secrets: readonly (readonly [start: string, id: string])[];
  /** the address of a route with what exists in the place of its parameters; of a rate, which is made by its day, another day */
  path(route: Pick<ServedRoute, 'path'>): string;
  /** whether a route shows or changes what its own ministry alone may know of: others are answered as if it were not there */
  isHidden(route: ServedRoute): boolean;
  /** whether an answer of such a route shows that it is there */
  shows(route: ServedRoute, answer: Answer): boolean;
  /** the headers that name the version that is there, where the route needs one */
  version(route: ServedRoute, path?: string): Promise<Call>;
  /** What a subject of the role has applied for, or what is published to all of them, where the route is about such a thing. */
  applied(role: string, route: ServedRoute): { readonly id: string; readonly path: string } | undefined;
}

const responsible = 'MHEA';

/** Whose rows they are, and what its programme and calls are called by: codes that no other harness of the platform has. */
const first = { owner: 'MLOC', code: 'OWNED' };

/** Sets the rules of a ministry on likely duplicates and on how long it keeps what, and makes one of everything else. */
export async function makeTenant(tributary: Tributary, tenant = first): Promise<Harness> {
  const privacy = await tributary.api('privacy', tenant.owner);
  const { body, headers } = requestFor('PUT /registry/v1/duplicate-rules/{ministryCode}');
  expectStatus(await privacy.put(`/registry/v1/duplicate-rules/${tenant.owner}`, body, headers ?? {}), 201);
  const clocks = requestFor('PUT /registry/v1/retention-rules/{ministryCode}');
  const set = await privacy.put(`/registry/v1/retention-rules/${tenant.owner}`, clocks.body, clocks.headers ?? {});
  expectStatus(set, 201);
  return makeHarness(tributary, tenant);
}

/** Makes an organisation, an initiative with an open link, a programme with a call and an application, one more that was granted an award, a partner with an agreement and a commitment, a plan in force, an offer of support and a frozen run. */
export async function makeHarness(tributary: Tributary, { owner, code } = first): Promise<Harness> {
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
  if (owner === first.owner) await bringPlanIntoForce(tributary, plan, '2026-01-01');
  const organisation = await make('registrar', '/registry/v1/organisations');
  const person = await make('registrar', '/registry/v1/persons');
  await make('registrar', '/registry/v1/persons');
  const duplicate = await duplicateOf(tributary, owner, person.id);
  const imported = await importOf(tributary, owner);
  const mapping = await mappingOf(tributary, owner, filled(`/registry/v1/person-import-mappings/${owner}/{name}`));
  const [transfer, waiting] = await transfersTo(tributary, owner, responsible);
  const ownRules = await rulesOf(tributary, owner);
  const notice = await noticeOf(tributary, owner);
  const looked = await make('registrar', '/registry/v1/persons', { registeredOn: '2020-01-01' });
  const retention = await proposalOf(tributary, owner, looked.id);
  const freshnessRules = await freshnessRulesOf(tributary, owner);
  const minor = await minorOf(tributary, owner, person.id);
  const majority = await majorityOf(tributary, owner);
  const [access, accessRules] = await emergencyOf(tributary, owner);
  const campaign = await make('registrar', '/registry/v1/reconfirmation-campaigns');
  const partner = await make('partner-officer', '/partnerships/v1/partners');
  // another person than the one who signs it
  const agreement = await make('partner-officer', '/partnerships/v1/agreements', { partnerId: partner.id }, 'ana');
  const officer = await tributary.api('officer', owner);
  const entered = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201).json<Made>();
  const programme = await make('officer', '/initiatives/v1/programmes', { code });
  const call = await make('officer', '/initiatives/v1/calls', { programmeId: programme.id, code });
  const started = await startApplication(tributary, owner, programme, call);
  const applied = await applyAs(tributary, call);
  // one that no other request of the table ends
  const published = await make('officer', '/initiatives/v1/calls', { programmeId: programme.id, code: `${code}-OPEN` });
  expectStatus(await officer.post(`/initiatives/v1/calls/${published.id}/opening`, {}), 200);
  const award = await grantAward(tributary, owner, call);
  const paying = await proposeBatch(tributary, owner, await grantAward(tributary, owner, call));
  const statementId = await enterStatement(tributary, owner);
  const promised = await promise(tributary, owner, partner, award);
  const reading = await readEvidence(tributary, owner, started, applied);
  const alignment = await openLink(tributary, owner, entered);
  const contribution = await openContribution(tributary, owner, entered);
  const offered = await make('planner', '/strategy/v1/support-offers');
  const analyst = await tributary.api('analyst', owner);
  const run = await eventually('a run of the plan in force', async () => {
    const asked = { key: 'plan/alignment', params: { plan: 'PLAN' } };
    const answer = await analyst.post('/reporting/v1/reports/runs', asked);
    return answer.status === 404 ? undefined : expectStatus(answer, 201).json<{ id: string }>();
  });

  const ids: readonly [start: string, id: string][] = [
    ['/registry/v1/organisations/{id}', organisation.id],
    ['/registry/v1/persons/{id}/guardians', minor],
    ['/registry/v1/persons/{id}', person.id],
    ['/registry/v1/duplicates/{id}', duplicate],
    ['/registry/v1/emergency-accesses/{id}', access],
    ['/registry/v1/person-imports/{id}', imported],
    ['/registry/v1/person-transfers/{id}', transfer],
    ['/registry/v1/retention-proposals/{id}', retention.proposal],
    ['/registry/v1/reconfirmation-campaigns/{id}', campaign.id],
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
  const secrets = ids.filter(([start]) => isPrivate(start));
  const secretIds = [
    ...[started.id, person.id, duplicate, ownRules, freshnessRules, campaign.id, imported, mapping, waiting],
    ...[minor, majority, access, accessRules],
    ...[paying.account, paying.batch, statementId, retention.proposal, retention.rules],
  ];
  const persons = '/registry/v1/persons';
  /** A person is read by a registrar of the ministry alone, who says why. */
  const readPerson = async (path: string) =>
    (await tributary.api('registrar', path.includes(person.id) ? owner : 'MFOR')).get(`${path}?purpose=SERVICE`);
  const addressOf = (path: string, id: string) => filled(path.replace('{id}', id));
  return {
    owner,
    responsible,
    secrets,
    applied: (role, { path }) => {
      if (isPublished(path)) {
        const id = path.startsWith(notices)
          ? notice
          : path.startsWith('/initiatives/v1/calls')
            ? published.id
            : programme.id;
        return { id, path: addressOf(toldVersion(path).replace('{rulesVersion}', rules.rulesVersion), id) };
      }
      const [, , id] = applied.find(([of, start]) => of === role && isAt(path, start)) ?? [];
      return id === undefined ? undefined : { id, path: addressOf(path, id) };
    },
    isHidden: ({ path }) => isPrivate(path) || path.endsWith('/ranking'),
    shows: ({ path }, { status, text }) =>
      /\{(id|ministryCode)\}/.test(path) ? ![403, 404].includes(status) : secretIds.some((id) => text.includes(id)),
    path: ({ path }) => {
      const id = ids.find(([start]) => path.startsWith(start))?.[1];
      return filled(
        (path.endsWith('{version}') ? path : toldVersion(path))
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
      // a part has the version of what it is a part of
      const depth = path.split('{id}', 1).join('').split('/').length;
      const one = at?.split('/').slice(0, depth).join('/') ?? start.replace('{id}', id);
      const { seq } = expectStatus(
        await (path.startsWith(persons) ? readPerson(one) : officer.get(one)),
        200,
      ).json<Made>();
      return { headers: { 'if-match': `"${seq}"` } };
    },
  };
}

const notices = '/registry/v1/privacy-notices';

const isPrivate = (path: string) => hidden.some((start) => path.startsWith(start));

/** What every applicant reads: calls that were opened, and rules that were published. */
const isPublished = (path: string) =>
  [
    '/initiatives/v1/calls',
    '/initiatives/v1/calls/{id}',
    '/initiatives/v1/programmes/{id}/rules/{rulesVersion}',
    notices,
    `${notices}/{ministryCode}/{purpose}/{version}`,
  ].includes(path);

const isAt = (path: string, start: string) => path === start || path.startsWith(`${start}/`);
