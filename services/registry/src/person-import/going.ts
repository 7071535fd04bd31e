// Imports are gone through by a job, some rows at a step: whoever is cut short goes on from the rows that are counted, and a
// batch that was under way is made again without making anybody twice.
import type { LocalDate, Moment, PersonImport } from '@tributary/contracts';
import {
  type Actor,
  type AggregateStore,
  type Eventing,
  type KeptRecord,
  ownCommand,
  type Stored,
  serviceActor,
} from '@tributary/eventing';
import type { Blinding } from '../person/tokens.ts';
import { checked, end } from './decisions.ts';
import { personRows } from './file/rows.ts';
import type { Column } from './form/columns.ts';
import { FileFault } from './form/file-fault.ts';
import type { RawRow } from './form/person-row.ts';
import type { MakeBatch, Seen } from './making.ts';
import { type ReadyAsked, type ReadyRows, readyRows } from './ready.ts';
import { countsWith, noCounts, type Pass, passOf, type Results, type RowResult } from './results.ts';
import type { SealedFiles } from './sealed-file.ts';

export interface GoingGround {
  readonly store: Pick<AggregateStore<PersonImport>, 'load' | 'page' | 'change'>;
  readonly files: SealedFiles;
  readonly results: Results;
  readonly make: MakeBatch;
  readonly blindingOf: (ministry: string) => Blinding;
  /** told what became of rows, for the metrics */
  readonly count: (results: readonly RowResult[]) => void;
}

/** Rows that are made at once, and how often at a step: other jobs of the process wait for it. */
const BATCH = 500;
const BATCHES = 4;
const EVERY_MS = 10_000;
const PAGE = 50;
const DAY_MS = 86_400_000;
/** Files that nobody goes on with, and results, are destroyed after so many days. */
const ABANDONED_DAYS = 1;
const RESULT_DAYS = 30;
/** Files that this process has open, between steps. */
const OPEN_FILES = 4;

/** A file that is being read, and where its next row is. */
interface OpenFile {
  readonly rows: AsyncIterator<RawRow>;
  readonly seen: Seen;
  /** in whose name its persons are made */
  readonly by: Actor;
  columns: readonly Column[];
  at: number;
  /** the rows that are next, made ready while those before are written */
  next: Promise<ReadyRows> | undefined;
}

interface JobInput {
  readonly id: string;
}

/** What goes on with imports by itself. */
export interface Going {
  /** Has the rows of an import gone through from now on. */
  begin(id: string, dryRun: boolean): Promise<void>;
  /** The import has ended: its file is destroyed. */
  close(id: string): Promise<void>;
  /** Imports whose rows are gone through. */
  running(): Promise<number>;
}

/** Declares the jobs of imports. */
export function goingOf(eventing: Eventing, ground: () => GoingGround): Going {
  const open = new Map<string, OpenFile>();

  /** In the name of the service, for the ministry whose import it is. */
  const command = (moment: Moment, { id, ministry }: Pick<Stored<PersonImport>, 'id' | 'ministry'>, what: string) => {
    const path = `/v1/person-imports`;
    return ownCommand(moment, {
      actor: serviceActor('registry', ministry),
      route: `POST ${path}/{id}/${what}`,
      target: `${path}/${id}/${what}`,
    });
  };

  function forget(pass: string): void {
    const file = open.get(pass);
    open.delete(pass);
    void file?.rows.return?.().catch(() => undefined);
  }

  /** The file of a pass, where its next row is the one that is wanted. */
  async function fileAt(pass: string, { id, state }: Stored<PersonImport>, at: number): Promise<OpenFile> {
    const there = open.get(pass);
    if (there?.at === at) return there;
    forget(pass);
    while (open.size >= OPEN_FILES) forget(open.keys().next().value ?? '');
    const { files } = ground();
    const kept = await files.state(id);
    if (kept === undefined) throw new Error(`the file of import ${id} is destroyed`);
    const { encoding = 'utf-8', by } = kept;
    const source = { mediaType: state.mediaType, encoding, bytes: () => files.read(id) };
    const file: OpenFile = {
      rows: personRows(source, state, (columns) => {
        file.columns = columns;
      })[Symbol.asyncIterator](),
      seen: { persons: new Map() },
      by,
      columns: [],
      at: 0,
      next: undefined,
    };
    open.set(pass, file);
    while (file.at < at && !(await file.rows.next()).done) file.at += 1;
    return file;
  }

  /** Reads the rows of a batch and makes them ready. */
  async function readBatch(file: OpenFile, asked: ReadyAsked): Promise<ReadyRows> {
    const rows: RawRow[] = [];
    while (rows.length < BATCH) {
      const { value, done } = await file.rows.next();
      if (done === true) break;
      rows.push(value);
    }
    return readyRows(rows, asked);
  }

  /** The rows of the next batch; those of the one after are made ready from now on. */
  async function nextBatch(file: OpenFile, { ministry, state }: Stored<PersonImport>, today: LocalDate) {
    const asked = { reading: state, blinding: ground().blindingOf(ministry), today };
    const ready = await (file.next ?? readBatch(file, asked));
    file.next = readBatch(file, asked);
    // told when its turn comes
    file.next.catch(() => undefined);
    return ready.today === today ? ready : readyRows(ready.rows, asked);
  }

  async function finish(stored: Stored<PersonImport>, outcome: 'finished' | 'failed', moment: Moment): Promise<void> {
    const { store, files } = ground();
    const { id } = stored;
    const outcomeOf = await store.change(id, command(moment, stored, outcome), ({ state }) => {
      if (outcome === 'finished' && state.dryRun) return checked(state, moment.today);
      return state.status === 'running' ? end(state, outcome, moment.today) : 'unchanged';
    });
    if (outcomeOf.kind === 'rejected') throw new Error(`the end of import ${id} is told later`);
    forget(passOf(id, stored.state));
    if ((await store.load(id))?.state.endedOn !== undefined) await files.destroy(id);
  }

  /** Goes through one batch. @returns whether there may be more */
  async function batch(stored: Stored<PersonImport>, moment: Moment): Promise<boolean> {
    const { results, make, count } = ground();
    const { id, ministry, state } = stored;
    const passId = passOf(id, state);
    const pass = await results.pass(passId, moment.now);
    const saved = async (content: Pass) => {
      if (!(await results.save(passId, pass.version, content)))
        throw new Error(`import ${id} is gone on with elsewhere`);
    };
    // what a check has seen is in the memory of a process: without it, it is made from the beginning
    const isLost = state.dryRun && pass.content.counts.rows > 0 && open.get(passId)?.at !== pass.content.counts.rows;
    const { counts, batches } = isLost ? { counts: noCounts, batches: 0 } : pass.content;
    try {
      const file = await fileAt(passId, stored, counts.rows);
      const ready = await nextBatch(file, stored, moment.today);
      if (ready.rows.length === 0) {
        await finish(stored, 'finished', moment);
        return false;
      }
      const made = await make(
        {
          ready,
          ministry,
          dryRun: state.dryRun,
          actor: file.by,
          seen: state.dryRun ? file.seen : { persons: new Map() },
          begin: (making) => results.begin(passId, batches, making),
        },
        moment,
      );
      await results.end(pass, batches, made);
      await saved({ ...pass.content, counts: countsWith(counts, made), batches: batches + 1, columns: file.columns });
      file.at += ready.rows.length;
      count(made);
      return true;
    } catch (error) {
      forget(passId);
      if (!(error instanceof FileFault)) throw error;
      await saved({ ...pass.content, failure: { code: error.code, values: error.values } });
      await finish(stored, 'failed', moment);
      return false;
    }
  }

  const jobs = eventing.job<JobInput>({
    name: 'person-imports.rows',
    async step({ id }, _after, moment) {
      for (let no = 0; no < BATCHES; no += 1) {
        const stored = await ground().store.load(id);
        if (stored?.state.status !== 'running') {
          for (const dryRun of [true, false]) forget(passOf(id, { dryRun }));
          return { next: undefined, changed: 0 };
        }
        if (!(await batch(stored, moment))) return { next: undefined, changed: 0 };
      }
      return { next: 'more', changed: 0 };
    },
  });

  const keyOf = (id: string, dryRun: boolean) => `${id}:${dryRun ? 'check' : 'import'}`;
  const isOld = (since: Date, days: number, now: Date) => now.getTime() - since.getTime() > days * DAY_MS;

  /** What was cut short between its state and what follows from it, and what nobody goes on with. */
  async function tend(id: string, moment: Moment): Promise<void> {
    const { store, files } = ground();
    const stored = await store.load(id);
    if (stored === undefined) return;
    const { status, dryRun } = stored.state;
    if (status === 'running') return jobs.begin(keyOf(id, dryRun), { id });
    const isWaiting = status === 'receiving' || status === 'checked';
    if (isWaiting && isOld(stored.at, ABANDONED_DAYS, moment.now)) {
      await store.change(id, command(moment, stored, 'abandonment'), ({ state }) =>
        end(state, 'cancelled', moment.today),
      );
      return files.destroy(id);
    }
    if (!isWaiting) await files.destroy(id);
  }

  async function tendResults({ id, version, content }: KeptRecord<Pass>, now: Date): Promise<void> {
    if (isOld(new Date(content.startedAt), RESULT_DAYS, now)) await ground().results.destroy({ id, version, content });
  }

  eventing.job<Record<string, never>>({
    name: 'person-imports.tend',
    everyMs: EVERY_MS,
    async step(_input, after, moment) {
      const { items, next } = await ground().files.page(after, PAGE);
      for (const { id } of items) await tend(id, moment);
      return { next, changed: 0 };
    },
  });
  eventing.job<Record<string, never>>({
    name: 'person-imports.results',
    everyMs: DAY_MS / 24,
    async step(_input, after, { now }) {
      const { items, next } = await ground().results.kept(after, PAGE);
      for (const one of items) await tendResults(one, now);
      return { next, changed: 0 };
    },
  });

  return {
    begin: (id, dryRun) => jobs.begin(keyOf(id, dryRun), { id }),
    close: (id) => ground().files.destroy(id),
    async running() {
      return (await ground().store.page({ status: 'running' }, { limit: PAGE })).items.length;
    },
  };
}
