// The first thing a visitor sees: one sentence, three doors, and what the figures say today.

import { Heading } from '../parts/heading.tsx';
import { Link } from '../parts/link.tsx';
import { session, signInHref } from '../session/session.ts';
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
      ) : (
        <p class="notice">{say('signIn.none')}</p>
      )}
    </>
  );
}

/** Stands in the place of a view that only somebody signed in can see. */
export const SignInFirst = () => <Welcome />;
