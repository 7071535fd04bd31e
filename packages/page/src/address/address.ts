// Which view is shown, of which day and in which language: all of it stands in the address, so that it can be sent.
import { computed, signal } from '@preact/signals';
import { type Language, languages } from '@tributary/contracts';

/** A path of the page, and what is asked for behind its question mark. */
interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
  /** without its `#`; empty where there is none */
  readonly part: string;
}

const here = (): Place => ({
  path: window.location.pathname,
  query: new URLSearchParams(window.location.search),
  part: decodeURIComponent(window.location.hash.slice(1)),
});

/** Where the reader is. */
export const place = signal<Place>({ path: '/', query: new URLSearchParams(), part: '' });

/** Follows the browser's own back and forward. */
export function followAddress(): void {
  place.value = here();
  window.addEventListener('popstate', () => {
    place.value = here();
  });
}

/** Goes to an address of the page. @param replace whether the present one is forgotten */
export function go(href: string, replace = false): void {
  const from = place.peek().path;
  window.history[replace ? 'replaceState' : 'pushState'](null, '', href);
  place.value = here();
  if (place.peek().path !== from) window.scrollTo(0, 0);
}

/** What goes along from one view to the next. */
const kept = ['lang', 'to', 'asOf', 'plan'] as const;

/** An address of the page with what the reader has chosen: day, instant, plan and language. */
export function hrefOf(path: string, more: Readonly<Record<string, string | undefined>> = {}): string {
  const [bare = '', part] = path.split('#');
  const query = new URLSearchParams();
  for (const name of kept) {
    const value = place.value.query.get(name);
    if (value !== null) query.set(name, value);
  }
  for (const [name, value] of Object.entries(more)) {
    if (value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  // The root of the installation is a route of the API, which knows no other parameter than the language.
  const at = bare === '/' && text !== '' ? '/page' : bare;
  return `${at}${text === '' ? '' : `?${text}`}${part === undefined ? '' : `#${part}`}`;
}

/** Changes what is asked for, at the same view. */
export function ask(more: Readonly<Record<string, string | undefined>>): void {
  const query = Object.fromEntries(place.peek().query);
  go(hrefOf(place.peek().path, { ...query, ...more }), true);
}

const asked = (name: string) => computed(() => place.value.query.get(name) ?? undefined);

/** The day up to which facts count; undefined: that of the installation. */
export const askedDay = asked('to');
/** The recorded instant up to which facts count; undefined: the newest. */
export const askedInstant = asked('asOf');
/** The code of the plan; undefined: reporting chooses. */
export const askedPlan = asked('plan');
/** The day that figures are compared with. */
export const askedBefore = asked('before');

const isLanguage = (tag: string): tag is Language => (languages as readonly string[]).includes(tag);

/** The language of the page: the one in the address, else the first of the reader's own that there is, else English. */
export const language = computed<Language>(() => {
  const wanted = [place.value.query.get('lang') ?? '', ...navigator.languages];
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
});
