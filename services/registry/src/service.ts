// What the registry service is made of: the only place that knows every part of it.
import { getStockEstimate, registryRoutes, stockEstimate } from '@tributary/contracts';
import { bound, subjectsAt } from '@tributary/service-kit';
import { composing, serveAggregate } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { bindingOf } from './binding/binding.ts';
import { comparisonQueue } from './comparing.ts';
import { duplicatesOf } from './duplicates.ts';
import { duplicatesWatch } from './duplicates-watch.ts';
import { emergencyIn } from './emergency/accesses.ts';
import { ledgerInFolder } from './erasure-ledger/folder.ts';
import { freshnessIn } from './freshness/freshness.ts';
import { majorityIn } from './guardian/majority.ts';
import { noticesOf } from './notices.ts';
import { organisationsOf } from './organisations.ts';
import { copyOf } from './own/copy.ts';
import { importsOf } from './person-import/imports.ts';
import { personsOf } from './persons.ts';
import { campaignsIn } from './reconfirmation/campaigns.ts';
import { retentionOf } from './retention.ts';
import { sounding } from './sounding.ts';
import { record } from './stock-estimate/decisions.ts';
import { movingOf } from './transfer/moving.ts';
import { transfersOf } from './transfer/transfers.ts';
import { transfersWatch } from './transfer/transfers-watch.ts';
import { auditWatch } from './vault/audit-watch.ts';
import { keysOf } from './vault/keys.ts';

const NO_LEDGER =
  'TRIBUTARY_ERASURE_LEDGER is not set: a backup of the database that is restored brings back who was erased after it was made';

/** The registry service, composed and not yet started. */
export const compose = composing(manifest.version, ({ config, eventing, log, now }) => {
  const { erasureLedger } = config;
  const keys = keysOf(config);
  if (erasureLedger === undefined) log.warn(NO_LEDGER);
  const organisations = organisationsOf(eventing, config, { now, log });
  const duplicates = duplicatesOf(eventing, () => ({ ...persons, ...moving }));
  const comparison = comparisonQueue(eventing, () => ({ persons: persons.store, ...persons, ...duplicates }));
  const freshness = freshnessIn(eventing, () => persons);
  const campaigns = campaignsIn(eventing, () => ({ ...persons, rulesOf: freshness.rulesOf }));
  const majority = majorityIn(eventing);
  const emergency = emergencyIn(eventing, () => persons, now);
  const notices = noticesOf(eventing);
  const retention = retentionOf(eventing, { persons: () => persons.store, now });
  const forget: typeof retention.forget = async (...gone) => {
    await duplicates.forget(...gone);
    await retention.forget(...gone);
    await campaigns.follow(gone[0]);
  };
  const persons = personsOf(eventing, {
    keys,
    freshness,
    emergency,
    majorityOf: majority.of,
    subjectOf: subjectsAt(config.issuer, config.installationKey),
    registrarMinistry: config.registrarMinistry,
    comparison,
    erasureLedger: erasureLedger === undefined ? undefined : ledgerInFolder(erasureLedger),
    notices: notices.store,
    alsoErased: forget,
  });
  const moving = movingOf(eventing, () => ({
    ...persons,
    comparison,
    forget,
  }));
  const transfers = transfersOf({ ...persons, moving });
  const imports = importsOf(eventing, {
    keys,
    persons: () => ({ ...persons, comparison }),
    audit: () => persons.audit,
    now,
  });
  sounding(eventing, () => ({ ...persons, comparison }));
  const watch = duplicatesWatch({ duplicates: duplicates.store, waitingSince: comparison.waitingSince, now });
  eventing.job(watch.job);
  const waiting = transfersWatch({ persons: persons.store, now });
  eventing.job(waiting.job);
  const looks = auditWatch(persons.audit.trail, keys, now);
  for (const job of looks.jobs) eventing.job(job);
  const estimates = serveAggregate(eventing, stockEstimate, {});
  const estimateReads = estimates.reads(getStockEstimate);
  return {
    begin: persons.begin,
    pairwise: persons.pairwise,
    measures: () =>
      [watch, waiting, looks, persons.vault, imports, retention, emergency].flatMap((one) => one.measures()),
    routes: bound(registryRoutes, {
      ...organisations,
      ...persons.handlers,
      confirmPerson: campaigns.following(persons.handlers.confirmPerson),
      movePerson: campaigns.following(persons.handlers.movePerson),
      closePerson: campaigns.following(persons.handlers.closePerson),
      ...campaigns.handlers,
      ...bindingOf(eventing, persons),
      ...transfers,
      proposeTransfer: persons.acting.withheld(persons.aboutStanding(transfers.proposeTransfer)),
      withdrawTransfer: persons.acting.withheld(persons.aboutStanding(transfers.withdrawTransfer)),
      copyPerson: persons.acting.shared(copyOf({ ...persons, journal: eventing.journal }).copyPerson),
      ...duplicates.handlers,
      ...freshness.handlers,
      ...majority.handlers,
      ...emergency.handlers,
      ...imports.handlers,
      ...notices.handlers,
      ...retention.handlers,
      recordStockEstimate: estimates.puts(record),
      listStockEstimates: estimateReads.list,
      getStockEstimate: estimateReads.get,
    }),
  };
});
