// partnerships/portfolio: what each partner has agreed on, promised and paid, and how much of all it carries.
import { byCode, nameIn, type OrganisationNames, partnershipsPortfolioMessages } from '@tributary/contracts';
import { agreements } from '../../read-models/agreements.ts';
import { commitments } from '../../read-models/commitments.ts';
import { organisationNames } from '../../read-models/organisation-names.ts';
import { type PartnerRow, partners } from '../../read-models/partners.ts';
import { herfindahlOf, refuseOtherCurrency, sharePct, writtenIn } from '../figures.ts';
import { defineReport, TOTALS } from '../report.ts';
import { columns, footer } from './columns.ts';
import { addTo, noSums, type PartnerSums, sumsByPartner } from './partner-sums.ts';

interface Shown {
  readonly partnerId: string;
  readonly name: string | null;
  readonly kind: string | null;
  readonly country: string | null;
  readonly sums: PartnerSums;
}

/** A partner whose registration has not arrived yet: what it promised counts all the same. */
const unresolved = { name: null, kind: null, country: null };

export const partnershipsPortfolio = defineReport({
  key: 'partnerships/portfolio',
  parameters: ['to', 'asOf', 'lang', 'format'],
  reads: { partners, agreements, commitments, organisationNames },
  columns,
  footer,
  say: partnershipsPortfolioMessages.say,
  *fold(rows, { to, language, currency }) {
    const promises = [...rows.commitments.values()].flatMap(({ promise }) => promise ?? []);
    refuseOtherCurrency(promises, currency);
    const sums = yield* sumsByPartner(rows, to);
    const named = (partner: PartnerRow) => nameOf(partner, rows.organisationNames, language);
    const shown = shownFrom(rows.partners, sums, named);
    const all: Shown = {
      ...unresolved,
      partnerId: TOTALS,
      name: partnershipsPortfolioMessages.say(language, 'total'),
      sums: noSums(),
    };
    for (const one of shown) addTo(all.sums, one.sums);
    const write = writtenIn(currency);
    return {
      plan: undefined,
      rows: [...shown, all].map(({ sums: of, ...partner }) => ({
        ...partner,
        agreementsInForce: of.agreementsInForce,
        agreementsExpiring: of.agreementsExpiring,
        commitments: of.commitments,
        awards: of.awards.size,
        committed: write(of.committed),
        sharePct: sharePct(of.committed, all.sums.committed),
        disbursed: write(of.disbursed),
        undisbursed: write(of.committed - of.disbursed),
      })),
      footer: {
        currency,
        herfindahl: herfindahlOf(
          shown.map((one) => one.sums.committed),
          all.sums.committed,
        ),
        unresolvedPartners: shown.filter(({ name }) => name === null).length,
      },
    };
  },
});

/** What a partner is called: one that is an organisation of the diaspora as that one is in the language, where it has a name in it. */
function nameOf(
  { name, organisationId = '' }: PartnerRow,
  names: ReadonlyMap<string, OrganisationNames>,
  language: string,
): string {
  return nameIn({ name, names: names.get(organisationId) }, language).text;
}

/** All partners by their names; those that are known by what they promised alone come last. */
function shownFrom(
  known: ReadonlyMap<string, PartnerRow>,
  sums: ReadonlyMap<string, PartnerSums>,
  nameOfOne: (partner: PartnerRow) => string,
): readonly Shown[] {
  const named = [...known]
    .map(([partnerId, partner]) => ({
      partnerId,
      name: nameOfOne(partner),
      kind: partner.kind,
      country: partner.country,
      sums: sums.get(partnerId) ?? noSums(),
    }))
    .sort((one, other) => byCode(one.name, other.name) || byCode(one.partnerId, other.partnerId));
  const unnamed = [...sums]
    .filter(([partnerId]) => !known.has(partnerId))
    .map(([partnerId, of]) => ({ partnerId, ...unresolved, sums: of }))
    .sort((one, other) => byCode(one.partnerId, other.partnerId));
  return [...named, ...unnamed];
}
