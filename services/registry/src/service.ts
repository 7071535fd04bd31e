// What the registry service is made of: the only place that knows every part of it.
import { getOrganisation, getStockEstimate, organisation, registryRoutes, stockEstimate } from '@tributary/contracts';
import { bound } from '@tributary/service-kit';
import { composing, serveAggregate } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { bindingOf } from './binding/binding.ts';
import { comparisonQueue } from './comparing.ts';
import { duplicatesOf } from './duplicates.ts';
import { duplicatesWatch } from './duplicates-watch.ts';
import { ledgerInFolder } from './erasure-ledger/folder.ts';
import { freshnessIn } from './freshness/freshness.ts';
import { apply, correct, recognise, refuse, suspend, withdraw } from './organisation/decisions.ts';
import { organisationExpiry } from './organisation-expiry.ts';
import { copyOf } from './own/copy.ts';
import { importsOf } from './person-import/imports.ts';
import { personsOf } from './persons.ts';
import { campaignsIn } from './reconfirmation/campaigns.ts';
import { sounding } from './sounding.ts';
import { record } from './stock-estimate/decisions.ts';
import { auditWatch } from './vault/audit-watch.ts';
import { keysOf } from './vault/keys.ts';

const NO_LEDGER =
  'TRIBUTARY_ERASURE_LEDGER is not set: a backup of the database that is restored brings back who was erased after it was made';

/** The registry service, composed and not yet started. */
export const compose = composing(manifest.version, ({ config, eventing, log, now }) => {
  const { erasureLedger } = config;
  const keys = keysOf(config);
  if (erasureLedger === undefined) log.warn(NO_LEDGER);
  const organisations = serveAggregate(eventing, organisation, {});
  organisationExpiry(eventing, organisations);
  const duplicates = duplicatesOf(eventing, () => persons);
  const comparison = comparisonQueue(eventing, () => ({ persons: persons.store, ...persons, ...duplicates }));
  const freshness = freshnessIn(eventing, () => persons);
  const campaigns = campaignsIn(eventing, () => ({ ...persons, rulesOf: freshness.rulesOf }));
  const persons = personsOf(eventing, {
    keys,
    freshness,
    registrarMinistry: config.registrarMinistry,
    comparison,
    erasureLedger: erasureLedger === undefined ? undefined : ledgerInFolder(erasureLedger),
    async alsoErased(person, ...by) {
      await duplicates.forget(person, ...by);
      await campaigns.follow(person);
    },
  });
  const imports = importsOf(eventing, {
    keys,
    persons: () => ({ ...persons, comparison }),
    audit: () => persons.audit,
    now,
  });
  sounding(eventing, () => ({ ...persons, comparison }));
  const watch = duplicatesWatch({ duplicates: duplicates.store, waitingSince: comparison.waitingSince, now });
  eventing.job(watch.job);
  const looks = auditWatch(persons.audit.trail, keys, now);
  for (const job of looks.jobs) eventing.job(job);
  const { list, get } = organisations.reads(getOrganisation);
  const estimates = serveAggregate(eventing, stockEstimate, {});
  const estimateReads = estimates.reads(getStockEstimate);
  return {
    begin: persons.begin,
    pairwise: persons.pairwise,
    measures: () => [watch, looks, persons.vault, imports].flatMap((one) => one.measures()),
    routes: bound(registryRoutes, {
      registerOrganisation: organisations.creates(apply, { owner: () => config.registrarMinistry }),
      recogniseOrganisation: organisations.changes(recognise),
      suspendOrganisation: organisations.changes(suspend),
      withdrawRecognition: organisations.changes(withdraw),
      refuseOrganisation: organisations.changes(refuse),
      correctOrganisation: organisations.corrects(correct),
      listOrganisations: list,
      getOrganisation: get,
      ...persons.handlers,
      confirmPerson: campaigns.following(persons.handlers.confirmPerson),
      movePerson: campaigns.following(persons.handlers.movePerson),
      closePerson: campaigns.following(persons.handlers.closePerson),
      ...campaigns.handlers,
      ...bindingOf(eventing, persons),
      ...copyOf({ ...persons, journal: eventing.journal }),
      ...duplicates.handlers,
      ...freshness.handlers,
      ...imports.handlers,
      recordStockEstimate: estimates.puts(record),
      listStockEstimates: estimateReads.list,
      getStockEstimate: estimateReads.get,
    }),
  };
});
