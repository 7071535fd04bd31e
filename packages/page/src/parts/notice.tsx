import type { Answer, Problem } from '../data/answers.ts';
import { session, signInHref } from '../session/session.ts';
import { say } from '../wording/say.ts';

/** Why nothing is shown, and what the reader can do about it. */
export function Notice({ problem }: { readonly problem: Problem }) {
  if (problem.kind === 'ended') {
    return (
      <div class="notice" role="alert">
        <p>{say('problem.ended')}</p>
        <p>
          {session.value?.ways.includes('provider') === true ? (
            <a href={signInHref()}>{say('signIn')}</a>
          ) : (
            <button type="button" onClick={() => window.location.reload()}>
              {say('signIn')}
            </button>
          )}
        </p>
      </div>
    );
  }
  const [title, detail] =
    problem.kind === 'offline'
      ? [say('problem.offline'), say('problem.offline.detail')]
      : problem.kind === 'forbidden'
        ? [say('problem.forbidden'), problem.detail]
        : problem.kind === 'behind'
          ? [say('problem.behind'), problem.detail]
          : [problem.title, problem.detail];
  return (
    <div class="notice" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{detail}</p>
    </div>
  );
}

/** What stands in the place of an answer that is not there yet or will not come; nothing where there is one. */
export function Waiting({ answer }: { readonly answer: Answer<unknown> }) {
  if (answer.problem !== undefined) return <Notice problem={answer.problem} />;
  return answer.body === undefined ? <p class="soft">{say('loading')}</p> : null;
}
