// Whether the read models of a service are being filled again, and how far that is.
import { Bar } from '../../charts/bars.tsx';
import { api, useAnswer } from '../../data/answers.ts';
import { Notice } from '../../parts/notice.tsx';
import { count } from '../../wording/numbers.ts';
import { say, sayCode, shownLanguage } from '../../wording/say.ts';

interface Filling {
  readonly version: string;
  readonly applied: number;
  readonly of: number | null;
}

interface Rebuild {
  readonly live: string;
  readonly next: Filling | null;
  readonly later: Filling | null;
}

export function RebuildOf({ service }: { readonly service: string }) {
  const { body, problem } = useAnswer<Rebuild>(api(service, 'v1/rebuild', { lang: shownLanguage.value }));
  const filling = body?.next ?? body?.later ?? undefined;
  const words =
    filling === undefined
      ? say('operate.noRebuild')
      : say('operate.rebuilding', { applied: count(filling.applied), events: count(filling.of) });
  return (
    <li>
      <div class="row-head">
        <span>{sayCode('service', service)}</span>
        {body === undefined ? null : <span class="soft small">{words}</span>}
      </div>
      {problem === undefined ? null : <Notice problem={problem} />}
      {filling === undefined ? null : (
        <Bar parts={[{ value: filling.applied, colour: '--data' }]} of={filling.of ?? 0} label={words} ground />
      )}
    </li>
  );
}
