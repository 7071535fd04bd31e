// The vault: rows of sealed fields, and the key of each person. A row is written before the person points at it, and a key
// before the first row, so that a process that ends in between leaves what nobody can reach, which is swept after an hour.
import { type Rejection, reject, type VaultContent, type VaultField, vaultFieldNames } from '@tributary/contracts';
import type { CommandContext, Eventing, KeptRecord, PointsAt } from '@tributary/eventing';
import { type KeyRing, newPersonKey, openFields, sealFields, type WrappedKey, wrappingWith } from '@tributary/privacy';
import type { Measure } from '@tributary/service-kit';

/** The key of a person, wrapped and bound to the ministry that first had them, whoever has them now; of one who was erased that it is gone stays for good, so that no late writer makes another. */
interface PersonKey {
  readonly ministry: string;
  readonly madeAt: string;
  readonly key?: WrappedKey;
  readonly destroyedAt?: string;
}

interface SealedRow {
  readonly fields: Readonly<Record<string, string>>;
}

/** Whose vault it is. */
export interface Owner {
  readonly person: string;
  readonly ministry: string;
}

export interface Vault {
  /** Seals what is known of a person as a new version. @returns the version; GONE where the person was erased */
  keep(
    owner: Owner,
    content: VaultContent,
    context: Pick<CommandContext, 'now' | 'newId'>,
  ): Promise<string | Rejection<'GONE'>>;
  /**
   * Seals what is known of many persons, each as a version that is given, in few round trips.
   * @returns the persons who were erased: nothing of them is kept
   */
  keepAll(
    all: readonly (Owner & { readonly version: string; readonly content: VaultContent })[],
    context: Pick<CommandContext, 'now'>,
  ): Promise<ReadonlySet<string>>;
  /** Opens some fields of a version; undefined where the key or the row is gone. */
  open(owner: Owner, version: string, fields: readonly VaultField[]): Promise<Partial<VaultContent> | undefined>;
  /** @throws {CannotOpen} the vault was sealed with other keys than those that are given */
  prove(): Promise<void>;
  /** Whether the key of a person was destroyed. */
  isDestroyed(person: string): Promise<boolean>;
  /** What is watched of the keys, for /metrics; nothing before this process went through all of them. */
  measures(): readonly Measure[];
  /** Destroys the key and every row for good. Again and again has the same effect. */
  destroy(owner: Owner, now: Date): Promise<void>;
}

/** Keys that one step of the sweep looks at. */
const PAGE = 100;
const HOUR_MS = 3_600_000;
const SWEEP_MS = 10 * 60_000;

/**
 * Declares the vault.
 * @param pointsAt the version of the vault that a person points at
 */
export function vaultOf(eventing: Eventing, { kek }: KeyRing, pointsAt: PointsAt): Vault {
  const rows = eventing.versionedRows<SealedRow>('vault', pointsAt);
  const keys = eventing.beside<PersonKey>('vault_keys');
  const wrapping = wrappingWith(kek);
  const boundTo = ({ ministry, person }: Owner) => `${ministry}|${person}`;

  async function keyOf(owner: Owner): Promise<Buffer | undefined> {
    const { key, ministry } = (await keys.read(owner.person))?.content ?? {};
    return key && ministry !== undefined
      ? wrapping.unwrap(key, boundTo({ person: owner.person, ministry }))
      : undefined;
  }

  /** The key that is there, or a new one; undefined where it was destroyed. */
  async function keyFor(owner: Owner, now: Date): Promise<Buffer | undefined> {
    if ((await keys.read(owner.person)) === undefined) {
      const key = await wrapping.wrap(newPersonKey(), boundTo(owner));
      await keys.insert(owner.person, { ministry: owner.ministry, madeAt: now.toISOString(), key });
    }
    return keyOf(owner);
  }

  /** keys that the pass under way, and the last whole one, found wrapped by an old version */
  let [seen, told]: (number | undefined)[] = [];
  /** The keys of many, made where there is none; those who were erased have none. */
  async function keysFor(owners: readonly Owner[], now: Date): Promise<ReadonlyMap<string, Buffer>> {
    const found = new Map<string, Buffer>();
    const open = async (persons: readonly Owner[]) => {
      const there = new Map((await keys.readAll(persons.map(({ person }) => person))).map((one) => [one.id, one]));
      for (const owner of persons) {
        const { key, ministry } = there.get(owner.person)?.content ?? {};
        if (key === undefined || ministry === undefined) continue;
        found.set(owner.person, await wrapping.unwrap(key, boundTo({ person: owner.person, ministry })));
      }
      return persons.filter(({ person }) => !there.has(person));
    };
    const missing = await open(owners);
    const made = await Promise.all(
      missing.map(async (owner) => {
        const key = newPersonKey();
        return { owner, key, wrapped: await wrapping.wrap(key, boundTo(owner)) };
      }),
    );
    const madeAt = now.toISOString();
    const inserted = await keys.insertAll(
      made.map(({ owner: { person, ministry }, wrapped }) => ({
        id: person,
        content: { ministry, madeAt, key: wrapped },
      })),
    );
    for (const { owner, key } of made) if (inserted.has(owner.person)) found.set(owner.person, key);
    // another process was faster: its key counts
    await open(missing.filter(({ person }) => !inserted.has(person)));
    return found;
  }

  /** Wraps a key anew that an old version wraps, and removes one that nobody came to need. */
  async function tend({ id, version, content }: KeptRecord<PersonKey>, now: Date): Promise<boolean> {
    const { key, ministry, madeAt } = content;
    if (key === undefined) return false;
    if (now.getTime() - Date.parse(madeAt) > HOUR_MS && (await pointsAt(id)) === undefined) {
      await keys.remove(id);
      return true;
    }
    if (key.kek === wrapping.current) return false;
    const bound = boundTo({ person: id, ministry });
    const again = await wrapping.wrap(await wrapping.unwrap(key, bound), bound);
    return keys.replace(id, version, { ...content, key: again });
  }

  eventing.job<Record<string, never>>({
    name: 'vault.keys',
    everyMs: SWEEP_MS,
    async step(_input, after, { now }) {
      const { items: found, next } = await keys.page({ limit: PAGE, after });
      if (after === undefined) seen = 0;
      // a pass that another process began is for the next one
      if (seen !== undefined)
        seen += found.filter(({ content: { key } }) => key && key.kek !== wrapping.current).length;
      let changed = 0;
      for (const one of found) if (await tend(one, now)) changed += 1;
      if (next === undefined) [told, seen] = [seen, undefined];
      return { next, changed };
    },
  });

  return {
    async keep(owner, content, { now, newId }) {
      const key = await keyFor(owner, now);
      if (key === undefined) return reject('GONE');
      const version = newId();
      const fields = sealFields(content, key, { tenant: owner.ministry, person: owner.person, version });
      const kept = await rows.add(owner.person, { fields }, { now, newId: () => version });
      return typeof kept === 'string' ? kept : reject('GONE');
    },

    async keepAll(all, { now }) {
      const found = await keysFor(all, now);
      const sealed = all.flatMap(({ person, ministry, version, content }) => {
        const key = found.get(person);
        if (key === undefined) return [];
        return [
          {
            owner: person,
            version,
            content: { fields: sealFields(content, key, { tenant: ministry, person, version }) },
          },
        ];
      });
      const forgotten = await rows.addAll(sealed, { now });
      return new Set([...forgotten, ...all.map(({ person }) => person).filter((person) => !found.has(person))]);
    },

    async open(owner, version, fields) {
      const [row, key] = await Promise.all([rows.read(owner.person, version), keyOf(owner)]);
      if (row === undefined || key === undefined) return undefined;
      const place = { tenant: owner.ministry, person: owner.person, version };
      return openFields(row.fields, fields, key, place) as Partial<VaultContent>;
    },

    async prove() {
      const some = [await keys.last(), ...(await keys.page({ limit: PAGE })).items];
      const found = some.find((one) => one?.content.key !== undefined);
      if (found?.content.key === undefined) return;
      await wrapping.unwrap(found.content.key, boundTo({ person: found.id, ministry: found.content.ministry }));
    },

    measures: () =>
      told === undefined
        ? []
        : [
            {
              name: 'tributary_vault_keys_old',
              help: 'Keys of persons that were found wrapped by an older key when they were last gone through; each was wrapped anew',
              value: told,
            },
          ],

    isDestroyed: async (person) => (await keys.read(person))?.content.destroyedAt !== undefined,

    async destroy({ person, ministry }, now) {
      const gone = { ministry, madeAt: now.toISOString(), destroyedAt: now.toISOString() };
      await keys.change(person, (key) => ({
        content: key?.destroyedAt === undefined ? gone : key,
        answer: undefined,
      }));
      await rows.forget(person);
    },
  };
}

/** What of a command belongs into the vault. */
export const vaultPartOf = (command: VaultContent): VaultContent =>
  Object.fromEntries(
    vaultFieldNames.flatMap((name) => (command[name] === undefined ? [] : [[name, command[name]]])),
  ) as unknown as VaultContent;
