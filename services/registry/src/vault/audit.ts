// The audit of looks at persons: one chain, to which every process appends, and signed checkpoints of it. An entry names
// persons by their ids alone, so that an erasure need not touch it.
import type { PersonLook } from '@tributary/contracts';
import type { Actor, Eventing, Records } from '@tributary/eventing';
import {
  CHECKPOINT_ENTRIES,
  CHECKPOINT_MS,
  type Checkpoint,
  checkpointOf,
  currentKey,
  type KeyRing,
  type Link,
  linkAfter,
} from '@tributary/privacy';
import { Refusal } from '@tributary/service-kit';

/** One look at persons. */
export interface Look extends Pick<PersonLook, 'purpose' | 'what' | 'fields' | 'consent'> {
  readonly persons: readonly string[];
  readonly actor: Actor | undefined;
  readonly at: Date;
}

/** An entry of the chain. */
export interface AuditEntry extends Omit<PersonLook, 'entry'> {
  readonly persons: readonly string[];
  /** the subject and the client of the token; told to nobody */
  readonly by: string;
  readonly client: string;
}

/** The chain and its checkpoints as they are kept, for whoever watches them. */
export interface AuditTrail {
  readonly links: Pick<Records<Link<AuditEntry>>, 'page'>;
  readonly checkpoints: Pick<Records<Checkpoint>, 'page' | 'last'>;
  /** what the last verification found, whichever process made it */
  readonly verified: Pick<Records<AuditVerified>, 'insert' | 'read' | 'replace'>;
}

/** What a verification of the whole chain found. */
export interface AuditVerified {
  readonly at: string;
  readonly fault?: string;
}

export interface Audit {
  readonly trail: AuditTrail;
  /** Appends an entry; nothing that it is about may leave before this is done. @throws it is not written */
  record(look: Look): Promise<void>;
  /** Looks at one person, the oldest first. @param after the number of an entry */
  of(
    person: string,
    page: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<readonly Link<AuditEntry>[]>;
}

/** Times that an entry is tried at the end of the chain before its caller is told to come again. */
const ATTEMPTS = 100;
/** The id of an entry, and of the checkpoint that begins after it. */
export const numbered = (no: number): string => String(no).padStart(15, '0');

export function auditOf(eventing: Eventing, { audit }: KeyRing): Audit {
  const links = eventing.beside<Link<AuditEntry>>('audit', ['entry.persons']);
  const checkpoints = eventing.beside<Checkpoint>('audit_checkpoints');
  let last: Link<AuditEntry> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  /** The number of an entry is its id: of two processes at one place one inserts, and the other one looks again. */
  async function append(entry: AuditEntry): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      last ??= (await links.last())?.content;
      const link = linkAfter(last, entry);
      // until the answer is there nobody knows what the last one is
      last = undefined;
      if (!(await links.insert(numbered(link.no), link))) continue;
      last = link;
      if (link.no % CHECKPOINT_ENTRIES === 0) await checkpoint(new Date(entry.at));
      return;
    }
    throw new Refusal('UNAVAILABLE');
  }

  /** Signs what is new. The id of a checkpoint is where it begins, so that of two signers one is taken. */
  async function checkpoint(now: Date): Promise<boolean> {
    const after = (await checkpoints.last())?.content.upTo ?? 0;
    const fresh = await links.page({ after: numbered(after), limit: CHECKPOINT_ENTRIES });
    if (fresh.length === 0) return false;
    const signing = { key: audit.current, seed: currentKey(audit), at: now };
    await checkpoints.insert(
      numbered(after),
      checkpointOf(
        fresh.map(({ content }) => content),
        signing,
      ),
    );
    return fresh.length === CHECKPOINT_ENTRIES;
  }

  eventing.job<Record<string, never>>({
    name: 'audit.checkpoints',
    everyMs: CHECKPOINT_MS,
    async step(_input, _cursor, { now }) {
      return { next: (await checkpoint(now)) ? 'more' : undefined, changed: 0 };
    },
  });

  return {
    trail: { links, checkpoints, verified: eventing.beside<AuditVerified>('audit_verified') },
    record({ persons, actor, at, purpose, what, fields, consent }) {
      const entry: AuditEntry = {
        at: at.toISOString(),
        persons,
        by: actor?.sub ?? '',
        client: actor?.client ?? '',
        ministry: actor?.ministry ?? '',
        roles: [...(actor?.roles ?? [])],
        purpose,
        what,
        fields,
        ...(consent !== undefined && { consent }),
      };
      const written = turn.then(() => append(entry));
      turn = written.catch(() => undefined);
      return written;
    },
    async of(person, { after, limit }) {
      const where = { field: 'entry.persons', value: person };
      const found = await links.page({
        limit,
        where,
        after: after === undefined ? undefined : numbered(Number(after)),
      });
      return found.map(({ content }) => content);
    },
  };
}
