import type { PlanAlignmentTexts } from '../plan-alignment-columns.ts';

export const it: PlanAlignmentTexts = {
  title: 'Allineamento delle iniziative a un piano',
  grain: 'Una riga per nodo della versione del piano in vigore; le cifre di un nodo comprendono i suoi discendenti.',
  columns: {
    code: { label: 'Codice', definition: 'Il codice del nodo nel piano.' },
    level: { label: 'Livello', definition: 'Profondità nell’albero del piano, 1 in cima.' },
    levelLabel: { label: 'Tipo di nodo', definition: 'Il nome che il piano dà a questo livello.' },
    levelLabelLang: { label: 'Lingua del tipo', definition: 'Lingua in cui è mostrato il tipo di nodo (BCP 47).' },
    title: {
      label: 'Titolo',
      definition: 'Il titolo del nodo nella lingua richiesta, altrimenti in inglese, altrimenti nella prima che c’è.',
    },
    titleLang: { label: 'Lingua del titolo', definition: 'Lingua in cui è mostrato il titolo (BCP 47).' },
    responsibleMinistry: {
      label: 'Ministero responsabile',
      definition: 'L’istituzione che decide sui collegamenti a questo nodo.',
    },
    initiatives: {
      label: 'Iniziative',
      definition: 'Iniziative attive con un collegamento accettato al nodo o al di sotto; ognuna conta una volta.',
    },
    budget: {
      label: 'Bilancio allineato',
      definition: 'Somma di bilancio × peso accettato delle iniziative attive, arrotondata una sola volta.',
    },
    awaiting: {
      label: 'In attesa',
      definition:
        'Iniziative attive con un collegamento al nodo o al di sotto che attende una decisione; ognuna conta una volta.',
    },
    rejected: {
      label: 'Respinte',
      definition: 'Iniziative attive con un collegamento respinto al nodo o al di sotto; ognuna conta una volta.',
    },
    centralPaid: {
      label: 'Fondi centrali versati',
      definition: 'Fondi pubblici centrali versati × peso accettato. Vuoto: senza fonte in questa versione.',
    },
    mobilised: {
      label: 'Mobilitato',
      definition:
        'Contributi verificati di tutte le altre parti × peso accettato. Vuoto: senza fonte in questa versione.',
    },
    budgetSharePct: {
      label: 'Quota del portafoglio',
      definition: 'Bilancio allineato ÷ bilancio di tutte le iniziative attive, in per cento con un decimale.',
    },
    weightedScore: {
      label: 'Punteggio ponderato',
      definition:
        'Punteggio di allineamento da 0 a 100, ponderato per il bilancio allineato. Vuoto finché non tutte le sue parti hanno una fonte.',
    },
    band: { label: 'Fascia', definition: 'La fascia del punteggio ponderato. Vuota dove questo lo è.' },
  },
  footer: {
    planVersion: {
      label: 'Versione del piano',
      definition:
        'La versione in vigore nel giorno del rapporto; i collegamenti a versioni precedenti vi contano se essa ha un nodo con lo stesso codice.',
    },
    currency: { label: 'Valuta', definition: 'La valuta di tutti gli importi (ISO 4217).' },
    liveInitiatives: {
      label: 'Iniziative attive',
      definition: 'Registrate entro il giorno del rapporto e non annullate in quel giorno.',
    },
    unlinkedInitiatives: {
      label: 'Iniziative senza collegamento',
      definition: 'Iniziative attive senza collegamento al piano.',
    },
    driftedInitiatives: {
      label: 'Iniziative con collegamento decaduto',
      definition:
        'Iniziative attive con un collegamento a un nodo che una versione precedente aveva e che la versione in vigore non ha più; ciascuna conta una volta.',
    },
    portfolioBudget: {
      label: 'Bilancio del portafoglio',
      definition:
        'Bilancio di tutte le iniziative attive; è pari ad accettato + in attesa + respinto + decaduto + senza collegamento.',
    },
    accepted: {
      label: 'Accettato',
      definition:
        'Bilancio × peso dei collegamenti accettati, arrotondato in modo che le cinque parti diano quello del portafoglio.',
    },
    awaiting: {
      label: 'In attesa',
      definition: 'Bilancio × peso dei collegamenti in attesa di decisione, arrotondato con le altre parti.',
    },
    rejected: {
      label: 'Respinto',
      definition: 'Bilancio × peso dei collegamenti respinti, arrotondato con le altre parti.',
    },
    drifted: {
      label: 'Decaduto',
      definition:
        'Bilancio × peso dei collegamenti il cui nodo non è più nella versione in vigore, qualunque fosse la decisione, arrotondato con le altre parti.',
    },
    unlinked: {
      label: 'Senza collegamento',
      definition: 'Bilancio delle iniziative attive senza collegamento al piano.',
    },
    weightedAlignment: {
      label: 'Allineamento ponderato',
      definition:
        'Punteggio di allineamento su tutto il bilancio attivo. Vuoto finché non tutte le sue parti hanno una fonte.',
    },
  },
};
