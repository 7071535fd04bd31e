// Assignments of one process run side by side, and what they ask of the store in one turn of the event loop goes as one
// request: a burst over all partitions costs what one partition costs.
import { isTransient } from '../consume/failure.ts';

interface Waiting<Ask, Answer> {
  readonly ask: Ask;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes a function of one question from one of many.
 * @param together answers in the order of the questions. What passes by itself and stops several is told to each of
 *   them; with anything else they are asked one by one, so that an error is only of who caused it.
 */
export function batching<Ask, Answer>(
  together: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
): (ask: Ask) => Promise<Answer> {
  let waiting: Waiting<Ask, Answer>[] = [];

  async function flush(): Promise<void> {
    const asked = waiting;
    waiting = [];
    try {
      const answers = await together(asked.map(({ ask }) => ask));
      for (const [index, { resolve }] of asked.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      const ofAll = asked.length === 1 || isTransient(error);
      for (const { ask, resolve, reject } of asked) {
        if (ofAll) reject(error);
        else together([ask]).then(([answer]) => resolve(answer as Answer), reject);
      }
    }
  }

  return (ask) =>
    new Promise<Answer>((resolve, reject) => {
      waiting.push({ ask, resolve, reject });
      if (waiting.length === 1) setImmediate(flush);
    });
}

/** Documents by their ids, for many who ask at once: each gets those that it asked for, in that order. */
export const batchingById = <Document extends { readonly _id: string }>(
  find: (ids: readonly string[]) => Promise<readonly Document[]>,
): ((ids: readonly string[]) => Promise<readonly Document[]>) =>
  batching(async (asks) => {
    const found = new Map((await find(asks.flat())).map((document) => [document._id, document]));
    return asks.map((ids) => ids.flatMap((id) => found.get(id) ?? []));
  });
