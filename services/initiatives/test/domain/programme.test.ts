// The rules of a programme: written by one person, published by another, and in force from their day on.
import {
  given as givenForm,
  isRejection,
  type Programme,
  ProgrammeRules,
  programmeOpened,
  programmeRevised,
  programmeRulesPublished,
} from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { byAnother, draft, open, publish } from '../../src/programme/decisions.ts';
import { rulesInForce, standingsOf } from '../../src/programme/rules-in-force.ts';
import { surroundings } from './known.ts';

const opening = {
  code: 'TOWN',
  title: { en: 'Hometown Match (sample)' },
  pillar: 'P6' as const,
  instrument: 'match',
  currency: 'EUR',
};
const rules = (expression = 'agreed') =>
  givenForm(ProgrammeRules).parse({
    match: {
      parties: [
        { code: 'state', role: 'central', label: { en: 'State' }, pays: 'rest', maxPct: 50 },
        { code: 'club', role: 'diaspora', label: { en: 'Club' }, pays: 'offer' },
        { code: 'friends', role: 'diaspora', label: { en: 'Friends' }, pays: 'offer' },
      ],
    },
    facts: [{ name: 'agreed', type: 'boolean', label: { en: 'Agreed?' } }],
    eligibility: [{ code: 'agreed', label: { en: 'It is agreed' }, expression, reasonCode: 'NOT_AGREED' }],
  });

const by = (name: string) => ({ ...surroundings(), by: name });
const opened: Programme = { ...opening, versions: [] };

/** Takes a decision that is accepted. */
function taken<State>(decision: { readonly state: State } | { readonly rejected: string }): State {
  if ('rejected' in decision) throw new Error(decision.rejected);
  return decision.state;
}

const written = (programme: Programme, rulesVersion: string, effectiveFrom: string): Programme =>
  taken(draft(programme, { rulesVersion, effectiveFrom, rules: rules() }, by('ana')));
const published = (programme: Programme, rulesVersion: string, effectiveFrom: string): Programme =>
  taken(
    publish(written(programme, rulesVersion, effectiveFrom), { rulesVersion, publishedOn: '2026-06-30' }, by('ben')),
  );

describe('a programme', () => {
  it('is opened without rules', () => {
    given(opening, by('ana')).when(open).thenFacts(programmeOpened(opening)).thenState({ versions: [] });
    expect(rulesInForce(opened, '2026-06-30')).toBeUndefined();
  });

  it('keeps what was written last under a name, until it is published', () => {
    const first = written(opened, '2025', '2025-01-01');
    given(first, { rulesVersion: '2025', effectiveFrom: '2025-02-01', rules: rules('!agreed') }, by('eva'))
      .when(draft)
      .thenFacts(programmeRevised({}))
      .thenState({
        versions: [{ rulesVersion: '2025', effectiveFrom: '2025-02-01', rules: rules('!agreed'), draftedBy: 'eva' }],
      });
    given(
      published(opened, '2025', '2025-01-01'),
      { rulesVersion: '2025', effectiveFrom: '2027-01-01', rules: rules() },
      by('eva'),
    )
      .when(draft)
      .thenRejected('RULES_PUBLISHED', { rulesVersion: '2025' });
  });

  it.each([
    ['agreed &&', 'EXPRESSION_SYNTAX'],
    ['aged', 'EXPRESSION_TYPES'],
    ["'yes'", 'EXPRESSION_NOT_BOOLEAN'],
    ["currency.matches('E+')", 'EXPRESSION_NOT_CALLABLE'],
    ['completedStages.all(a, completedStages.exists(b, a == b))', 'EXPRESSION_NESTED'],
  ])('takes no expression that cannot be decided: %s (%s)', (expression, code) => {
    const command = { rulesVersion: '1', effectiveFrom: '2025-01-01', rules: rules(expression) };
    const decision = draft(opened, command, by('ana'));
    expect(isRejection(decision) && decision.errors).toMatchObject([
      { pointer: '/rules/eligibility/0/expression', code },
    ]);
  });

  it('is published by another person than the one who wrote it, whoever wrote it before', () => {
    const of = written(opened, '2025', '2025-01-01');
    expect(byAnother(of, { rulesVersion: '2025' }, by('ana'))).toMatchObject({ rejected: 'FOUR_EYES' });
    expect(byAnother(of, { rulesVersion: '2025' }, by('ben'))).toBeUndefined();
    const again = taken(draft(of, { rulesVersion: '2025', effectiveFrom: '2025-01-01', rules: rules() }, by('ben')));
    expect(byAnother(again, { rulesVersion: '2025' }, by('ben'))).toMatchObject({ rejected: 'FOUR_EYES' });
    expect(byAnother(again, { rulesVersion: '2025' }, by('ana'))).toBeUndefined();
  });

  it('tells of a publication from when it is in force, and which roles pay', () => {
    given(written(opened, '2025', '2027-01-01'), { rulesVersion: '2025', publishedOn: '2026-06-30' }, by('ben'))
      .when(publish)
      .thenFacts(
        programmeRulesPublished({
          code: 'TOWN',
          rulesVersion: '2025',
          effectiveFrom: '2027-01-01',
          roles: ['central', 'diaspora'],
        }),
      );
  });

  it('publishes a version once, and none that is not there or that begins before the last', () => {
    const of = published(opened, '2025', '2025-01-01');
    const publishing = (programme: Programme, rulesVersion: string) =>
      given(programme, { rulesVersion, publishedOn: '2026-06-30' }, by('ben')).when(publish);
    publishing(of, '2025').thenRejected('RULES_PUBLISHED');
    publishing(of, '2026').thenRejected('NOT_FOUND');
    publishing(written(of, 'late', '2024-12-31'), 'late').thenRejected('RULES_OVERTAKEN', {
      last: '2025',
      from: '2025-01-01',
      given: '2024-12-31',
    });
  });

  it('judges by the version in force on a day, whatever else is written', () => {
    let of = published(opened, '2025', '2025-01-01');
    of = written(of, 'draft', '2025-02-01');
    of = published(of, '2026', '2026-01-01');
    of = published(of, '2026-b', '2026-01-01');
    const at = (day: string) => rulesInForce(of, day)?.rulesVersion;
    expect(['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'].map(at)).toEqual([
      undefined,
      '2025',
      '2025',
      '2026-b',
    ]);
    expect(standingsOf(of).map(({ rulesVersion, status }) => `${rulesVersion} ${status}`)).toEqual([
      '2025 published',
      'draft draft',
      '2026 published',
      '2026-b published',
    ]);
  });
});
