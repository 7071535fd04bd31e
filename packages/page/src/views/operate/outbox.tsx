// What a service has acknowledged and not yet told to the others, and since when.
import { api, useAnswer } from '../../data/answers.ts';
import { Notice } from '../../parts/notice.tsx';
import { lasting } from '../../wording/numbers.ts';
import { say, sayCode, shownLanguage } from '../../wording/say.ts';

interface Outbox {
  readonly aggregates: number;
  readonly waitsSeconds: number;
}

/** What waits longer is not on its way, it is stuck: the same bound as that of the alert. */
const STUCK_S = 30;

export function OutboxOf({ service }: { readonly service: string }) {
  const { body, problem } = useAnswer<Outbox>(api(service, 'v1/outbox', { lang: shownLanguage.value }));
  return (
    <li>
      <div class="row-head">
        <span>{sayCode('service', service)}</span>
        {body === undefined ? null : (
          <span class={`pill ${body.waitsSeconds > STUCK_S ? 'bad' : 'good'}`}>
            {body.aggregates === 0
              ? say('operate.nothingWaits')
              : say('operate.waiting', { count: body.aggregates, lasting: lasting(body.waitsSeconds) })}
          </span>
        )}
      </div>
      {problem === undefined ? null : <Notice problem={problem} />}
    </li>
  );
}
