// programmes/funnel: what became of the applications of each call. An application is private to its ministry; this
// counts them, and names none.
import { programmesFunnelMessages, show } from '@tributary/contracts';
import type { Pausing } from '@tributary/eventing';
import { type ApplicationRow, applications } from '../../read-models/applications.ts';
import { type AwardRow, awards } from '../../read-models/awards.ts';
import { type CallRow, calls } from '../../read-models/calls.ts';
import { programmes } from '../../read-models/programmes.ts';
import { medianOf } from '../median.ts';
import { defineReport, TOTALS } from '../report.ts';
import { type CallCounts, countIn, noCounts } from './call-counts.ts';
import { columns, footer } from './columns.ts';

interface Rows {
  readonly calls: ReadonlyMap<string, CallRow>;
  readonly applications: ReadonlyMap<string, ApplicationRow>;
  readonly awards: ReadonlyMap<string, AwardRow>;
}

export const programmesFunnel = defineReport({
  key: 'programmes/funnel',
  parameters: ['to', 'asOf', 'lang', 'format'],
  reads: { programmes, calls, applications, awards },
  columns,
  footer,
  say: programmesFunnelMessages.say,
  *fold(rows, { language }) {
    const { byCall, all } = yield* countsOf(rows);
    const shown = [...byCall]
      .map(([id, counts]) => ({ opening: rows.calls.get(id)?.opening, counts }))
      .flatMap(({ opening, counts }) => (opening === undefined ? [] : [{ ...opening, counts }]))
      .sort((one, other) => (`${one.opensOn} ${one.code}` < `${other.opensOn} ${other.code}` ? -1 : 1))
      .map(({ code, title, programmeId, counts }) => {
        const { text, lang } = show(title, language);
        const programme = rows.programmes.get(programmeId)?.code ?? null;
        return {
          code,
          title: text,
          titleLang: lang,
          programme,
          ...cellsOf(counts),
          medianDaysToSigned: medianOf(counts.daysToSigned),
          medianDaysToFirstPaid: medianOf(counts.daysToFirstPaid),
        };
      });
    const total = {
      code: TOTALS,
      title: programmesFunnelMessages.say(language, 'total'),
      titleLang: language,
      programme: null,
      ...cellsOf(all),
      medianDaysToSigned: null,
      medianDaysToFirstPaid: null,
    };
    return { plan: undefined, rows: [...shown, total], footer: {} };
  },
});

/** Counts of each call that was opened, and of all of them together. */
function* countsOf({ calls: opened, applications: received, awards: granted }: Rows): Pausing<{
  readonly byCall: ReadonlyMap<string, CallCounts>;
  readonly all: CallCounts;
}> {
  const byCall = new Map<string, CallCounts>();
  for (const [id, { opening }] of opened) if (opening !== undefined) byCall.set(id, noCounts());
  const awardOf = new Map<string, AwardRow>();
  for (const award of granted.values()) {
    yield;
    if (award.grant?.applicationId !== undefined) awardOf.set(award.grant.applicationId, award);
  }
  const all = noCounts();
  for (const [id, application] of received) {
    yield;
    const { submission } = application;
    const counts = submission && byCall.get(submission.callId);
    if (submission === undefined || counts === undefined) continue;
    for (const each of [counts, all]) countIn(each, application, submission, awardOf.get(id));
  }
  return { byCall, all };
}

const cellsOf = (counts: CallCounts) => ({
  received: counts.received,
  pending: counts.pending,
  eligible: counts.eligible,
  ineligible: counts.ineligible,
  reviewed: counts.reviewed,
  approved: counts.approved,
  declined: counts.declined,
  withdrawn: counts.withdrawn,
  signed: counts.signed,
  firstPaid: counts.firstPaid,
  rejections: [...counts.reasons].map(([code, count]) => `${code} ${count}`).sort(),
});
