// What the initiatives service is made of: the only place that knows every part of it.
import { getInitiative, getProgramme, initiative, initiativesRoutes, programme } from '@tributary/contracts';
import { bound, found, representativesAt } from '@tributary/service-kit';
import { composing, serveAggregate } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { applicationsOf } from './applications.ts';
import { givingBack, holding } from './approvals.ts';
import { awardReactions } from './award-reactions.ts';
import { termsOf } from './award-terms.ts';
import { awardsOf } from './awards.ts';
import { bankStatementsOf } from './bank-statements.ts';
import { callsOf } from './calls.ts';
import { commitmentReactions } from './commitment-reactions.ts';
import { debtorAccountsOf } from './debtor-accounts.ts';
import { evidenceFilesOf, evidenceStoreOf } from './evidence-files.ts';
import { fiscalClosingsOf } from './fiscal-closings.ts';
import { correct } from './initiative/correction.ts';
import { proposeLinks } from './initiative/plan-links.ts';
import { register } from './initiative/registration.ts';
import { remap } from './initiative/remapping.ts';
import { indicatorsRead } from './initiative/results.ts';
import { linksOf, linksOfPlan } from './initiative/standing.ts';
import { changeStatus } from './initiative/status.ts';
import { moneyWatch } from './money-watch.ts';
import { holdingOpened } from './openings.ts';
import { sealingWith } from './payee/sealing.ts';
import { paymentBatchesOf } from './payment-batches.ts';
import { byAnother, draft, open, publish } from './programme/decisions.ts';
import { rulesInForce, rulesRead, standingsOf } from './programme/rules-in-force.ts';
import { quoteFor } from './quote/quote.ts';
import { reactions } from './reactions.ts';
import { resultsOf } from './results.ts';
import { type Standing, type StandingGround, standingJob, standingKey } from './standing-job.ts';
import { upstreamOf } from './upstream/copies.ts';

/** The initiatives service, composed and not yet started. */
export const compose = composing(manifest.version, ({ config, eventing, log, now }) => {
  const upstream = upstreamOf(eventing, config.baseCurrency, representativesAt(config.installationKey));
  const initiatives = serveAggregate(eventing, initiative, upstream);
  const programmes = serveAggregate(eventing, programme, upstream);
  const calls = callsOf(eventing, programmes.store, config.timeZone, () => [
    holding(applications.store, (id) => awards.of(id)),
    holdingOpened(awards.store),
  ]);
  const closings = fiscalClosingsOf(eventing);
  const sealing = sealingWith(config.installationKey);
  const awards = awardsOf(eventing, upstream, {
    programmes: programmes.store,
    calls: calls.store,
    applications: () => applications.store,
    batches: () => batches.store,
    sealing,
    closings,
  });
  const debtors = debtorAccountsOf(eventing, sealing);
  const batches = paymentBatchesOf(eventing, { awards, debtors, sealing, upstream });
  const statements = bankStatementsOf(eventing, { awards, upstream });
  const evidence = evidenceFilesOf(eventing, evidenceStoreOf(config), () => applications.store);
  const ground = { calls: calls.store, programmes: programmes.store, upstream, awards, evidence };
  const applications = applicationsOf(eventing, ground);
  const { views } = eventing;
  const waitFor: StandingGround['waitFor'] = (token, timeoutMs) => views.waitFor(token, timeoutMs);
  const looks = eventing.job(standingJob({ awards: awards.store, upstream, waitFor }));
  const stores = { awards: awards.store, applications: applications.store, initiatives: initiatives.store };
  const look = (standing: Standing) => looks.begin(standingKey(standing), standing);
  eventing.react([
    ...reactions(initiatives.store),
    ...awardReactions({ ...stores, look, giveBack: givingBack(calls.store, applications.store) }),
    ...commitmentReactions(awards.store, upstream, closings),
  ]);
  const watch = moneyWatch({ awards: awards.store, calls: calls.store, log, now });
  eventing.job(watch.job);
  const { list, get } = initiatives.reads(getInitiative, ({ state }, { context }) => ({
    planLinks: linksOf(state, upstream, context.today),
    indicators: indicatorsRead(state),
  }));
  const { proving } = termsOf({
    ...stores,
    programmes: programmes.store,
    applications: () => applications.store,
    batches: () => batches.store,
    upstream,
  });
  const ofProgrammes = programmes.reads(getProgramme, ({ state }, { context }) => {
    const inForce = rulesInForce(state, context.today);
    return { rules: standingsOf(state), ...(inForce && { rulesInForce: inForce.rulesVersion }) };
  });
  return {
    measures: watch.measures,
    routes: bound(initiativesRoutes, {
      registerInitiative: initiatives.creates(register),
      linkPlan: initiatives.changes(proposeLinks),
      remapPlanLinks: initiatives.changes(remap),
      correctInitiative: initiatives.corrects(correct),
      changeInitiativeStatus: initiatives.changes(changeStatus),
      async getPlanLinks({ params: { id, planCode }, context }) {
        const stored = await initiatives.store.load(id);
        return found(stored && linksOfPlan(stored, planCode, upstream, context.today));
      },
      ...resultsOf(initiatives, { proving }),
      listInitiatives: list,
      getInitiative: get,
      openProgramme: programmes.creates(open),
      draftRules: programmes.changes(draft),
      publishRules: programmes.changes(publish, { authorise: byAnother }),
      listProgrammes: ofProgrammes.list,
      getProgramme: ofProgrammes.get,
      getRules: async ({ params, mayTouch }) => {
        const stored = await programmes.store.load(params.id);
        const read = stored && rulesRead(stored.state, params.rulesVersion);
        return found(stored && mayTouch(stored.ministry, undefined, read?.status === 'published') ? read : undefined);
      },
      ...calls.handlers,
      ...applications.handlers,
      ...evidence.handlers,
      ...awards.handlers,
      ...closings.handlers,
      ...debtors.handlers,
      ...batches.handlers,
      ...statements.handlers,
      quoteMatch: async ({ body, context, language }) => {
        const { items } = await programmes.store.page({ holds: body.programme }, { limit: 1 });
        const quoted = quoteFor(body, { programme: items[0]?.state, today: context.today, upstream, language });
        return 'rejected' in quoted
          ? { outcome: { kind: 'rejected', rejection: quoted } }
          : { reply: { body: quoted } };
      },
    }),
  };
});
