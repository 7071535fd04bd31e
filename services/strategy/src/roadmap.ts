// The roadmap over HTTP: its pillars, and its steps with the order in which they can be done.
import { getRoadmapStep, pillarAbout, pillars, pillarTitle, type RoadmapStep, roadmapStep } from '@tributary/contracts';
import type { CommandContext, Eventing } from '@tributary/eventing';
import type { Answer, CheckedRequest } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import { admissionsOf } from './roadmap-step/admission.ts';
import { set } from './roadmap-step/decisions.ts';
import { stepsFile } from './roadmap-step/file.ts';

type RequestOfAny = CheckedRequest<unknown, unknown, unknown>;
type Page = {
  readonly reply: { readonly body: { readonly items: readonly RoadmapStep[]; readonly next: string | null } };
};

const shownPillars = pillars.map((code) => ({ code, title: pillarTitle(code), about: pillarAbout(code) }));

/** The handlers of the routes of the roadmap. */
export function roadmapOf(eventing: Eventing, log: { warn(values: object, words: string): void }) {
  const steps = serveAggregate(eventing, roadmapStep, {});
  const admissions = admissionsOf(eventing, () => steps.store);
  const { list, get } = steps.reads(getRoadmapStep);

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
    const { body } = (page as unknown as Page).reply;
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

  return {
    listPillars: async () => ({ reply: { body: { pillars: shownPillars } } }),
    setRoadmapStep: setStep,
    listRoadmapSteps: listSteps,
    getRoadmapStep: get,
  };
}
