// Which version of the views is shown, filled or kept: each change gives the next state, or says why it may not be.
import { describe, expect, it } from 'vitest';
import {
  type Alias,
  type Aliases,
  begun,
  type Change,
  change,
  compared,
  dropped,
  firstAlias,
  flipped,
  followed,
  removed,
} from '../../src/rebuild/alias.ts';

const at = '2026-03-01T00:00:00.000Z';
const found = (different: number) => ({ against: '2', at, aggregates: 5, different, differences: [] });

/** The state after these changes, each of which may be. */
function after(...changes: readonly Change[]): Alias {
  return changes.reduce(
    (alias, by) => {
      const next = by(alias);
      if ('refused' in next) throw new Error(`${next.version} is refused: ${next.refused}`);
      return next;
    },
    firstAlias('2', 2),
  );
}

describe('rule 40: a rebuild', () => {
  it('fills a version of a new name beside the one that is shown', () => {
    expect(after(begun(true))).toMatchObject({ live: '2', next: { version: '2r1', flips: true } });
    expect(followed(after(begun(true)))).toEqual(['2', '2r1']);
  });

  it('is one rebuild, however often it is begun; whoever wants the flip gets it', () => {
    const once = after(begun(false));
    expect(begun(false)(once)).toBe(once);
    expect(begun(true)(once)).toMatchObject({ next: { version: '2r1', flips: true } });
    const flips = after(begun(true));
    expect(begun(false)(flips)).toBe(flips);
  });

  it('is compared again when it is begun again and differed', () => {
    const differs = after(begun(true), compared('2r1', found(3)));
    expect(begun(true)(differs)).toMatchObject({ next: { version: '2r1', compared: undefined } });
    const equal = after(begun(true), compared('2r1', found(0)));
    expect(begun(true)(equal)).toBe(equal);
  });

  it('does not begin while an old version is kept', () => {
    expect(begun(true)(after(begun(true), flipped('2r1')))).toEqual({ refused: 'kept', version: '2' });
  });

  it('gives no name twice, not even that of a version that is gone', () => {
    const again = after(begun(true), dropped('2r1', at), removed('2r1'), begun(true));
    expect(again.next?.version).toBe('2r2');
  });
});

describe('rule 40: a flip', () => {
  it('shows the filled version and keeps the old one, and goes back as long as that is there', () => {
    const flip = after(begun(true), flipped('2r1'));
    expect(flip).toMatchObject({ live: '2r1', next: undefined, kept: '2' });
    expect(flipped('2')(flip)).toMatchObject({ live: '2', kept: '2r1' });
    expect(flipped('2')(after(begun(true), flipped('2r1'), dropped('2', at)))).toEqual({
      refused: 'unknown',
      version: '2',
    });
  });

  it('a second time changes nothing', () => {
    const flip = after(begun(true), flipped('2r1'));
    expect(flipped('2r1')(flip)).toBe(flip);
  });

  it('to what is neither filled nor kept is refused', () => {
    expect(flipped('2r7')(after(begun(true)))).toEqual({ refused: 'unknown', version: '2r7' });
  });
});

describe('rule 40: dropping', () => {
  it('is never of the version that is live', () => {
    expect(dropped('2', at)(after(begun(true)))).toEqual({ refused: 'live', version: '2' });
    expect(dropped('2r1', at)(after(begun(true), flipped('2r1')))).toEqual({ refused: 'live', version: '2r1' });
  });

  it('gives up what is kept, or what is being filled, and notes that it is to be removed', () => {
    const kept = after(begun(true), flipped('2r1'), dropped('2', at));
    expect(kept).toMatchObject({ live: '2r1', kept: undefined, gone: [{ version: '2', at }] });
    expect(dropped('2', at)(kept)).toBe(kept);
    expect(after(begun(true), dropped('2r1', at))).toMatchObject({ live: '2', next: undefined });
    expect(dropped('2r7', at)(kept)).toEqual({ refused: 'unknown', version: '2r7' });
  });

  it('leaves no comparison behind of a version that is no longer filled', () => {
    const alias = after(begun(true), dropped('2r1', at));
    expect(compared('2r1', found(0))(alias)).toBe(alias);
  });
});

describe('rule 40: the document', () => {
  /** A document that another process changes first, so many times. */
  function contended(times: number): Aliases & { alias: Alias } {
    const store = {
      alias: firstAlias('2', 2),
      others: async () => [],
      read: async () => store.alias,
      async replace(next: Alias) {
        if (times > 0) {
          times -= 1;
          store.alias = { ...store.alias, rev: store.alias.rev + 1, made: store.alias.made + 1 };
        }
        if (next.rev !== store.alias.rev) return false;
        store.alias = { ...next, rev: next.rev + 1 };
        return true;
      },
    };
    return store;
  }

  it('is changed on what others have made of it', async () => {
    const aliases = contended(3);
    expect(await change(aliases, begun(true))).toMatchObject({ rev: 4, next: { version: '2r4' } });
    expect(aliases.alias).toMatchObject({ rev: 4, made: 4 });
  });

  it('is not written where nothing changes', async () => {
    const aliases = contended(0);
    await change(aliases, begun(true));
    await change(aliases, begun(true));
    expect(aliases.alias.rev).toBe(1);
  });
});
