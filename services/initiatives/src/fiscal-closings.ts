// The books of ministries over HTTP, and as postings ask for them.
import { type FiscalClosing, fiscalClosing, getFiscalClosing, keyOf } from '@tributary/contracts';
import { type Eventing, naturalId } from '@tributary/eventing';
import { serveAggregate } from '@tributary/service-kit/compose';
import { close, reopen } from './fiscal-closing/decisions.ts';

/** The closings of a service, and the handlers of their routes. */
export function fiscalClosingsOf(eventing: Eventing) {
  const closings = serveAggregate(eventing, fiscalClosing, {});
  const { list, get } = closings.reads(getFiscalClosing);
  return {
    /** How the books of a ministry stand; undefined where they were never closed. */
    async of(ministry: string): Promise<FiscalClosing | undefined> {
      return (await closings.store.load(naturalId(keyOf(fiscalClosing, { of: ministry }))))?.state;
    },
    handlers: {
      closeFiscalPeriod: closings.puts(close),
      reopenFiscalPeriod: closings.changes(reopen),
      listFiscalClosings: list,
      getFiscalClosing: get,
    },
  };
}

/** The closings of a service. */
export type FiscalClosings = ReturnType<typeof fiscalClosingsOf>;
