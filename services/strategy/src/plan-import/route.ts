// The import of a plan version as its route answers it.
import type { importPlan } from '@tributary/contracts';
import type { Handler } from '@tributary/service-kit';
import type { ImportPlan } from './import.ts';
import { rowsOf } from './rows-of.ts';

/** Answers with what was found in the file, 201 where it was stored. */
export const answering =
  (importVersion: ImportPlan): Handler<typeof importPlan> =>
  async ({ params, query, body, language, context }) => {
    const request = { ...params, file: rowsOf(body), dryRun: query.dryRun === 'true', language };
    const imported = await importVersion(request, context);
    if ('rejection' in imported) return { outcome: { kind: 'rejected', rejection: imported.rejection } };
    if (!imported.stored) return { reply: { body: imported.result } };
    const location = `/strategy/v1/plans/${params.code}/versions/${params.version}`;
    return { reply: { status: 201, body: imported.result, headers: { location } } };
  };
