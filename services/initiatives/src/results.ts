// Indicators and results of initiatives over HTTP, with the files of evidence and the verifier that a decision needs.
import type { Given, initiative, listResults, reportResult } from '@tributary/contracts';
import { type CheckedRequest, found, type Handler } from '@tributary/service-kit';
import type { ServedAggregate } from '@tributary/service-kit/compose';
import { refuseDangling } from './application/evidence.ts';
import type { Proof } from './award/tranches.ts';
import { define } from './initiative/indicators.ts';
import { type EvidenceCited, report, resultsRead, verify } from './initiative/results.ts';
import type { Upstream } from './upstream/upstream.ts';

type RequestOfAny = CheckedRequest<unknown, unknown, unknown>;

/** What results lean on. */
interface Ground {
  /** reads the files of evidence on which an award can lean */
  readonly proving: (command: unknown, awardId: string) => Promise<Proof>;
}

/** The handlers of the routes of indicators and results. */
export function resultsOf(initiatives: ServedAggregate<typeof initiative.state, Upstream>, { proving }: Ground) {
  const { store } = initiatives;

  /** Files are those of the application for which the award of an initiative was granted. */
  async function citedBy({ evidence: cited = [] }: Given<typeof reportResult>, id: string): Promise<EvidenceCited> {
    if (cited.length === 0) return {};
    const awardId = (await store.load(id))?.state.awardId;
    const { evidence } = awardId === undefined ? {} : await proving(undefined, awardId);
    return { dangling: refuseDangling(evidence, cited, '/evidence') };
  }

  const list: Handler<typeof listResults> = async ({ params, query }) => {
    const stored = await store.load(params.id);
    return found(stored && resultsRead(stored.state, query));
  };

  return {
    defineIndicator: initiatives.changes(define),
    reportResult: initiatives.changes(report, { reads: citedBy }),
    verifyResult: (asked: RequestOfAny) => {
      const reads = async (_command: unknown, id: string) => {
        const { roles = [], ministry } = asked.actor ?? {};
        return { verifier: { roles, isOwn: (await store.load(id))?.ministry === ministry } };
      };
      return initiatives.changes(verify, { reads })(asked);
    },
    listResults: list,
  };
}
