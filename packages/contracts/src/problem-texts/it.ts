import type { ProblemTexts } from '../kernel/problem.ts';
import { awardProblems } from './awards.ts';

export const it: ProblemTexts = {
  VALIDATION: {
    title: 'La richiesta non è valida',
    detail: 'Correggere i campi indicati in errors e inviare di nuovo la richiesta.',
  },
  MALFORMED_BODY: {
    title: 'Il corpo della richiesta non è leggibile',
    detail:
      'Il corpo non è un contenuto {mediaType} ben formato. Verificarne la sintassi e la codifica, che deve essere UTF-8.',
  },
  IDEMPOTENCY_KEY_MISSING: {
    title: 'Manca l’intestazione Idempotency-Key',
    detail:
      'Questa richiesta movimenta fondi: inviare l’intestazione Idempotency-Key con un valore a scelta e ripetere lo stesso valore se si ripete la richiesta.',
  },
  PLAN_REQUIRED: {
    title: 'Indicare il piano',
    detail:
      'Non risulta in vigore esattamente un piano nazionale. Indicare il piano con ?plan=; piani in vigore: {plans}.',
  },
  UNAUTHENTICATED: {
    title: 'È necessario un token di accesso',
    detail: 'Inviare l’intestazione Authorization: Bearer con un token di accesso rilasciato da {issuer}. {reason}',
  },
  TOKEN_EXPIRED: { title: 'Il token è scaduto', detail: 'Richiedere un nuovo token di accesso a {issuer}.' },
  FORBIDDEN: {
    title: 'Accesso negato',
    detail: 'Questa operazione richiede uno dei seguenti ruoli: {roles}{condition}.',
  },
  FOUR_EYES: {
    title: 'È necessaria una seconda persona',
    detail:
      'Chi ha predisposto la pratica non può essere chi la mette in vigore; non può farlo nemmeno un’utenza automatica.',
  },
  NOT_FOUND: {
    title: 'Non trovato',
    detail: 'A questo indirizzo non c’è nulla che si sia autorizzati a consultare.',
  },
  NO_ACTIVE_VERSION: {
    title: 'Nessuna versione in vigore',
    detail: 'Il piano {planCode} non ha alcuna versione in vigore alla data {to}.',
  },
  METHOD_NOT_ALLOWED: { title: 'Metodo non consentito', detail: 'Questo indirizzo ammette soltanto {allowed}.' },
  REQUEST_TIMEOUT: {
    title: 'La richiesta ha superato il tempo massimo',
    detail: 'La richiesta non è pervenuta per intero entro il tempo previsto. Inviarla di nuovo.',
  },
  CONFLICT: {
    title: 'Modificato da altri',
    detail:
      'Altri hanno modificato questo elemento nello stesso momento, più volte. Rileggerlo e ripetere la richiesta.',
  },
  ALREADY_EXISTS: { title: 'Esiste già', detail: '{what} esiste già.' },
  WRONG_STATE: {
    title: 'Non possibile in questo stato',
    detail: 'Lo stato attuale è {state}; questa operazione richiede {needed}.',
  },
  FIELDS_FROZEN: {
    title: 'Alcuni campi non si possono più correggere',
    detail: 'Nello stato {state} questi campi restano come sono: {fields}. Non è stato modificato nulla.',
  },
  PLAN_NOT_READY: {
    title: 'La versione del piano non è pronta',
    detail:
      'La versione {planVersion} del piano {planCode} non è in vigore qui alla data {date}; la versione in vigore è {current}, dove – significa nessuna. Indicare quest’ultima oppure, se la propria è appena entrata in vigore, riprovare tra poco.',
  },
  VERSION_TAKEN: {
    title: 'Questa versione ha un altro contenuto',
    detail:
      'La versione {planVersion} del piano {planCode} è stata importata con un altro contenuto. Una correzione è una nuova versione: importarla con un altro nome.',
  },
  OTHER_VERSION_IN_FORCE: {
    title: 'È in vigore un’altra versione',
    detail:
      'La versione in vigore del piano {planCode} è {current} e replacesVersion indica {given}; – significa nessuna. Rileggere il piano prima di decidere.',
  },
  REVISION_SUPERSEDED: {
    title: 'La proposta è cambiata',
    detail:
      'La decisione riguarda la revisione {given}; quella attuale è la {current}. Rileggere la proposta prima di decidere.',
  },
  REBUILD_KEPT: {
    title: 'Una versione precedente è ancora conservata',
    detail:
      'La versione {version} dei modelli di lettura è conservata da quando un’altra ne ha preso il posto. Eliminarla, o mostrarla di nuovo, prima di iniziare un’altra ricostruzione.',
  },
  REBUILD_LIVE: {
    title: 'Questa versione è quella mostrata',
    detail: 'La versione {version} dei modelli di lettura è quella mostrata. Mostrarne un’altra prima di eliminarla.',
  },
  GONE: { title: 'Cancellato', detail: 'Ciò a cui si riferiva questa richiesta è stato cancellato.' },
  STALE: {
    title: 'Modificato dopo la lettura',
    detail:
      'If-Match indica la versione {given}; quella attuale è la {current}. Rileggere l’elemento e ripetere la modifica.',
  },
  BODY_TOO_LARGE: {
    title: 'Il corpo della richiesta è troppo grande',
    detail: 'Qui si accettano al massimo {limit} byte.',
  },
  TOO_MANY_EVENTS: {
    title: 'Troppi elementi in una volta',
    detail: 'Questa modifica supera quanto un documento può contenere. Suddividerla in più richieste.',
  },
  UNSUPPORTED_MEDIA_TYPE: { title: 'Tipo di contenuto non ammesso', detail: 'Inviare {accepted}.' },
  IDEMPOTENCY_KEY_REUSED: {
    title: 'Idempotency-Key già utilizzata',
    detail:
      'Questo valore di Idempotency-Key accompagnava un’altra richiesta. Usare un valore nuovo per una richiesta nuova.',
  },
  HEADERS_TOO_LARGE: {
    title: 'Le intestazioni sono troppo grandi',
    detail: 'La riga di richiesta e le intestazioni insieme non possono superare {limit} byte.',
  },
  FUTURE_DATE: { title: 'La data è futura', detail: '{date} è successiva alla data odierna, {today}.' },
  RATE_MISSING: {
    title: 'Nessun tasso di cambio',
    detail:
      'Non esiste un tasso di cambio da {currency} a {base} alla data {date} o a una data anteriore. Il ministero delle finanze lo stabilisce con PUT /strategy/v1/exchange-rates/{currency}/{date}.',
  },
  PLAN_NODE_UNKNOWN: {
    title: 'Elemento del piano sconosciuto',
    detail: 'La versione {planVersion} del piano {planCode} non contiene l’elemento {nodes}.',
  },
  PLAN_UNKNOWN: { title: 'Piano sconosciuto', detail: 'Il piano {planCode} non esiste.' },
  KPI_UNKNOWN: {
    title: 'Indicatore sconosciuto',
    detail: 'Nessuna versione importata per intero del piano {planCode} ha l’indicatore {kpiCode}.',
  },
  WEIGHTS_NOT_100: {
    title: 'La somma dei pesi non è 100',
    detail: 'La somma dei pesi è {total}; deve essere 100.00.',
  },
  SECTORS_NOT_100: {
    title: 'La somma dei settori non è 100',
    detail: 'La somma delle percentuali del vocabolario {vocabulary} è {total}; deve essere 100.00.',
  },
  AREAS_NOT_100: {
    title: 'Le aree non sommano a 100',
    detail: 'La somma delle percentuali delle aree è {total}; deve essere 100.00.',
  },
  DATES_REVERSED: { title: 'La fine precede l’inizio', detail: '{end} è anteriore a {start}.' },
  IMPORT_INVALID: {
    title: 'Il file contiene errori',
    detail:
      'Numero di errori: {errorCount} ({causes}); non è stato importato nulla. Correggere le righe indicate in errors e inviare di nuovo il file.',
  },
  VERSION_NOT_IMPORTED: {
    title: 'Nessuna importazione',
    detail:
      'La versione {planVersion} del piano {planCode} non è stata importata per intero e non può essere messa in vigore.',
  },
  ORGANISATION_UNKNOWN: {
    title: 'Organizzazione sconosciuta',
    detail: 'L’organizzazione {organisationId} non è nota qui.',
  },
  ORGANISATION_NOT_RECOGNISED: {
    title: 'Organizzazione non riconosciuta',
    detail: 'L’organizzazione {organisationId} non è riconosciuta alla data {date}.',
  },
  ORGANISATION_SUSPENDED: {
    title: 'Organizzazione sospesa',
    detail: 'Il riconoscimento dell’organizzazione {organisationId} è sospeso.',
  },
  RULES_PUBLISHED: {
    title: 'Queste regole sono pubblicate',
    detail:
      'La versione {rulesVersion} delle regole di {programme} è pubblicata e resta com’è. Una modifica è una nuova versione: la scriva con un altro nome.',
  },
  PARTNER_UNKNOWN: {
    title: 'Partner sconosciuto',
    detail: 'Non esiste alcun partner {partnerId}.',
  },
  PROGRAMME_UNKNOWN: {
    title: 'Programma sconosciuto',
    detail: 'Non esiste alcun programma {programme}.',
  },
  RULES_NOT_IN_FORCE: {
    title: 'Nessuna regola in vigore',
    detail:
      'Il programma {programme} non ha regole in vigore il {date}; pubblicate: {published}, dove – sta per nessuna.',
  },
  RULES_OVERTAKEN: {
    title: 'Regole successive sono già pubblicate',
    detail:
      'La versione {last} delle regole è in vigore dal {from}. Le regole che seguono iniziano quel giorno o dopo, non il {given}.',
  },
  CALL_UNKNOWN: {
    title: 'Bando sconosciuto',
    detail: 'Non esiste alcun bando {callId}.',
  },
  APPLICANT_NOT_TAKEN: {
    title: 'Questo richiedente non è ammesso',
    detail:
      'Il bando ammette richiedenti dei tipi {kinds}; è stato indicato {kind}. Un’organizzazione si indica con organisationId, di una persona fisica non si indica nulla.',
  },
  OUTSIDE_WINDOW: {
    title: 'Fuori dai termini del bando',
    detail:
      'Il bando accetta ciò che arriva da {from} e prima di {until}, proroga inclusa, secondo i giorni di {timeZone}; questo è arrivato alle {given}.',
  },
  ANSWER_NOT_TAKEN: {
    title: 'Questa risposta non è ammessa',
    detail:
      '{name} non è una domanda della versione {rulesVersion} delle regole, oppure la risposta è di un altro tipo. Le domande sono {questions}.',
  },
  ANSWERS_MISSING: {
    title: 'Mancano risposte',
    detail:
      'Non si può decidere se le condizioni {conditions} sono soddisfatte; le domande senza risposta sono {questions}. Restituite la domanda perché sia corretta.',
  },
  REVIEWED_ALREADY: {
    title: 'L’avete già valutata',
    detail: 'Ogni valutatore valuta una domanda una sola volta.',
  },
  REVIEWS_MISSING: {
    title: 'Mancano valutazioni',
    detail: 'La domanda si approva quando l’hanno valutata {needed} valutatori; finora {given}.',
  },
  BODY_NOT_DUE: {
    title: 'Non si attende l’approvazione di questo organo',
    detail: 'Si attendono ancora le approvazioni di {left}; è stato indicato {given}.',
  },
  ENVELOPE_EXHAUSTED: {
    title: 'La dotazione è esaurita',
    detail: 'Della dotazione del bando resta {limit}; si chiede {given}.',
  },
  SCORES_NOT_TAKEN: {
    title: 'Questi punteggi non sono ammessi',
    detail:
      'Date punti interi una volta per criterio, da 0 al suo massimo: {criteria}. Chi dichiara un conflitto di interessi non dà punti.',
  },
  OTHER_CURRENCY: {
    title: 'Un’altra valuta',
    detail: 'Gli importi qui sono in {passes}, la valuta del programma; questo è in {given}.',
  },
  ABOVE_LIMIT: {
    title: 'Più di quanto è ammesso',
    detail: 'Secondo il campo {rule} si accetta al massimo {limit}; è stato indicato {given}.',
  },
  REASON_REQUIRED: { title: 'È necessaria una motivazione', detail: 'Indicare la motivazione in reasonCode.' },
  AS_OF_BEYOND_WATERMARK: {
    title: 'Questo istante è futuro',
    detail: 'asOf={asOf} è successivo al momento attuale.',
  },
  PRECONDITION_REQUIRED: {
    title: 'Manca l’intestazione If-Match',
    detail: 'Leggere prima l’elemento e inviare il suo ETag nell’intestazione If-Match.',
  },
  TOO_MANY_REQUESTS: { title: 'Troppe richieste', detail: 'Attendere {seconds} secondi e riprovare.' },
  INTERNAL: {
    title: 'Si è verificato un errore nei nostri sistemi',
    detail:
      'L’errore è nostro. Nulla è stato confermato; è possibile ripetere la richiesta con la stessa Idempotency-Key.',
  },
  UNAVAILABLE: {
    title: 'Al momento non disponibile',
    detail: 'Riprovare tra {seconds} secondi, con la stessa Idempotency-Key se ne è stata inviata una.',
  },
  STORAGE_FULL: {
    title: 'Spazio di archiviazione esaurito',
    detail:
      'Nulla è stato modificato e la lettura resta possibile. Occorre liberare spazio sul disco del server; riprovare tra {seconds} secondi, con la stessa Idempotency-Key se ne è stata inviata una.',
  },
  NOT_CAUGHT_UP: {
    title: 'Non ancora aggiornato',
    detail: 'Quanto atteso non è ancora pervenuto qui. Riprovare tra {seconds} secondi.',
  },
  PARKED: {
    title: 'In attesa di un intervento',
    detail: 'Gli eventi di {subject} sono stati accantonati qui perché uno di essi non ha potuto essere applicato.',
  },
  ...awardProblems.it,
};
