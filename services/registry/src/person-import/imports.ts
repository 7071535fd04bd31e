// Imports of persons over HTTP: a file is sealed as it comes in, its rows are gone through by a job, and who sent a file or
// took its results is in the audit before either is answered.
import { createHash } from 'node:crypto';
import {
  getPersonImport,
  getPersonImportMapping,
  type getPersonImportResults,
  IdParams,
  type ImportFileState,
  keyText,
  type Moment,
  type PersonImport,
  personImport,
  personImportMapping,
  type Rejection,
  reject,
  type sendPersonImportFile,
} from '@tributary/contracts';
import { type Actor, type Eventing, naturalId, ownCommand, type Stored } from '@tributary/eventing';
import type { KeyRing } from '@tributary/privacy';
import { type Answer, type CheckedRequest, found, type Handler, Refusal, type Upload } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import type { Audit } from '../vault/audit.ts';
import { cancel, keepMapping, type Named, open, received, start } from './decisions.ts';
import { charsetProbe } from './file/charset.ts';
import { faultInWords } from './form/file-fault.ts';
import { type GoingGround, goingOf } from './going.ts';
import { importsWatch } from './imports-watch.ts';
import { type MakingGround, makingOf } from './making.ts';
import { resultFile } from './result-file.ts';
import { noCounts, passOf, resultsOf } from './results.ts';
import { sealedFilesOf } from './sealed-file.ts';

export interface ImportsGround {
  readonly keys: KeyRing;
  readonly persons: () => MakingGround & Pick<GoingGround, 'blindingOf'>;
  readonly audit: () => Pick<Audit, 'record'>;
  readonly now: () => Date;
}

type Asked = CheckedRequest<unknown, unknown, unknown>;

/** Bytes of a piece as it is kept: what was cut short loses nothing but what had not arrived. */
const PIECE = 256 * 1024;
const mediaTypes = { ndjson: 'application/x-ndjson', csv: 'text/csv' } as const;

const mappingKey = (ministryCode: string, name: string): string =>
  keyText({ of: 'person-import-mapping', fields: ['ministryCode', 'name'] }, { ministryCode, name });

/** The imports of persons, and the handlers of their routes. */
export function importsOf(eventing: Eventing, { keys, persons, audit, now }: ImportsGround) {
  const served = serveAggregate(eventing, personImport, {});
  const mappings = serveAggregate(eventing, personImportMapping, {});
  const { store } = served;
  const files = sealedFilesOf(eventing, keys);
  const results = resultsOf(eventing, keys);
  const watch = importsWatch({ running: () => going.running(), now });
  eventing.job(watch.job);
  const going = goingOf(eventing, () => ({
    store,
    files,
    results,
    count: watch.count,
    make: (asked, moment) => makingOf(persons())(asked, moment),
    blindingOf: (ministry) => persons().blindingOf(ministry),
  }));

  async function known({
    params,
    mayTouch,
  }: Pick<Asked, 'params' | 'mayTouch'>): Promise<Stored<PersonImport> | undefined> {
    const stored = await store.load(IdParams.parse(params).id);
    return stored !== undefined && mayTouch(stored.ministry) ? stored : undefined;
  }

  const note = (what: string, actor: Actor | undefined, at: Date) =>
    audit().record({ persons: [], actor, at, purpose: 'PERSON_IMPORT', what, fields: {} });

  /** All of the file is there: it must be the one that was told. */
  async function complete(
    { id, ministry, state }: Stored<PersonImport>,
    { actor, ...moment }: Moment & { readonly actor: Actor },
  ) {
    const hash = createHash('sha256');
    const probe = charsetProbe();
    for await (const piece of files.read(id)) {
      hash.update(piece);
      probe.add(piece);
    }
    const given = hash.digest('hex');
    if (given !== state.sha256) {
      await files.empty(id);
      throw new Refusal('EVIDENCE_OF_OTHER_DIGEST', { values: { given, sha256: state.sha256 } });
    }
    await files.complete(id, probe.end());
    await note(`import-file ${id}`, actor, moment.now);
    const path = '/v1/person-imports';
    const command = ownCommand(moment, {
      actor: { ...actor, ministry },
      route: `POST ${path}/{id}/file`,
      target: `${path}/${id}/file`,
    });
    const outcome = await store.change(id, command, ({ state: now }) => received(now, moment.today));
    if (outcome.kind === 'rejected') throw new Refusal(outcome.rejection.rejected, outcome.rejection);
    await going.begin(id, state.dryRun);
  }

  /** Keeps what arrives, piece by piece; what had arrived before a connection was cut is kept, too. */
  async function append(id: string, from: number, limit: number, upload: Upload, moment: Moment): Promise<number> {
    let offset = from;
    let waiting: Buffer[] = [];
    let bytes = 0;
    const keep = async () => {
      if (bytes === 0) return;
      const kept = await files.append(id, offset, Buffer.concat(waiting), moment);
      if (kept === false)
        throw new Refusal('UPLOAD_OFFSET', { values: { given: offset, offset: (await files.state(id))?.offset ?? 0 } });
      offset = kept;
      waiting = [];
      bytes = 0;
    };
    try {
      for await (const chunk of upload.open() as AsyncIterable<Buffer>) {
        if (offset + bytes + chunk.length > limit) throw new Refusal('BODY_TOO_LARGE', { values: { limit } });
        waiting.push(chunk);
        bytes += chunk.length;
        if (bytes >= PIECE) await keep();
      }
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'MALFORMED_BODY') await keep();
      throw error;
    }
    await keep();
    return offset;
  }

  const send: Handler<typeof sendPersonImportFile> = async (asked) => {
    const stored = await known(asked);
    const { upload, query, context } = asked;
    if (stored === undefined || upload === undefined) return found<ImportFileState>(undefined);
    const { id, state } = stored;
    if (state.status !== 'receiving')
      return refused(reject('WRONG_STATE', { state: state.status, needed: 'receiving' }));
    await files.begin(id, context.actor);
    const { offset = 0 } = (await files.state(id)) ?? {};
    if (query.offset !== offset) return refused(reject('UPLOAD_OFFSET', { given: query.offset, offset }));
    const now = await append(id, offset, state.bytes, upload, context);
    if (now === state.bytes) await complete(stored, context);
    return { reply: { body: { offset: now, bytes: state.bytes, complete: now === state.bytes } } };
  };

  const download: Handler<typeof getPersonImportResults> = async (asked) => {
    const stored = await known(asked);
    if (stored === undefined) return found<never>(undefined);
    const { query, actor, context, language } = asked;
    const { id, state } = stored;
    const rows = (await results.read(passOf(id, state))) ?? (await results.read(passOf(id, { dryRun: true })));
    if (rows === undefined) return refused(reject('GONE'));
    await note(`import-results ${id}`, actor, context.now);
    const { format, outcome } = query;
    const bytes = await resultFile({
      rows,
      format,
      outcome,
      language,
      dryRun: state.dryRun,
      buried: eventing.tombstones.buried,
    });
    const headers = {
      'content-disposition': `attachment; filename="person-import-${id}.${format}"`,
    };
    return { bytes: { bytes, mediaType: mediaTypes[format], headers } };
  };

  /** What is told of an import beside its state. */
  async function progressOf(id: string, state: Pick<PersonImport, 'dryRun'>, language: Asked['language']) {
    const pass = (await results.peek(passOf(id, state)))?.content;
    return {
      progress: pass?.counts ?? noCounts,
      ...(pass?.columns && { readAs: pass.columns }),
      ...(pass?.failure && { failure: { code: pass.failure.code, detail: faultInWords(pass.failure, language) } }),
    };
  }

  const reads = served.reads(getPersonImport);
  const mappingReads = mappings.reads(getPersonImportMapping);
  type ShownImport = PersonImport & { readonly id: string };
  const bodyOf = (answer: Answer) => ('reply' in answer ? answer.reply : undefined);

  const readMapping = async (
    { mapping }: { readonly mapping?: string | undefined },
    ministry: string,
  ): Promise<Named> => {
    if (mapping === undefined) return { kept: undefined };
    return { kept: (await mappings.store.load(naturalId(mappingKey(ministry, mapping))))?.state };
  };

  return {
    measures: watch.measures,
    handlers: {
      openPersonImport: async (asked: Asked) => {
        const reading = (command: { readonly mapping?: string | undefined }) =>
          readMapping(command, asked.actor?.ministry ?? '');
        const answer = await served.creates(open, { reads: reading })(asked);
        if ('outcome' in answer && answer.outcome.kind === 'acknowledged') {
          await files.begin(answer.outcome.reply.id, asked.context.actor);
        }
        return answer;
      },
      listPersonImports: async (asked: Asked) => {
        const answer = await reads.list(asked);
        const page = bodyOf(answer)?.body as { items: readonly ShownImport[]; next: string | null } | undefined;
        if (page === undefined) return answer;
        const items = await Promise.all(
          page.items.map(async (one) => ({ ...one, ...(await progressOf(one.id, one, asked.language)) })),
        );
        return { reply: { body: { ...page, items } as never } };
      },
      getPersonImport: async (asked: Asked) => {
        const answer = await reads.get(asked);
        const one = bodyOf(answer)?.body as ShownImport | undefined;
        if (one === undefined) return answer;
        return { reply: { body: { ...one, ...(await progressOf(one.id, one, asked.language)) } as never } };
      },
      startPersonImport: async (asked: Asked) => {
        const answer = await served.changes(start)(asked);
        if ('outcome' in answer && answer.outcome.kind === 'acknowledged')
          await going.begin(answer.outcome.reply.id, false);
        return answer;
      },
      cancelPersonImport: async (asked: Asked) => {
        const answer = await served.changes(cancel)(asked);
        if ('outcome' in answer && answer.outcome.kind === 'acknowledged') await going.close(answer.outcome.reply.id);
        return answer;
      },
      sendPersonImportFile: send,
      getPersonImportFile: async (asked: Asked): Promise<Answer<ImportFileState>> => {
        const stored = await known(asked);
        if (stored === undefined) return found<ImportFileState>(undefined);
        const { bytes, status } = stored.state;
        const there = await files.state(stored.id);
        if (there === undefined) return refused(reject('WRONG_STATE', { state: status, needed: 'receiving' }));
        return { reply: { body: { offset: there.offset, bytes, complete: there.offset === bytes } } };
      },
      getPersonImportResults: download,
      listPersonImportMappings: mappingReads.list,
      getPersonImportMapping: mappingReads.get,
      setPersonImportMapping: mappings.puts(keepMapping),
    },
  };
}

const refused = (rejection: Rejection): Answer<never> => ({ outcome: { kind: 'rejected', rejection } });
