// What can be done with programmes: they are opened, their rules are written by one person and published by another.
import {
  accept,
  decideChange,
  decideNew,
  draftRules,
  openProgramme,
  type Programme,
  type ProgrammeRules,
  programmeOpened,
  programmeRevised,
  programmeRulesPublished,
  publishRules,
  type Rejection,
  type RuleCode,
  type RuleFault,
  reject,
} from '@tributary/contracts';
import { type ExpressionFault, eligibilityOf } from '@tributary/match-engine';
import { publishedRules } from './rules-in-force.ts';

export const open = decideNew(openProgramme, (opening) =>
  accept({ ...opening, versions: [] }, programmeOpened(opening)),
);

const versionOf = ({ versions }: Programme, name: string) => versions.find(({ rulesVersion }) => rulesVersion === name);

/** Writes a version of the rules. Whoever wrote it last has written all of it. */
export const draft = decideChange(draftRules, (programme, written, { by }) => {
  const { rulesVersion, rules } = written;
  const before = versionOf(programme, rulesVersion);
  if (before?.publishedOn !== undefined) return reject('RULES_PUBLISHED', { rulesVersion, programme: programme.code });
  const faults = expressionFaults(rules, programme.currency);
  if (faults.length > 0) return reject('VALIDATION', {}, faults);
  const version = { ...written, draftedBy: by };
  const versions = before
    ? programme.versions.map((one) => (one === before ? version : one))
    : [...programme.versions, version];
  return accept({ ...programme, versions }, programmeRevised({}));
});

/** Refuses the person who wrote a version, whatever has become of it. */
export const byAnother = (
  programme: Programme,
  { rulesVersion }: { readonly rulesVersion: string },
  { by }: { readonly by: string },
): Rejection<'FOUR_EYES'> | undefined =>
  versionOf(programme, rulesVersion)?.draftedBy === by ? reject('FOUR_EYES') : undefined;

/** Puts a version in force; from now on nothing changes it. Published versions follow one another in their days of effect. */
export const publish = decideChange(publishRules, (programme, { rulesVersion, publishedOn }) => {
  const version = versionOf(programme, rulesVersion);
  if (version === undefined) return reject('NOT_FOUND');
  const { code } = programme;
  if (version.publishedOn !== undefined) return reject('RULES_PUBLISHED', { rulesVersion, programme: code });
  const { effectiveFrom, rules } = version;
  const last = publishedRules(programme).at(-1);
  if (last !== undefined && effectiveFrom < last.effectiveFrom) {
    return reject('RULES_OVERTAKEN', { last: last.rulesVersion, from: last.effectiveFrom, given: effectiveFrom });
  }
  const versions = [...programme.versions.filter((one) => one !== version), { ...version, publishedOn }];
  const roles = [...new Set(rules.match?.parties.map(({ role }) => role))];
  return accept({ ...programme, versions }, programmeRulesPublished({ code, rulesVersion, effectiveFrom, roles }));
});

const codes: Readonly<Record<ExpressionFault['reason'], RuleCode>> = {
  SYNTAX: 'EXPRESSION_SYNTAX',
  TYPES: 'EXPRESSION_TYPES',
  NOT_BOOLEAN: 'EXPRESSION_NOT_BOOLEAN',
  NOT_CALLABLE: 'EXPRESSION_NOT_CALLABLE',
  NESTED: 'EXPRESSION_NESTED',
};

/** Each expression that could not be decided for any application, at its place in the body. */
function expressionFaults({ facts, eligibility, earmarks }: ProgrammeRules, currency: string): readonly RuleFault[] {
  const asked = earmarks.map(({ code, label, expression }) => ({ code, label, expression, reasonCode: code }));
  return [['eligibility', eligibility] as const, ['earmarks', asked] as const].flatMap(([field, conditions]) =>
    eligibilityOf({ facts, eligibility: conditions }, currency).faults.map(
      ({ at, fault: { reason, detail } }): RuleFault => ({
        pointer: `/rules/${field}/${at}/expression`,
        code: codes[reason],
        values: { detail },
      }),
    ),
  );
}
