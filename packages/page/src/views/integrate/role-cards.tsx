import { useState } from 'preact/hooks';
import { type RoleCard, session, tokenFor } from '../../session/session.ts';
import { moment } from '../../wording/numbers.ts';
import { say } from '../../wording/say.ts';

interface Given {
  readonly token: string;
  readonly expiresAt: string;
}

/** A role with a token to copy. */
function Card({ card }: { readonly card: RoleCard }) {
  const [given, setGiven] = useState<Given>();
  const [failed, setFailed] = useState<string>();
  const fetchToken = () =>
    tokenFor(card).then(setGiven, (thrown: { readonly detail?: string }) =>
      setFailed(thrown.detail ?? say('problem.offline.detail')),
    );
  return (
    <li class="card">
      <strong>{card.role}</strong> {card.ministry}
      <p>
        <button type="button" onClick={() => void fetchToken()}>
          {say('token.get')}
        </button>
      </p>
      {given === undefined ? null : (
        <>
          <label>
            <span class="small">{say('token.until', { at: moment(given.expiresAt) })}</span>
            <input readOnly value={given.token} onFocus={(event) => event.currentTarget.select()} />
          </label>
          <button type="button" onClick={() => void navigator.clipboard.writeText(given.token)}>
            {say('copy')}
          </button>
        </>
      )}
      {failed === undefined ? null : <p role="alert">{failed}</p>}
    </li>
  );
}

/** The roles that can be tried on the machine of a pilot; elsewhere the identity provider gives tokens. */
export function RoleCards() {
  const cards = session.value?.roleCards ?? [];
  if (cards.length === 0) return null;
  return (
    <ul class="cards">
      {cards.map((card) => (
        <Card key={`${card.role} ${card.ministry ?? ''}`} card={card} />
      ))}
    </ul>
  );
}
