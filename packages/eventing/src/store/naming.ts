// An erasure that comes between a command's look for tombstones and its write: the document itself says whom it came to
// name, until somebody has looked again after the write. Whoever was erased meanwhile is taken out, by the command or,
// where a crash cut that short, by a job: however late the write came, it carries its own reminder.

import type { Moment } from '@tributary/contracts';
import { describeFailure, TransientFailure } from '../consume/failure.ts';
import { serviceActor } from '../own-command.ts';
import type { JobStep } from '../ports/jobs.ts';
import type { AggregateDocument } from './documents.ts';
import { freshIn } from './step.ts';
import type { StoreParts, Writer } from './writer.ts';

/** Documents of one step. */
const PAGE = 100;

export interface NamingSweep {
  /** Looks again for whom an aggregate came to name. @returns whether somebody was taken out */
  look(id: string, moment: Moment): Promise<boolean>;
  /** One page of those that nobody has looked at since; again and again has the same effect. */
  step(after: string | undefined, moment: Moment): Promise<JobStep>;
}

export function createNamingSweep<State extends object>(
  { definition, documents, buried }: StoreParts<State>,
  writer: Pick<Writer<State>, 'advance'>,
): NamingSweep {
  const { names, service } = definition;

  /** Takes out one of them. */
  async function takeOut(before: AggregateDocument<State>, moment: Moment): Promise<'clean' | 'changed' | 'again'> {
    const erased = await buried(before.naming);
    const left = before.erased ? [] : (names?.of(before.state).filter((subject) => erased.has(subject)) ?? []);
    const [subject] = left;
    if (names === undefined || subject === undefined) {
      await documents().named(before.id, before);
      return 'clean';
    }
    const by = serviceActor(service, before.ministry);
    const accepted = names.without(before.state, subject);
    if (names.of(accepted.state).includes(subject))
      throw new TypeError(`${definition.name} still names whom it forgot`);
    const origin = { ...moment, by, traceparent: undefined, hops: 0 };
    const written = await writer.advance(before, { accepted, origin });
    if ('rejected' in written)
      throw new TransientFailure(`${definition.name} ${before.id} takes no change at the moment`);
    return 'document' in written ? 'changed' : 'again';
  }

  async function look(id: string, moment: Moment): Promise<boolean> {
    for (let changed = false; ; ) {
      const before = await documents().find(id);
      if (before === undefined || before.naming.length === 0) return changed;
      const outcome = await takeOut(before, moment);
      if (outcome === 'clean') return changed;
      if (outcome === 'changed') changed = true;
    }
  }

  return {
    look,
    async step(after, moment) {
      const found = await documents().withNaming(after, PAGE);
      let changed = 0;
      for (const { id } of found) if (await look(id, moment)) changed += 1;
      return { next: found.length < PAGE ? undefined : found.at(-1)?.id, changed };
    },
  };
}

/** A writer that looks again for tombstones after each write that came to name somebody. */
export function lookingAfterwards<State extends object>(
  { definition, buried, log }: StoreParts<State>,
  writer: Writer<State>,
  { look }: NamingSweep,
): Writer<State> {
  /** The write stands whatever becomes of this: what is not done here is left to the job. */
  async function lookAfter(id: string, named: readonly string[], moment: Moment): Promise<void> {
    if (named.length === 0) return;
    try {
      if ((await buried(named)).size > 0) await look(id, moment);
    } catch (error) {
      log.warn({ aggregate: definition.name, id, error: describeFailure(error) }, 'whom it names is looked at later');
    }
  }

  return {
    async create(id, ministry, change) {
      const written = await writer.create(id, ministry, change);
      if ('document' in written) await lookAfter(id, written.document.naming, change.origin);
      return written;
    },
    async createAll(aggregates, origin) {
      const written = await writer.createAll(aggregates, origin);
      if ('rejected' in written) return written;
      for (const { id, accepted } of aggregates) {
        await lookAfter(id, freshIn(definition, undefined, accepted.state), origin);
      }
      return written;
    },
    async advance(before, change) {
      const written = await writer.advance(before, change);
      if ('document' in written) await lookAfter(before.id, written.document.naming, change.origin);
      return written;
    },
  };
}
