// Many things, several at once and kind after kind, and how far they are.

/** Told with each thing that is done: of what kind it was, how many of all are done, of how many. */
export type Tell = (kind: string, done: number, of: number) => void;

/** Things of one kind that are to be done. */
export interface Group {
  readonly kind: string;
  readonly size: number;
  run(tell: (done: number) => void): Promise<void>;
}

/** Something to do with each item, some at once. */
export const groupOf = <Item>(
  kind: string,
  items: readonly Item[],
  atOnce: number,
  enter: (item: Item) => Promise<unknown>,
): Group => ({ kind, size: items.length, run: (tell) => inTurn(items, atOnce, enter, tell) });

/** Does what is to be done, group after group. */
export async function inGroups(groups: readonly Group[], tell: Tell): Promise<void> {
  const of = groups.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  for (const { kind, size, run } of groups) {
    await run((done) => tell(kind, before + done, of));
    before += size;
  }
}

async function inTurn<Item>(
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
