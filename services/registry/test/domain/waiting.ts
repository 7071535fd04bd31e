// What the watches of waiting things are tested with: states as a store gives them, in pages, and the moment of a step.

export const moment = (now: Date) => ({ now, today: now.toISOString().slice(0, 10), newId: () => 'none' });

/** A state as it is stored, by an id. */
export const stored = <State>(id: string, state: State) => ({
  id,
  ministry: 'MFOR',
  seq: 1,
  at: new Date(0),
  reserved: 0n,
  state,
});

/** A store that gives these pages one after another, whatever is asked of it. */
export const storeOf = <Item>(pages: readonly (readonly Item[])[]) => ({
  async page(_filter: unknown, { after }: { readonly after?: string | undefined }) {
    const at = Number(after ?? 0);
    return { items: pages[at] ?? [], next: at + 1 < pages.length ? String(at + 1) : undefined };
  },
});
