import type { Mends } from '../../kernel/problem.ts';

export const it: Mends = {
  statuses: {
    400: 'Correggere quanto indicato e inviare di nuovo la richiesta. Nulla è stato modificato; la stessa richiesta verrebbe di nuovo rifiutata.',
    401: 'Ottenere un token di accesso all’indirizzo indicato nella risposta e inviarlo nell’intestazione Authorization: Bearer.',
    403: 'Usare un token che abbia uno dei ruoli indicati, o affidare l’operazione a chi lo ha. Con lo stesso token ogni altro tentativo sarà rifiutato.',
    404: 'Verificare l’indirizzo e di poter leggere ciò che contiene. Quanto un altro servizio ha appena creato può comparire dopo alcuni secondi.',
    405: 'Usare uno dei metodi indicati nell’intestazione Allow.',
    408: 'Inviare di nuovo la richiesta, con la stessa Idempotency-Key se era stata inviata.',
    409: 'Rileggere l’elemento per vedere come si presenta ora e decidere se la richiesta ha ancora senso.',
    410: 'È stato eliminato definitivamente: non si può fare nulla. Eliminare anche la propria copia.',
    412: 'Rileggere l’elemento, applicare la modifica a quanto letto e inviarla con il nuovo ETag in If-Match.',
    413: 'Inviare meno dati per volta: suddividerli in più richieste.',
    415: 'Inviare uno dei tipi di contenuto indicati nella risposta.',
    422: 'La richiesta ha la forma giusta, ma una regola si oppone a quanto dice. Modificare ciò che la risposta indica e inviarla come nuova richiesta, con una nuova Idempotency-Key.',
    428: 'Leggere l’elemento e inviare il suo ETag in If-Match.',
    429: 'Attendere i secondi indicati da Retry-After e distanziare le richieste.',
    431: 'Inviare meno intestazioni, o intestazioni più brevi.',
    500: 'Ripetere la richiesta più tardi, con la stessa Idempotency-Key se era stata inviata. Se l’errore si ripresenta, comunicare agli operatori il traceId della risposta.',
    503: 'Ripetere la richiesta dopo i secondi indicati da Retry-After, con la stessa Idempotency-Key se era stata inviata.',
  },
  codes: {
    ALREADY_EXISTS:
      'Se la risposta contiene links.holder, il collegamento porta all’elemento esistente: usarlo, o dare al proprio un altro identificativo.',
    WRONG_STATE: 'Leggere l’elemento per vedere il suo stato e portarlo prima in quello richiesto.',
    FIELDS_FROZEN:
      'errors della risposta dice, per ogni campo, che cosa si basa su di esso e come procedere; omettere questi campi per correggere gli altri.',
    FOUR_EYES: 'Far inviare la richiesta da una seconda persona che abbia il ruolo, con un token proprio.',
    FUTURE_DATE: 'Indicare un giorno non successivo a oggi, oppure omettere il giorno per intendere oggi.',
    DATES_REVERSED: 'Scambiare i due giorni, o correggere quello sbagliato.',
    PARTNER_UNKNOWN:
      'GET /partnerships/v1/partners elenca i partner. Un responsabile dei partner ne registra di nuovi.',
    PLAN_UNKNOWN: 'GET /strategy/v1/plans elenca i piani. La commissione di programmazione ne registra di nuovi.',
    PLAN_NODE_UNKNOWN:
      'GET /strategy/v1/plans/{code}/versions/{version} elenca i nodi; indicare i loro codici come vi sono scritti.',
    KPI_UNKNOWN:
      'GET /strategy/v1/plans/{code}/versions/{version} elenca gli indicatori; indicare i loro codici come vi sono scritti.',
    NO_ACTIVE_VERSION:
      'Indicare un giorno successivo, o chiedere alla commissione di programmazione di mettere in vigore una versione.',
    VERSION_NOT_IMPORTED:
      'Importare prima la versione per intero. Un’importazione interrotta prosegue inviando di nuovo lo stesso file.',
    WEIGHTS_NOT_100: 'La risposta propone le quote in errors; ?normalise=true accetta le proprie in proporzione.',
    SECTORS_NOT_100: 'La risposta propone le quote in errors; ?normalise=true accetta le proprie in proporzione.',
    AREAS_NOT_100: 'La risposta propone le quote in errors; ?normalise=true accetta le proprie in proporzione.',
    ORGANISATION_UNKNOWN:
      'Verificare l’identificativo. Un’organizzazione appena registrata compare dopo alcuni secondi.',
    ORGANISATION_NOT_RECOGNISED:
      'Il ministero degli esteri o un’ambasciata deve prima riconoscere l’organizzazione per quel giorno.',
    ORGANISATION_SUSPENDED:
      'Il ministero degli esteri o un’ambasciata deve prima riconoscere di nuovo l’organizzazione.',
    PARKED:
      'Un operatore deve applicare di nuovo gli eventi con POST /v1/parked/{group}/{aggregate}/redrive. Comunicare agli operatori il traceId della risposta.',
    AS_OF_BEYOND_WATERMARK: 'Indicare asOf=latest, o un momento passato.',
  },
};
