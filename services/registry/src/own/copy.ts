// A complete copy of what the registry has of a person, for the person: everything that is there is read to its end.
import {
  type PersonCopy,
  type PersonLook,
  reject,
  type ShownGuardianship,
  type VaultContent,
  vaultFieldNames,
} from '@tributary/contracts';
import type { Eventing } from '@tributary/eventing';
import { type Answer, type CheckedRequest, found } from '@tributary/service-kit';
import { type ByGuardian, ownPurpose } from '../guardian/acting.ts';
import { coarseOf } from '../person/coarse.ts';
import type { PersonGroup, StoredPerson } from '../person-group.ts';
import { type Audit, toldOf } from '../vault/audit.ts';
import type { Vault } from '../vault/vault.ts';

type Asked = CheckedRequest<unknown, unknown, unknown>;

export interface CopyGround {
  readonly group: PersonGroup;
  readonly vault: Pick<Vault, 'open'>;
  readonly audit: Pick<Audit, 'record' | 'of'>;
  /** the guardianships of some records, as far as the caller may know of them */
  readonly guardianshipsOf: (
    asked: Asked & ByGuardian,
    records: readonly StoredPerson[],
  ) => Promise<{ readonly guardians: ShownGuardianship[] }>;
  readonly journal: Pick<Eventing['journal'], 'feed'>;
  /** a person whom the caller may touch; any other is as if it were not there */
  readonly known: (asked: Asked) => Promise<StoredPerson | undefined>;
}

const PAGE = 200;

/** All pages of something, one after the other. @param next what comes after the last one; undefined at the beginning */
async function allOf<T>(next: (last: T | undefined) => Promise<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for (;;) {
    const page = await next(all.at(-1));
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

/** The handler of the route by which a person takes a copy along. */
export function copyOf({ group, vault, audit, journal, known, guardianshipsOf }: CopyGround) {
  const looksAt = (id: string) =>
    allOf<Awaited<ReturnType<Audit['of']>>['items'][number]>(async (last) => {
      const after = last === undefined ? undefined : String(last.no);
      return (await audit.of(id, { limit: PAGE, after })).items;
    });
  const eventsOf = (agg: string) =>
    allOf<Awaited<ReturnType<typeof journal.feed>>[number]>((last) =>
      journal.feed({ agg, after: last?.seq ?? 0 }, PAGE),
    );

  async function recordOf(stored: StoredPerson): Promise<PersonCopy['records'][number] | undefined> {
    const { id, ministry, seq, at, state } = stored;
    if (state.vault === undefined) return undefined;
    const opened = await vault.open({ person: id, ministry }, state.vault, vaultFieldNames);
    if (opened === undefined) return undefined;
    return { id, ministry, seq, updatedAt: at.toISOString(), ...coarseOf(state), vault: opened as VaultContent };
  }

  return {
    copyPerson: async (asked: Asked & ByGuardian): Promise<Answer<PersonCopy>> => {
      const named = await known(asked);
      if (named === undefined) return found<PersonCopy>(undefined);
      const all = await group.recordsOf(named);
      const records = await Promise.all(all.map(recordOf));
      const there = records.filter((record) => record !== undefined);
      if (there.length < records.length) {
        return { outcome: { kind: 'rejected', rejection: reject('GONE') } };
      }
      const persons = all.map(({ id }) => id);
      const fields = Object.fromEntries(vaultFieldNames.map((field) => [field, 'full']));
      const { actor, context } = asked;
      await audit.record({ persons, actor, at: context.now, purpose: ownPurpose(asked), what: 'copy', fields });
      const [looks, events] = await Promise.all([
        Promise.all(persons.map(looksAt)),
        Promise.all(persons.map(eventsOf)),
      ]);
      const { guardians } = await guardianshipsOf(asked, all);
      const byEntry = new Map(looks.flat().map(({ no, entry }) => [no, entry]));
      const body: PersonCopy = {
        copiedAt: context.now.toISOString(),
        records: there,
        ...(guardians.length > 0 && { guardians }),
        looks: [...byEntry]
          .sort(([one], [other]) => one - other)
          .map(([no, entry]): PersonLook => ({ ...toldOf(entry), entry: no })),
        events: events.flat().map(({ agg, event }) => ({
          recordId: agg,
          type: event.type,
          at: event.at,
          data: event.data as Record<string, unknown>,
        })),
      };
      const asFile = { 'content-disposition': 'attachment; filename="my-record.json"', 'cache-control': 'no-store' };
      return { reply: { body, headers: asFile } };
    },
  };
}
