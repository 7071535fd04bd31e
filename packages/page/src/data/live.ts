// Facts as they happen: each says which reports it can change, and what is shown of those is asked for again.
import { signal } from '@preact/signals';
import { session } from '../session/session.ts';
import { refresh } from './answers.ts';

/** A fact that the read models have just taken in; it holds nothing of a person. */
export interface Fact {
  /** e.g. `initiatives.award.tranche-paid.v1` */
  readonly type: string;
  readonly aggregate: string;
  readonly subject: { readonly kind: string; readonly id: string | null; readonly title: string | null } | null;
  /** RFC 3339 */
  readonly at: string;
  /** the keys of the reports that it can change */
  readonly reports: readonly string[];
}

/** The newest fact that can have changed a report, by the key of the report. */
export const newestOf = signal<ReadonlyMap<string, Fact>>(new Map());

/** Whether facts arrive; false while the connection is being made again. */
export const connected = signal(false);

/** Facts come in bursts: what is shown is asked for once for those that are this close together. */
const TOGETHER_MS = 150;

/** Follows the facts until it is stopped; after a cut the browser goes on with the first one it has not seen. */
export function followFacts(): () => void {
  if (session.peek()?.signedIn !== true) return () => undefined;
  const source = new EventSource('/page/events');
  let soon: ReturnType<typeof setTimeout> | undefined;
  source.addEventListener('open', () => {
    connected.value = true;
  });
  source.addEventListener('error', () => {
    connected.value = false;
  });
  source.addEventListener('fact', ({ data }: MessageEvent<string>) => {
    const fact = JSON.parse(data) as Fact;
    const newest = new Map(newestOf.peek());
    for (const key of fact.reports) newest.set(key, fact);
    newestOf.value = newest;
    soon ??= setTimeout(() => {
      soon = undefined;
      refresh();
    }, TOGETHER_MS);
  });
  return () => {
    clearTimeout(soon);
    source.close();
  };
}
