// The roadmap over HTTP: its pillars, and its steps with the order in which they can be done.
import {
  getRoadmapStep,
  getSupportOffer,
  keyOf,
  pillarAbout,
  pillars,
  pillarTitle,
  type RoadmapStep,
  roadmapStep,
  type SupportOffer,
  supportOffer,
} from '@tributary/contracts';
import { type CommandContext, type Eventing, naturalId } from '@tributary/eventing';
import { type Answer, type CheckedRequest, found, type PageAsked } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import { pageOfMany } from './page-of-many.ts';
import { admissionsOf } from './roadmap-step/admission.ts';
import { set } from './roadmap-step/decisions.ts';
import { stepsFile } from './roadmap-step/file.ts';
import { isOpen, offer, withdraw } from './support-offer/decisions.ts';

type RequestOfAny = CheckedRequest<unknown, unknown, unknown>;
type OffersAsked = CheckedRequest<{ readonly code: string }, PageAsked, unknown>;
type StepsPage = {
  readonly reply: { readonly body: { readonly items: readonly RoadmapStep[]; readonly next: string | null } };
};

const shownPillars = pillars.map((code) => ({ code, title: pillarTitle(code), about: pillarAbout(code) }));

const idOf = (code: string): string => naturalId(keyOf(roadmapStep, { code }));

const shownOffer = (id: string, { institution, kind, title, languages, startsOn, endsOn }: SupportOffer) => ({
  id,
  institution,
  kind,
  title,
  languages,
  startsOn,
  endsOn,
});

/** The handlers of the routes of the roadmap. */
export function roadmapOf(eventing: Eventing, log: { warn(values: object, words: string): void }) {
  const steps = serveAggregate(eventing, roadmapStep, {});
  const admissions = admissionsOf(eventing, () => steps.store);
  const offers = serveAggregate(eventing, supportOffer, {});
  const { list, get } = steps.reads(getRoadmapStep);
  const offerReads = offers.reads(getSupportOffer);

  /** Sets a step once the order of the roadmap admits it, and gives back what it was admitted for if it is not written. */
  async function setStep(asked: RequestOfAny): Promise<Answer<never>> {
    const context: CommandContext = asked.context;
    const claim = context.newId();
    let claimed: string | undefined;
    try {
      return await steps.puts(set, {
        reads(command) {
          claimed = command.code;
          return admissions.admit(command, claim, context);
        },
      })(asked);
    } finally {
      const code = claimed;
      if (code !== undefined) {
        await admissions.settle(code, claim).catch((error: unknown) => {
          log.warn({ err: error, code }, 'what a step holds is noted in the order of the roadmap later');
        });
      }
    }
  }

  async function listSteps(asked: RequestOfAny): Promise<Answer<never>> {
    const { format, lang } = asked.query as { readonly format: 'json' | 'csv'; readonly lang?: string };
    const page = await list(asked);
    if (format === 'json') return page;
    const { language } = asked;
    const { body } = (page as unknown as StepsPage).reply;
    return {
      bytes: {
        bytes: stepsFile(body.items, language, lang !== undefined),
        mediaType: 'text/csv',
        headers: {
          'content-language': language,
          vary: 'Accept-Language',
          'content-disposition': 'attachment; filename="roadmap-steps.csv"',
        },
        next: body.next ?? undefined,
      },
    };
  }

  /** The steps among some codes that the roadmap does not have. */
  async function missingAmong(codes: readonly string[]): Promise<readonly string[]> {
    const read = await Promise.all(codes.map((code) => steps.store.load(idOf(code))));
    return codes.filter((_code, at) => read[at] === undefined);
  }

  async function offersOf({ code, today, ...page }: PageAsked & { readonly code: string; readonly today: string }) {
    const step = await steps.store.load(idOf(code));
    if (step === undefined) return undefined;
    const { pillar } = step.state;
    return pageOfMany(offers.store, [{ steps: code }, { pillars: pillar }], page, ({ id, state }) =>
      isOpen(state, today) ? shownOffer(id, state) : undefined,
    );
  }

  return {
    listPillars: async () => ({ reply: { body: { pillars: shownPillars } } }),
    setRoadmapStep: setStep,
    listRoadmapSteps: listSteps,
    getRoadmapStep: get,
    offerSupport: offers.creates(offer, {
      reads: async ({ steps: named }) => ({ missing: await missingAmong(named) }),
    }),
    withdrawSupportOffer: offers.changes(withdraw),
    listSupportOffers: offerReads.list,
    getSupportOffer: offerReads.get,
    listOffersOfStep: async ({ params, query, context }: OffersAsked) =>
      found(await offersOf({ ...params, ...query, today: context.today })),
  };
}
