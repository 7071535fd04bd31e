// Privacy notices over HTTP: a ministry writes its own, and nobody another one's.
import { getPrivacyNotice, privacyNotice, reject } from '@tributary/contracts';
import type { Eventing } from '@tributary/eventing';
import type { Answer, CheckedRequest } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import { byAnother, draft, publish, withdraw } from './notice/decisions.ts';

type Asked = CheckedRequest<unknown, unknown, unknown>;

/** The notices of the registry, and the handlers of their routes. */
export function noticesOf(eventing: Eventing) {
  const notices = serveAggregate(eventing, privacyNotice, {});
  const { list, get } = notices.reads(getPrivacyNotice);
  const puts = notices.puts(draft);
  return {
    store: notices.store,
    handlers: {
      listPrivacyNotices: list,
      getPrivacyNotice: get,
      draftPrivacyNotice: async (asked: Asked): Promise<Answer<never>> => {
        const { ministryCode } = asked.params as { readonly ministryCode: string };
        if (asked.mayTouch(ministryCode)) return puts(asked);
        return { outcome: { kind: 'rejected', rejection: reject('FORBIDDEN') } };
      },
      publishPrivacyNotice: notices.changes(publish, { authorise: byAnother }),
      withdrawPrivacyNotice: notices.changes(withdraw),
    },
  };
}
