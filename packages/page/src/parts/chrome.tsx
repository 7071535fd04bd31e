// What stands around every view: where one can go, of when the figures are, and how late they are.
import { languages } from '@tributary/contracts';
import type { ComponentChildren } from 'preact';
import { ask, askedDay, askedInstant, language, place } from '../address/address.ts';
import { Patterns } from '../charts/bars.tsx';
import { dayAsked, useDashboard } from '../data/reports.ts';
import { session, sessionEnded, signInHref, signOut } from '../session/session.ts';
import { lasting, moment } from '../wording/numbers.ts';
import { say, sayCode } from '../wording/say.ts';
import { Link } from './link.tsx';
import { Notice } from './notice.tsx';
import { PlanChoice } from './plan-choice.tsx';

const doors = ['analyse', 'operate', 'integrate'] as const;

/** The names of the languages, each in itself. */
const names = { en: 'English', fr: 'Français', es: 'Español', ru: 'Русский', it: 'Italiano', pt: 'Português' };

/** Behind by more than this, it is said with its reason. */
const LATE_SECONDS = 5;

/** Whether the reader is an operator and nothing else, who sees no figures. */
const seesNoFigures = () => session.value?.roles?.every((role) => role === 'operator') === true;

function Freshness() {
  const { asOf, lagSeconds, parked, problem } = useDashboard();
  if (problem?.kind === 'offline') return <span class="pill bad">{say('fresh.offline')}</span>;
  if (asOf === undefined || lagSeconds === undefined) return null;
  const late = lagSeconds > LATE_SECONDS || parked > 0;
  const words =
    parked > 0
      ? say('fresh.parked', { count: parked })
      : late
        ? say('fresh.late', { lag: lasting(lagSeconds) })
        : say('fresh.fresh', { lag: lasting(lagSeconds) });
  return (
    <span title={say('fresh.asOf', { at: moment(asOf) })}>
      <Link to="/page/operate" class={`pill ${late ? 'mid' : 'good'}`}>
        {words}
      </Link>
    </span>
  );
}

/** The moment that an input of date and time names, in the reader's own time zone. */
const instantOf = (text: string) => (text === '' ? undefined : new Date(text).toISOString());

/** The same instant as such an input takes it. */
function inputOf(instant: string | undefined): string {
  if (instant === undefined) return '';
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const typed = (event: Event) => (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;

function Controls() {
  const signedIn = session.value?.signedIn === true;
  return (
    <div class="controls">
      {signedIn ? (
        <>
          {seesNoFigures() ? null : <PlanChoice />}
          <label>
            {say('control.day')}
            <input type="date" value={dayAsked() ?? ''} onChange={(event) => ask({ to: typed(event) })} />
          </label>
          <label>
            {say('control.known')}
            <input
              type="datetime-local"
              value={inputOf(askedInstant.value)}
              onChange={(event) => ask({ asOf: instantOf(typed(event)) })}
            />
          </label>
          {askedInstant.value === undefined && askedDay.value === undefined ? null : (
            <button type="button" onClick={() => ask({ to: undefined, asOf: undefined })}>
              {say('control.latest')}
            </button>
          )}
          {seesNoFigures() ? null : <Freshness />}
        </>
      ) : null}
      <label>
        <span class="hidden">{say('chooseLanguage')}</span>
        <select value={language.value} onChange={(event) => ask({ lang: typed(event) })}>
          {languages.map((one) => (
            <option key={one} value={one} lang={one}>
              {names[one]}
            </option>
          ))}
        </select>
      </label>
      {signedIn && session.value?.embedded !== true ? (
        <button type="button" onClick={() => void signOut()}>
          {say('signOut')}
        </button>
      ) : null}
      {!signedIn && session.value?.ways.includes('provider') === true ? (
        <a href={signInHref()}>{say('signIn')}</a>
      ) : null}
    </div>
  );
}

/** Why nobody was signed in, where the provider led back without a session. */
function NotSignedIn() {
  const why = place.value.query.get('sign-in');
  if (why === null || session.value?.signedIn === true) return null;
  return (
    <p class="notice" role="alert">
      {sayCode('sign-in', why)}
    </p>
  );
}

/** A view with all that stands around it. */
export function Chrome({ children }: { readonly children: ComponentChildren }) {
  const { path } = place.value;
  return (
    <>
      <a class="skip" href="#content">
        {say('skip')}
      </a>
      <Patterns />
      <header>
        <div class="top">
          <Link to="/" class="brand">
            Tributary
          </Link>
          <nav aria-label={say('begin')}>
            <ul>
              {doors.map((door) => (
                <li key={door}>
                  <Link to={`/page/${door}`} current={path.startsWith(`/page/${door}`)}>
                    {say(`${door}.title`)}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <Controls />
        </div>
        {session.value?.sample === true ? <p class="ribbon">{say('sample')}</p> : null}
      </header>
      <main id="content" tabIndex={-1}>
        {sessionEnded.value ? <Notice problem={{ kind: 'ended' }} /> : null}
        <NotSignedIn />
        {children}
      </main>
      <footer>{say('footer')}</footer>
    </>
  );
}
