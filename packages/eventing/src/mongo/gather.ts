// Lanes of one process run side by side, and what they ask of the store in one turn of the event loop goes as one
// request: a burst over all slots costs what one slot costs.
import { isTransient } from '../consume/failure.ts';

interface Waiting<Ask, Answer> {
  readonly ask: Ask;
  readonly resolve: (answer: Answer | Promise<Answer>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes a function of one question from one of many.
 * @param together answers in the order of the questions. What passes by itself and stops several is told to each of
 *   them; with anything else they are asked one by one, so that an error is only of who caused it.
 */
export function gathering<Ask, Answer>(
  together: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
): (ask: Ask) => Promise<Answer> {
  let waiting: Waiting<Ask, Answer>[] = [];

  async function alone(ask: Ask): Promise<Answer> {
    const [answer] = await together([ask]);
    return answer as Answer;
  }

  async function flush(): Promise<void> {
    const asked = waiting;
    waiting = [];
    if (asked.length === 1) {
      for (const { ask, resolve } of asked) resolve(alone(ask));
      return;
    }
    try {
      const answers = await together(asked.map(({ ask }) => ask));
      asked.forEach(({ resolve }, index) => {
        resolve(answers[index] as Answer);
      });
    } catch (error) {
      for (const { ask, resolve, reject } of asked) {
        if (isTransient(error)) reject(error);
        else resolve(alone(ask));
      }
    }
  }

  return (ask) =>
    new Promise<Answer>((resolve, reject) => {
      waiting.push({ ask, resolve, reject });
      if (waiting.length === 1) setImmediate(flush);
    });
}
