// Who asks, as far as an answer depends on it.
import type { CheckedRequest } from '@tributary/service-kit';
import type { Caller } from './reports.ts';

export type Anyone = Pick<CheckedRequest<never, never, never>, 'context' | 'language' | 'headers' | 'gone'>;

/** A caller with a consistency token has seen a fact: an answer without it would be a lie. */
export const callerOf = ({ context, language, headers, gone }: Anyone): Caller => ({
  gone,
  today: context.today,
  language,
  newest: headers['consistency-token'] !== undefined,
});
