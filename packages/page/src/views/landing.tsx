// The first thing a visitor sees: one sentence, three doors, and what the figures say today.

import { useState } from 'preact/hooks';
import { Heading } from '../parts/heading.tsx';
import { Link } from '../parts/link.tsx';
import { session, signInHref, signInWith } from '../session/session.ts';
import { say } from '../wording/say.ts';
import { Facts } from './analyse/facts.tsx';
import { Lead } from './analyse/lead.tsx';

const doors = ['analyse', 'operate', 'integrate'] as const;

export function Landing() {
  const signedIn = session.value?.signedIn === true;
  return (
    <>
      {signedIn ? <Lead /> : <Welcome />}
      {signedIn ? <Facts /> : null}
      <ul class="doors">
        {doors.map((door) => (
          <li key={door}>
            <Link to={`/page/${door}`} class="card">
              <strong>{say(`${door}.title`)}</strong>
              {say(`${door}.about`)}
            </Link>
          </li>
        ))}
      </ul>
      {signedIn ? <p class="lead">{say('summary')}</p> : null}
    </>
  );
}

function Welcome() {
  const ways = session.value?.ways ?? [];
  return (
    <>
      <Heading>Tributary</Heading>
      <p class="lead">{say('summary')}</p>
      {ways.includes('provider') ? (
        <p>
          <a href={signInHref()}>{say('signIn')}</a>
        </p>
      ) : ways.includes('token') ? (
        <BringToken />
      ) : (
        <p class="notice">{say('signIn.none')}</p>
      )}
    </>
  );
}

/** Takes a token that was made on this machine. */
function BringToken() {
  const [refused, setRefused] = useState(false);
  async function signIn(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const token = new FormData(event.currentTarget as HTMLFormElement).get('token');
    setRefused(!(await signInWith(String(token))));
  }
  return (
    <form class="card" onSubmit={(event) => void signIn(event)}>
      <p>{say('signIn.token')}</p>
      <pre>
        <code>npx --no tributary token --role analyst --ministry MPLA</code>
      </pre>
      <label>
        <span class="hidden">{say('token.title')}</span>
        <input name="token" required autocomplete="off" spellcheck={false} />
      </label>{' '}
      <button type="submit">{say('signIn')}</button>
      {refused ? <p role="alert">{say('signIn.refused')}</p> : null}
    </form>
  );
}

/** Stands in the place of a view that only somebody signed in can see. */
export const SignInFirst = () => <Welcome />;
