// The chain of the audit: hashes, checkpoints, proofs of inclusion, and what a verifier finds.
import { createHash, createPublicKey } from 'node:crypto';
import { array, assert, integer, json, property, record, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootOf } from '../src/audit/merkle.ts';
import {
  breakIn,
  type Checkpoint,
  canonicalText,
  checkpointOf,
  GENESIS,
  isProven,
  isSigned,
  type Link,
  linkAfter,
  proofOf,
  publicKeyOf,
  verification,
} from '../src/index.ts';

const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
const publicKey = publicKeyOf(seed);
const keys = new Map([[1, publicKey]]);
const at = new Date('2026-03-31T12:00:00.000Z');

function chainOf(entries: readonly unknown[]): readonly Link<unknown>[] {
  const links: Link<unknown>[] = [];
  for (const entry of entries) links.push(linkAfter(links.at(-1), entry));
  return links;
}
const chain = chainOf(Array.from({ length: 12 }, (_, n) => ({ person: `p-${n}`, purpose: 'SERVICE' })));
const signing = { key: 1, seed, at };
const checkpoints = [checkpointOf(chain.slice(0, 5), signing), checkpointOf(chain.slice(5, 12), signing)];

/** What is wrong with a whole chain; its checkpoints are told before it, after it, or each beside what it covers. */
function faultIn(links: readonly Link<unknown>[], signs: readonly Checkpoint[], publicKeys: Map<number, string>) {
  const [before, after, beside] = [1, 2, 3].map(() => verification(publicKeys));
  if (before === undefined || after === undefined || beside === undefined) throw new Error('there are three');
  for (const one of signs) before.checkpoint(one);
  for (const link of links) for (const each of [before, after]) each.link(link);
  for (const one of signs) after.checkpoint(one);
  for (const link of links) {
    for (const one of signs.filter((sign) => sign.after === link.no - 1)) beside.checkpoint(one);
    beside.link(link);
  }
  expect(after.result().fault === undefined).toBe(before.result().fault === undefined);
  const isWhole = signs.every(({ upTo }) => upTo <= links.length) && links[0]?.no === 1;
  if (isWhole) expect(beside.result().fault).toBe(after.result().fault);
  return before.result().fault;
}

describe('the chain', () => {
  it('hashes the hash before and the canonical entry', () => {
    const text = '{"a":[1,{"b":2,"c":3}],"z":"é"}';
    expect(canonicalText({ z: 'é', a: [1, { c: 3, b: 2 }] })).toBe(text);
    const [first] = chainOf([{ z: 'é', a: [1, { c: 3, b: 2 }] }]);
    const hash = createHash('sha256').update(Buffer.alloc(32)).update(text).digest('hex');
    expect(first).toMatchObject({ no: 1, prev: GENESIS, hash });
  });

  it('has no break as it was written, and one wherever an entry was changed, taken out or swapped', () => {
    assert(
      property(tuple(array(json(), { minLength: 2, maxLength: 20 }), integer({ min: 0, max: 18 })), ([texts, pick]) => {
        const links = chainOf(texts.map((text, n) => ({ n, text })));
        expect(breakIn(links)).toBeUndefined();
        const index = pick % (links.length - 1);
        const changed = links.map((link, n) =>
          n === index ? { ...link, entry: { n, text: 'other', by: 'x' } } : link,
        );
        expect(breakIn(changed)).toMatchObject({ no: index + 1, why: 'changed after it was written' });
        expect(breakIn(links.filter((_, n) => n !== index))).toMatchObject({ why: 'out of order' });
        const relinked = changed.map((link, n) => (n === index ? { ...linkAfter(links[n - 1], link.entry) } : link));
        expect(breakIn(relinked)).toMatchObject({ no: index + 2, why: 'does not follow the one before' });
      }),
      { numRuns: 50 },
    );
  });
});

describe('the tree', () => {
  it.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('over %i published leaves has the published root (RFC 6962)', (size, root) => {
    const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    expect(rootOf(leaves.slice(0, size))).toBe(root);
  });
});

describe('a checkpoint', () => {
  it('is signed with Ed25519 by the published key of its seed (RFC 8032, 7.1)', () => {
    const raw = createPublicKey(publicKey).export({ format: 'der', type: 'spki' }).subarray(-32);
    expect(raw.toString('hex')).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    expect(checkpoints.every((checkpoint) => isSigned(checkpoint, publicKey))).toBe(true);
  });

  it.each([
    ['after', 1],
    ['upTo', 4],
    ['hash', GENESIS],
    ['root', GENESIS],
    ['at', '2026-03-31T12:00:01.000Z'],
    ['key', 2],
  ])('is not signed any more once %s is another', (field, value) => {
    expect(isSigned({ ...checkpoints[0], [field]: value } as Checkpoint, publicKey)).toBe(false);
  });
});

describe('a proof of inclusion', () => {
  it('holds for each entry of a checkpoint, and shows no other entry', () => {
    const sizes = record({ size: integer({ min: 1, max: 40 }), pick: integer({ min: 0, max: 39 }) });
    assert(
      property(sizes, ({ size, pick }) => {
        const links = chainOf(Array.from({ length: size }, (_, n) => ({ secret: `entry-${n}-` })));
        const no = (pick % size) + 1;
        const proof = proofOf(links, no, checkpointOf(links, signing));
        expect(isProven(proof, publicKey)).toBe(true);
        expect(JSON.stringify(proof).match(/entry-\d+-/g)).toEqual([`entry-${no - 1}-`]);
      }),
      { numRuns: 50 },
    );
  });

  it('fails for an entry that was not in it, even where its own hash is right', () => {
    const [first] = checkpoints;
    if (first === undefined) throw new Error('there is a checkpoint');
    const proof = proofOf(chain.slice(0, 5), 3, first);
    const forged = linkAfter(chain[1], { person: 'p-2', purpose: 'OTHER' });
    expect(isProven({ ...proof, link: forged }, publicKey)).toBe(false);
    expect(isProven({ ...proof, link: { ...proof.link, no: 9 } }, publicKey)).toBe(false);
    expect(isProven(proof, publicKeyOf(Buffer.alloc(32, 5)))).toBe(false);
  });
});

describe('a verifier without the database', () => {
  it('finds nothing wrong with what was written, also beyond the last checkpoint', () => {
    expect(faultIn(chain, checkpoints, keys)).toBeUndefined();
    expect(faultIn(chain, checkpoints.slice(0, 1), keys)).toBeUndefined();
  });

  it('says what is wrong with a history that was written anew', () => {
    const anew = chainOf(chain.map(({ entry }, n) => (n === 3 ? { person: 'nobody' } : entry)));
    expect(breakIn(anew)).toBeUndefined();
    expect(faultIn(anew, checkpoints, keys)).toBe('entries up to 5 are not those that were signed');
    expect(faultIn(chain.slice(0, 8), checkpoints, keys)).toBe('entries up to 12 were signed, and are not there');
    expect(faultIn(chain, checkpoints.slice(1), keys)).toBe('the checkpoint up to 12 does not follow the one before');
    expect(faultIn(chain, checkpoints, new Map())).toBe(
      'the checkpoint up to 5 is signed by key 1, which is not known',
    );
    const [first, second] = checkpoints;
    const other = { ...first, signature: second?.signature } as Checkpoint;
    expect(faultIn(chain, [other], keys)).toBe('the checkpoint up to 5 is not signed by key 1');
    expect(faultIn(chain.slice(1), checkpoints, keys)).toBe('entry 2: out of order');
  });
});
