// Lanes of one process run side by side, and what they ask of the store in one turn of the event loop goes as one
// request: a burst over all slots costs what one slot costs.

interface Waiting<Ask, Answer> {
  readonly ask: Ask;
  readonly resolve: (answer: Answer | Promise<Answer>) => void;
}

/**
 * Makes a function of one question from one of many.
 * @param together answers in the order of the questions; asked again with one question at a time where it throws on
 *   several, so that each caller gets its own error and no other: it must bear being asked twice
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
    } catch {
      for (const { ask, resolve } of asked) resolve(alone(ask));
    }
  }

  return (ask) =>
    new Promise<Answer>((resolve) => {
      waiting.push({ ask, resolve });
      if (waiting.length === 1) setImmediate(flush);
    });
}
