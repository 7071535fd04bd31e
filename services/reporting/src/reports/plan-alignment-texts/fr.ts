import type { PlanAlignmentTexts } from '../plan-alignment-columns.ts';

export const fr: PlanAlignmentTexts = {
  title: 'Alignement des initiatives sur un plan',
  grain:
    'Une ligne par nœud de la version du plan en vigueur ; les chiffres d’un nœud comprennent ceux de ses descendants.',
  columns: {
    code: { label: 'Code', definition: 'Le code du nœud dans le plan.' },
    level: { label: 'Niveau', definition: 'Profondeur dans l’arbre du plan, 1 au sommet.' },
    levelLabel: { label: 'Type de nœud', definition: 'Le nom que le plan donne à ce niveau.' },
    levelLabelLang: {
      label: 'Langue du type',
      definition: 'Langue dans laquelle le type de nœud est affiché (BCP 47).',
    },
    title: {
      label: 'Intitulé',
      definition:
        'L’intitulé du nœud dans la langue demandée, sinon en anglais, sinon dans la première langue disponible.',
    },
    titleLang: { label: 'Langue de l’intitulé', definition: 'Langue dans laquelle l’intitulé est affiché (BCP 47).' },
    responsibleMinistry: {
      label: 'Ministère responsable',
      definition: 'L’institution qui décide des liens vers ce nœud.',
    },
    initiatives: {
      label: 'Initiatives',
      definition: 'Initiatives actives ayant un lien accepté vers le nœud ou au-dessous ; chacune compte une fois.',
    },
    budget: {
      label: 'Budget aligné',
      definition: 'Somme des budgets × poids accepté des initiatives actives, arrondie une seule fois au plus proche.',
    },
    awaiting: {
      label: 'En attente',
      definition:
        'Initiatives actives ayant un lien vers le nœud ou au-dessous qui attend une décision ; chacune compte une fois.',
    },
    rejected: {
      label: 'Rejetées',
      definition: 'Initiatives actives ayant un lien rejeté vers le nœud ou au-dessous ; chacune compte une fois.',
    },
    centralPaid: {
      label: 'Fonds centraux versés',
      definition: 'Fonds publics centraux versés × poids accepté. Vide : sans source dans cette version.',
    },
    mobilised: {
      label: 'Mobilisé',
      definition:
        'Contributions vérifiées de toutes les autres parties × poids accepté. Vide : sans source dans cette version.',
    },
    budgetSharePct: {
      label: 'Part du portefeuille',
      definition: 'Budget aligné ÷ budget de toutes les initiatives actives, en pour cent avec une décimale.',
    },
    weightedScore: {
      label: 'Score pondéré',
      definition:
        'Score d’alignement de 0 à 100, pondéré par le budget aligné. Vide tant que toutes ses parties n’ont pas de source.',
    },
    band: { label: 'Tranche', definition: 'La tranche du score pondéré. Vide lorsque celui-ci l’est.' },
  },
  footer: {
    planVersion: {
      label: 'Version du plan',
      definition:
        'La version en vigueur au jour du rapport ; les liens vers des versions antérieures y comptent lorsqu’elle a un nœud de même code.',
    },
    currency: { label: 'Monnaie', definition: 'La monnaie de tous les montants (ISO 4217).' },
    liveInitiatives: {
      label: 'Initiatives actives',
      definition: 'Enregistrées au plus tard le jour du rapport et non annulées ce jour-là.',
    },
    unlinkedInitiatives: {
      label: 'Initiatives sans lien',
      definition: 'Initiatives actives sans lien vers le plan.',
    },
    driftedInitiatives: {
      label: 'Initiatives à lien caduc',
      definition:
        'Initiatives actives ayant un lien vers un nœud qu’une version antérieure avait et que la version en vigueur n’a plus ; chacune compte une fois.',
    },
    portfolioBudget: {
      label: 'Budget du portefeuille',
      definition:
        'Budget de toutes les initiatives actives ; il égale accepté + en attente + rejeté + caduc + sans lien.',
    },
    accepted: {
      label: 'Accepté',
      definition:
        'Budget × poids des liens acceptés, arrondi de sorte que les cinq parts totalisent le budget du portefeuille.',
    },
    awaiting: {
      label: 'En attente',
      definition: 'Budget × poids des liens en attente de décision, arrondi avec les autres parts.',
    },
    rejected: { label: 'Rejeté', definition: 'Budget × poids des liens rejetés, arrondi avec les autres parts.' },
    drifted: {
      label: 'Caduc',
      definition:
        'Budget × poids des liens dont le nœud a disparu de la version en vigueur, quelle qu’ait été la décision, arrondi avec les autres parts.',
    },
    unlinked: {
      label: 'Sans lien',
      definition: 'Budget des initiatives actives sans lien vers le plan.',
    },
    weightedAlignment: {
      label: 'Alignement pondéré',
      definition: 'Score d’alignement sur tout le budget actif. Vide tant que toutes ses parties n’ont pas de source.',
    },
  },
};
