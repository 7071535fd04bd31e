// A page of steps as a CSV file.
import { type Language, pillarTitle, type RoadmapStep, roadmapStepMessages, show } from '@tributary/contracts';
import { csvFile } from '@tributary/service-kit';

const columns = [
  'code',
  'pillar',
  'pillarTitle',
  'horizon',
  'title',
  'action',
  'owner',
  'status',
  'reasonCode',
  'dueOn',
  'setOn',
  'dependsOn',
  'doneWhen',
  'evidence',
  'support',
] as const;

/** @param labelled whether the header holds labels in the language instead of keys */
export const stepsFile = (steps: readonly RoadmapStep[], language: Language, labelled: boolean): Buffer =>
  csvFile(
    columns.map((key) => ({
      key,
      header: labelled ? roadmapStepMessages.say(language, `columns.${key}`) : key,
      isFigure: false,
    })),
    steps.map((step) => rowOf(step, language)),
  );

/** Lists are written as one text, their entries parted by semicolons. */
function rowOf(step: RoadmapStep, language: Language): Readonly<Record<(typeof columns)[number], string | null>> {
  const { code, pillar, horizon, title, action, owner, status, reasonCode, dueOn, setOn, doneWhen } = step;
  return {
    code,
    pillar,
    pillarTitle: show(pillarTitle(pillar), language).text,
    horizon,
    title: show(title, language).text,
    action: action ? show(action, language).text : null,
    owner,
    status,
    reasonCode: reasonCode ?? null,
    dueOn,
    setOn,
    dependsOn: step.dependsOn.join('; '),
    doneWhen: doneWhen ? show(doneWhen, language).text : null,
    evidence: step.evidence.map((one) => `${one.title} (${one.reference}, ${one.on})`).join('; '),
    support: step.support.map(({ kind, institution }) => `${institution} ${kind}`).join('; '),
  };
}
