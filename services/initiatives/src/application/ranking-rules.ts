// How applications are ranked, as the answer says it.
import type { Language } from '@tributary/contracts';

export const rankingRules: Readonly<Record<Language, string>> = {
  en: 'The higher mean score goes first, compared before it is rounded; of equal ones the application that came in earlier; of those that came in at the same moment the one with the smaller id.',
  fr: 'La note moyenne la plus élevée passe en premier, comparée avant d’être arrondie ; à égalité, la demande arrivée la première ; parmi celles arrivées au même instant, celle dont l’identifiant est le plus petit.',
  es: 'Va primero la puntuación media más alta, comparada antes de redondearla; en caso de empate, la solicitud que llegó antes; entre las que llegaron en el mismo instante, la de identificador menor.',
  ru: 'Первой идёт заявка с более высоким средним баллом, который сравнивается до округления; при равенстве — поступившая раньше; из поступивших в один момент — та, чей идентификатор меньше.',
  it: 'Precede il punteggio medio più alto, confrontato prima dell’arrotondamento; a parità, la domanda arrivata prima; tra quelle arrivate nello stesso istante, quella con l’identificativo minore.',
  pt: 'Vem primeiro a pontuação média mais alta, comparada antes do arredondamento; em caso de empate, a candidatura que chegou antes; entre as que chegaram no mesmo instante, a de identificador menor.',
};
