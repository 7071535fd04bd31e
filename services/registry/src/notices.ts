// Privacy notices over HTTP: a ministry writes its own, and nobody another one's.
import { getPrivacyNotice, privacyNotice } from '@tributary/contracts';
import type { Eventing } from '@tributary/eventing';
import { serveAggregate } from '@tributary/service-kit/compose';
import { byAnother, draft, publish, withdraw } from './notice/decisions.ts';

/** The notices of the registry, and the handlers of their routes. */
export function noticesOf(eventing: Eventing) {
  const notices = serveAggregate(eventing, privacyNotice, {});
  const { list, get } = notices.reads(getPrivacyNotice);
  return {
    store: notices.store,
    handlers: {
      listPrivacyNotices: list,
      getPrivacyNotice: get,
      draftPrivacyNotice: notices.puts(draft),
      publishPrivacyNotice: notices.changes(publish, { authorise: byAnother }),
      withdrawPrivacyNotice: notices.changes(withdraw),
    },
  };
}
