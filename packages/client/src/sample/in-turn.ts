// Many things of one kind, several at once, and how far they are.

/** Told with each thing that is done: what kind of things, how many of them, of how many. */
export type Tell = (words: string, done: number, of: number) => void;

/** Does something with each item, several at once, in their order. */
export async function inTurn<Item>(
  items: readonly Item[],
  atOnce: number,
  enter: (item: Item) => Promise<unknown>,
  tell: (done: number) => void,
): Promise<void> {
  const left = items.values();
  let [done, isRefused] = [0, false];
  async function work(): Promise<void> {
    for (const item of left) {
      if (isRefused) return;
      await enter(item).catch((error: unknown) => {
        isRefused = true;
        throw error;
      });
      done += 1;
      tell(done);
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
}
