// Which events of others an aggregate has answered: the newest of each subject, near as long as there is room.
import type { AggregateDocument, MovedSources, Source, Sources } from './documents.ts';

/** Bytes of sources in one aggregate's document, roughly; beyond, they move to a collection of their own. */
export const SOURCES_BYTES = 64 * 1024;
/** Bytes of a source beside its subject. */
const SOURCE_FRAME = 12;

/** The sources that have to move before `source` finds room; none where it does. */
export function crowdedOut(sources: Sources, { subject }: Source): Sources {
  if (subject in sources) return {};
  const bytes = Object.keys(sources).reduce((sum, name) => sum + name.length + SOURCE_FRAME, 0);
  return bytes + subject.length + SOURCE_FRAME > SOURCES_BYTES ? sources : {};
}

/** Whether the source's event, or a later one, had its effect already. */
export async function hasSeen(
  document: Pick<AggregateDocument<object>, 'id' | 'sources' | 'sourcesMoved'> | undefined,
  { subject, seq }: Source,
  moved: MovedSources['movedSource'],
): Promise<boolean> {
  if (document === undefined) return false;
  const near = document.sources[subject];
  const newest = near ?? (document.sourcesMoved ? await moved(document.id, subject) : undefined) ?? 0;
  return newest >= seq;
}
