// Which figures a fact has just changed: those whose report has other bytes than a moment before, for the same question.
import { signal } from '@preact/signals';
import { type Fact, newestOf } from './live.ts';

/** The fact that has just changed a report, by the key of the report. */
export const changes = signal<ReadonlyMap<string, Fact>>(new Map());

/** So long a change is pointed out. */
const SHOWN_MS = 8_000;

let before: { readonly asked: string; readonly texts: ReadonlyMap<string, string> } | undefined;

/**
 * Compares what was answered with what was answered before, and names the fact behind each difference.
 * @param asked the address of the answer; another question makes no change
 */
export function noteChanges(asked: string, reports: Readonly<Record<string, unknown>>): void {
  const texts = new Map(Object.entries(reports).map(([key, report]) => [key, JSON.stringify(report)]));
  const last = before;
  before = { asked, texts };
  if (last?.asked !== asked) return;
  const found = new Map<string, Fact>();
  for (const [key, text] of texts) {
    const fact = newestOf.peek().get(key);
    if (fact !== undefined && last.texts.get(key) !== text) found.set(key, fact);
  }
  if (found.size === 0) return;
  changes.value = new Map([...changes.peek(), ...found]);
  setTimeout(() => {
    changes.value = new Map([...changes.peek()].filter(([key, fact]) => found.get(key) !== fact));
  }, SHOWN_MS);
}
