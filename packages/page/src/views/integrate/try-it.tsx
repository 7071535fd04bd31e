// One request that can be pasted into a shell, and sent from here to see its answer.
import { useState } from 'preact/hooks';
import { api, askOnce } from '../../data/answers.ts';
import { cuts } from '../../data/reports.ts';
import { Block } from '../../parts/block.tsx';
import { say } from '../../wording/say.ts';

const PATH = 'v1/reports/plan/contribution';

interface Shown {
  readonly status: number;
  readonly text: string;
}

export function TryIt() {
  const [shown, setShown] = useState<Shown>();
  const { to } = cuts();
  const query = to === undefined ? '' : `?to=${to}`;
  async function sendIt(): Promise<void> {
    try {
      const response = await askOnce(api('reporting', PATH, { to }));
      const text = await response.text();
      setShown({ status: response.status, text: JSON.stringify(JSON.parse(text), undefined, 2) });
    } catch {
      setShown({ status: 0, text: say('problem.offline.detail') });
    }
  }
  return (
    <Block title={say('request.title')} about={say('request.about')}>
      <pre>
        <code>{`curl -H "Authorization: Bearer $TOKEN" ${window.location.origin}/reporting/${PATH}${query}`}</code>
      </pre>
      <button type="button" onClick={() => void sendIt()}>
        {say('request.send')}
      </button>
      {shown === undefined ? null : (
        <>
          <p role="status">{say('request.answer', { status: shown.status })}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
          <pre class="answer" tabIndex={0}>
            {shown.text}
          </pre>
        </>
      )}
    </Block>
  );
}
