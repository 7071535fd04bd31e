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
export interface Look extends Pick<PersonLook, 'purpose' | 'what' | 'fields' | 'consent' | 'emergencyAccess'> {
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
  /** of a look under an emergency access: that one and the subject, by which looks are counted */
  readonly underBy?: string;
}

/** What the person is told of an entry, beside its number. */
export const toldOf = ({ persons: _all, by: _by, client: _client, underBy: _under, ...told }: AuditEntry) => told;

const underBy = (emergencyAccess: string, officer: string): string => `${emergencyAccess} ${officer}`;

/** The chain and its checkpoints as they are kept, for whoever watches them. */
export interface AuditTrail {
  readonly links: Pick<Records<Link<AuditEntry>>, 'page'>;
  readonly checkpoints: Pick<Records<Checkpoint>, 'page' | 'last'>;
  /** what the last verification found, whichever process made it */
  readonly verified: Pick<Records<AuditVerified>, 'read' | 'change'>;
}

/** What a verification of the whole chain found. */
export interface AuditVerified {
  readonly at: string;
  readonly fault?: string;
}

/** A page of entries, beyond the number of one. */
interface AuditPage {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Entries, and the number of one beyond which more follow; undefined where these are the last. */
interface AuditEntries {
  readonly items: readonly Link<AuditEntry>[];
  readonly next: string | undefined;
}

export interface Audit {
  readonly trail: AuditTrail;
  /** Appends an entry; nothing that it is about may leave before this is done. @throws it is not written */
  record(look: Look): Promise<void>;
  /** Looks at one person, the oldest first. */
  of(person: string, page: AuditPage): Promise<AuditEntries>;
  /** Looks under one emergency access, the oldest first. */
  under(emergencyAccess: string, page: AuditPage): Promise<AuditEntries>;
  /** How many looks there are under one emergency access. */
  countUnder(emergencyAccess: string): Promise<number>;
  /** How many of them one officer made. @param officer the subject of the token */
  countBy(emergencyAccess: string, officer: string): Promise<number>;
}

/** Times that an entry is tried at the end of the chain before its caller is told to come again. */
const ATTEMPTS = 100;
/** The id of an entry, and of the checkpoint that begins after it. */
export const numbered = (no: number): string => String(no).padStart(15, '0');

export function auditOf(eventing: Eventing, { audit }: KeyRing): Audit {
  const links = eventing.beside<Link<AuditEntry>>('audit', ['entry.persons', 'entry.emergencyAccess', 'entry.underBy']);
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
    const { items: fresh } = await links.page({ after: numbered(after), limit: CHECKPOINT_ENTRIES });
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

  async function entriesOf(field: string, value: string, { after, limit }: AuditPage) {
    const beyond = after === undefined ? undefined : numbered(Number(after));
    const { items, next } = await links.page({ limit, where: { field, value }, after: beyond });
    return { items: items.map(({ content }) => content), next: next && String(Number(next)) };
  }

  return {
    trail: { links, checkpoints, verified: eventing.beside<AuditVerified>('audit_verified') },
    record({ persons, actor, at, purpose, what, fields, consent, emergencyAccess }) {
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
        ...(emergencyAccess !== undefined && {
          emergencyAccess,
          underBy: underBy(emergencyAccess, actor?.sub ?? ''),
        }),
      };
      const written = turn.then(() => append(entry));
      turn = written.catch(() => undefined);
      return written;
    },
    of: (person, page) => entriesOf('entry.persons', person, page),
    under: (access, page) => entriesOf('entry.emergencyAccess', access, page),
    countUnder: (access) => links.count({ field: 'entry.emergencyAccess', value: access }),
    countBy: (access, officer) => links.count({ field: 'entry.underBy', value: underBy(access, officer) }),
  };
}
