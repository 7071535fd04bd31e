// What a fact is about, by the name that reports show of it; of persons, applications and whatever is confidential: none.
import { type Label, type Language, show } from '@tributary/contracts';
import { CopyFilling, type Eventing } from '@tributary/eventing';
import { awards } from '../../read-models/awards.ts';
import { calls } from '../../read-models/calls.ts';
import { initiatives } from '../../read-models/initiatives.ts';
import { kpis } from '../../read-models/kpis.ts';
import { nodes } from '../../read-models/nodes.ts';
import { partners } from '../../read-models/partners.ts';
import { programmes } from '../../read-models/programmes.ts';

/** The title of an aggregate in a language; undefined where it has none, or none is known yet. */
export type TitleOf = (aggregate: string, id: string, language: Language) => string | undefined;

const inWords = (label: Label | undefined, language: Language): string | undefined =>
  label === undefined || Object.keys(label).length === 0 ? undefined : show(label, language).text;

/** Declares the views that titles are read from; they are those of reports. */
export function openTitles(eventing: Pick<Eventing, 'view'>): TitleOf {
  const initiative = eventing.view(initiatives);
  const award = eventing.view(awards);
  const [programme, call, partner] = [eventing.view(programmes), eventing.view(calls), eventing.view(partners)];
  const [node, kpi] = [eventing.view(nodes), eventing.view(kpis)];
  const ofInitiative = (id: string | undefined) =>
    id === undefined ? undefined : initiative.one(id)?.registration?.title;

  const titles: Readonly<Record<string, (id: string) => Label | string | undefined>> = {
    'initiatives.initiative': ofInitiative,
    'initiatives.award': (id) => ofInitiative(award.one(id)?.signature?.initiativeId),
    'initiatives.programme': (id) => programme.one(id)?.title,
    'initiatives.call': (id) => call.one(id)?.opening?.title,
    'partnerships.partner': (id) => partner.one(id)?.name,
    'strategy.plan-node': (id) => node.one(id)?.title,
    'strategy.kpi': (id) => kpi.one(id)?.definition?.title,
  };

  return (aggregate, id, language) => {
    try {
      const title = titles[aggregate]?.(id);
      return typeof title === 'string' ? title || undefined : inWords(title, language);
    } catch (error) {
      // a copy that is still on its way knows no names yet
      if (error instanceof CopyFilling) return undefined;
      throw error;
    }
  };
}
