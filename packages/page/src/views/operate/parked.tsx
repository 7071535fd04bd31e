// What a service has set aside, with the reason, and the way to take it up again.
import { useState } from 'preact/hooks';
import { api, type Problem, refresh, send, useAnswer } from '../../data/answers.ts';
import { Notice } from '../../parts/notice.tsx';
import { say, sayCode, shownLanguage } from '../../wording/say.ts';

interface Parked {
  readonly group: string;
  readonly source: string;
  readonly aggregate: string;
  readonly error: string;
}

export function ParkedOf({ service }: { readonly service: string }) {
  const url = api(service, 'v1/parked', { lang: shownLanguage.value, limit: '100' });
  const answer = useAnswer<{ readonly items: readonly Parked[] }>(url);
  const [problem, setProblem] = useState<Problem>();
  const [became, setBecame] = useState<string>();
  async function redrive({ group, aggregate }: Parked): Promise<void> {
    setProblem(undefined);
    try {
      const path = `v1/parked/${encodeURIComponent(group)}/${encodeURIComponent(aggregate)}/redrive`;
      const { status } = await send<{ readonly status: string }>(api(service, path), {});
      setBecame(`${aggregate}: ${sayCode('status', status)}`);
      refresh(url);
    } catch (thrown) {
      setProblem(thrown as Problem);
    }
  }
  const items = answer.body?.items ?? [];
  return (
    <li>
      <div class="row-head">
        <span>{sayCode('service', service)}</span>
        {answer.body === undefined ? null : (
          <span class={`pill ${items.length > 0 ? 'bad' : 'good'}`}>
            {say('operate.aside', { count: items.length })}
          </span>
        )}
      </div>
      {answer.problem === undefined ? null : <Notice problem={answer.problem} />}
      {problem === undefined ? null : <Notice problem={problem} />}
      {items.map((item) => (
        <div key={`${item.group} ${item.aggregate}`} class="row-head">
          <span class="small">
            {sayCode('service', item.source)} <code>{item.aggregate}</code> {item.error}
          </span>
          <button type="button" onClick={() => void redrive(item)}>
            {say('operate.redrive')}
          </button>
        </div>
      ))}
      {became === undefined ? null : (
        <p class="soft small" role="status">
          {became}
        </p>
      )}
    </li>
  );
}
