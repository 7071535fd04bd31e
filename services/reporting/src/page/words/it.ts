import type { PageWords } from '../words.ts';

export const it: PageWords = {
  name: 'Italiano',
  summary:
    'Tributary gestisce il programma di un paese per la sua diaspora: chi partecipa, quali iniziative si pagano insieme e che cosa tutto ciò porta al piano nazionale.',
  chooseLanguage: 'Lingua',
  apis: 'Le cinque pagine delle API',
  apisIntro: 'Ogni servizio descrive le proprie richieste, chi può inviarle e che cosa risponde.',
  services: {
    registry: 'le organizzazioni della diaspora e il loro riconoscimento',
    initiatives: 'le iniziative, il loro stato e i loro collegamenti ai piani',
    partnerships: 'i partner',
    strategy: 'i piani, gli indicatori, l’esame dei collegamenti, i tassi di cambio',
    reporting: 'i rapporti, le cifre congelate e la loro freschezza',
  },
  token: 'Ottenere un token',
  tokenIntro:
    'Ogni richiesta indica un ruolo e un ministero con un token di accesso. Su questa macchina la riga di comando ne firma uno, valido un’ora; eseguitela nella cartella dell’installazione:',
  request: 'Inviare una prima richiesta',
  requestIntro: 'Legge il catalogo dei rapporti; incollate entrambe le righe in un terminale:',
};
