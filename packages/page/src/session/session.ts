// Who reads the page. The token of a reader never leaves the server: the page has a cookie that no script can read.
import { signal } from '@preact/signals';

/** Who is signed in, as reporting tells it. */
export interface Session {
  readonly signedIn: boolean;
  readonly name?: string | null;
  readonly roles?: readonly string[];
  readonly ministry?: string | null;
  readonly expiresAt?: string;
  /** goes along with everything that changes something */
  readonly csrf: string | null;
  /** how a reader can sign in here */
  readonly ways: readonly ('sample' | 'provider' | 'token')[];
  /** whether the figures are those of the fictional country */
  readonly sample: boolean;
  /** the day whose figures the installation shows unless asked otherwise; null: today */
  readonly period?: string | null;
  /** whether everything runs on this one machine */
  readonly embedded?: boolean;
  readonly roleCards?: readonly RoleCard[];
}

/** A role that can be tried on this machine. */
export interface RoleCard {
  readonly role: string;
  readonly ministry?: string | null;
}

/** undefined until the server has said; `ended` where it was over while the page was open. */
export const session = signal<Session | undefined>(undefined);
export const sessionEnded = signal(false);

const asked = async (path: string, init?: RequestInit): Promise<Response> =>
  await fetch(path, { ...init, headers: { accept: 'application/json', ...init?.headers } });

/** Reads who is signed in; a visitor of the sample on this machine is signed in without being asked. */
export async function openSession(): Promise<void> {
  const response = await asked('/page/session');
  const found = (await response.json()) as Session;
  session.value = !found.signedIn && found.ways.includes('sample') ? await lookAround(found) : found;
}

const asJson = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...csrfHeaders() },
  body: JSON.stringify(body),
});

async function lookAround(found: Session): Promise<Session> {
  const response = await asked('/page/session', asJson({}));
  return response.ok ? ((await response.json()) as Session) : found;
}

/** Signs in with a token that the reader has brought. @returns whether it is one of this installation */
export async function signInWith(token: string): Promise<boolean> {
  const response = await asked('/page/session', asJson({ token }));
  if (response.ok) window.location.reload();
  return response.ok;
}

/** Goes on as somebody else, on the machine of a pilot alone. */
export async function actAs(card: RoleCard): Promise<void> {
  const response = await asked('/page/session', asJson(personOf(card)));
  if (response.ok) window.location.reload();
}

const personOf = ({ role, ministry }: RoleCard) => ({ role, ...(ministry ? { ministry } : {}) });

/** What a request that changes something has to send. */
export const csrfHeaders = (): Record<string, string> => {
  const csrf = session.peek()?.csrf;
  return typeof csrf === 'string' ? { 'x-csrf-token': csrf } : {};
};

/** Where to sign in, to come back to this very view. */
export const signInHref = () =>
  `/page/sign-in?to=${encodeURIComponent(window.location.pathname + window.location.search + window.location.hash)}`;

/** Ends the session here and at the provider. */
export async function signOut(): Promise<void> {
  const response = await asked('/page/session/end', { method: 'POST', headers: csrfHeaders() });
  const { endAt } = response.ok ? ((await response.json()) as { endAt: string | null }) : { endAt: null };
  window.location.assign(endAt ?? '/');
}

/** A token for a role, to be used outside the page; only on the machine of a pilot. */
export async function tokenFor(card: RoleCard): Promise<{ readonly token: string; readonly expiresAt: string }> {
  const response = await asked('/page/token', asJson(personOf(card)));
  if (!response.ok) throw await response.json();
  return (await response.json()) as { token: string; expiresAt: string };
}
