import type { PageWords } from './page-words.ts';

export const it: PageWords = {
  name: 'Italiano',
  summary:
    'Tributary gestisce il programma di un paese per la sua diaspora: quali organizzazioni partecipano, quali iniziative portano avanti, chi sono i loro partner e quale contributo ne viene al piano nazionale.',
  chooseLanguage: 'Lingua',
  begin: 'Da dove cominciare',

  integrate: {
    title: 'Integrare',
    about: 'Collegare i sistemi di un ministero: cinque pagine delle API, un token, una prima richiesta.',
  },
  apis: 'Le cinque pagine delle API',
  apisIntro:
    'Ogni servizio descrive le proprie richieste, chi può inviarle e che cosa risponde. Con un token, una richiesta si invia dalla pagina stessa. Queste pagine sono in inglese.',
  services: {
    registry: 'le organizzazioni della diaspora e il loro riconoscimento',
    initiatives: 'le iniziative, il loro stato e i loro collegamenti ai piani',
    partnerships: 'i partner e gli accordi con loro',
    strategy: 'i piani, gli indicatori, l’esame dei collegamenti, i tassi di cambio',
    reporting: 'i rapporti, le cifre congelate e la loro freschezza',
  },
  token: 'Ottenere un token',
  tokenIntro:
    'Ogni richiesta indica un ruolo e un ministero con un token di accesso. Un’installazione di produzione riceve i token dal proprio fornitore di identità; un’installazione pilota, su una sola macchina, li firma da sé, ciascuno valido un’ora. Eseguite questo comando nella cartella dell’installazione:',
  request: 'Inviare una prima richiesta',
  requestIntro: 'Legge il catalogo dei rapporti; incollate entrambe le righe in un terminale, nella stessa cartella:',

  operate: {
    title: 'Gestire',
    about: 'Vedere che tutto va bene: servizi pronti, cifre aggiornate, dati che concordano.',
  },
  ready: 'È tutto pronto?',
  readyIntro: 'Ogni servizio risponde per sé, senza token:',
  fresh: 'Quanto sono aggiornate le cifre?',
  freshness: 'fin dove reporting ha letto ciascuna delle sue fonti e quanto è in ritardo',
  agree: 'I dati concordano?',
  agreeIntro:
    'Questo comando rilegge tutti gli eventi registrati, li confronta con ciò che usano i rapporti e indica ogni differenza. Eseguitelo nella cartella dell’installazione:',

  analyse: {
    title: 'Analizzare',
    about: 'Leggere che cosa le iniziative portano al piano e congelare cifre che non cambieranno più.',
  },
  figures:
    'Ogni cifra si calcola quando viene richiesta, alla data di oggi o di un giorno precedente. Ogni collegamento apre la richiesta nella sua pagina delle API, da cui si invia con un token:',
  alignment: 'che cosa le iniziative portano a ciascun nodo del piano in vigore, in JSON o CSV',
  freezing: 'un rapporto congelato: gli stessi byte per sempre, con la loro impronta',
  catalogue: 'il catalogo dei rapporti, con il significato di ogni colonna',
};
