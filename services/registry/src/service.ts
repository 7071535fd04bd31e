// What the registry service is made of: the only place that knows every part of it.
import { getOrganisation, getStockEstimate, organisation, registryRoutes, stockEstimate } from '@tributary/contracts';
import { bound } from '@tributary/service-kit';
import { composing, serveAggregate } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { comparisonQueue } from './comparing.ts';
import { duplicatesOf } from './duplicates.ts';
import { duplicatesWatch } from './duplicates-watch.ts';
import { apply, correct, recognise, suspend } from './organisation/decisions.ts';
import { importsOf } from './person-import/imports.ts';
import { personsOf } from './persons.ts';
import { sounding } from './sounding.ts';
import { record } from './stock-estimate/decisions.ts';
import { keysOf } from './vault/keys.ts';

/** The registry service, composed and not yet started. */
export const compose = composing(manifest.version, ({ config, eventing, now }) => {
  const organisations = serveAggregate(eventing, organisation, {});
  const duplicates = duplicatesOf(eventing, () => persons);
  const comparison = comparisonQueue(eventing, () => ({ persons: persons.store, ...persons, ...duplicates }));
  const persons = personsOf(eventing, {
    keys: keysOf(config),
    registrarMinistry: config.registrarMinistry,
    comparison,
    alsoErased: duplicates.forget,
  });
  const imports = importsOf(eventing, {
    keys: keysOf(config),
    persons: () => ({ ...persons, comparison }),
    audit: () => persons.audit,
    now,
  });
  sounding(eventing, () => ({ ...persons, comparison }));
  const watch = duplicatesWatch({ duplicates: duplicates.store, waitingSince: comparison.waitingSince, now });
  eventing.job(watch.job);
  const { list, get } = organisations.reads(getOrganisation);
  const estimates = serveAggregate(eventing, stockEstimate, {});
  const estimateReads = estimates.reads(getStockEstimate);
  return {
    begin: persons.begin,
    pairwise: persons.pairwise,
    measures: () => [...watch.measures(), ...imports.measures()],
    routes: bound(registryRoutes, {
      registerOrganisation: organisations.creates(apply, { owner: () => config.registrarMinistry }),
      recogniseOrganisation: organisations.changes(recognise),
      suspendOrganisation: organisations.changes(suspend),
      correctOrganisation: organisations.corrects(correct),
      listOrganisations: list,
      getOrganisation: get,
      ...persons.handlers,
      ...duplicates.handlers,
      ...imports.handlers,
      recordStockEstimate: estimates.puts(record),
      listStockEstimates: estimateReads.list,
      getStockEstimate: estimateReads.get,
    }),
  };
});
