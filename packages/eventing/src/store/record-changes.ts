// Changes of one record by many: what is kept is decided by what is there, and decided again where that was another one's.
import { TransientFailure } from '../consume/failure.ts';
import type { RecordStore, Records } from '../ports/beside-aggregates.ts';
import { createTurns, deadlineOf, untilAnswered } from './turns.ts';

/** Records with what changes one of them by what it holds. */
export function withChanges<Content extends object>(records: RecordStore<Content>): Records<Content> {
  const turns = createTurns();
  return {
    ...records,
    async change(id, next) {
      const deadline = deadlineOf({});
      const done = await turns.take(id, deadline, () =>
        untilAnswered(deadline, async () => {
          const kept = await records.read(id);
          const { content, answer } = await next(kept?.content);
          if (content === undefined || content === kept?.content) return { answer };
          const isSaved =
            kept === undefined ? await records.insert(id, content) : await records.replace(id, kept.version, content);
          return isSaved ? { answer } : undefined;
        }),
      );
      if (done === undefined) throw new TransientFailure('a record is changed by too many at once');
      return done.answer;
    },
  };
}
