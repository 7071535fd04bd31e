import type { FieldTexts } from '../field-codes.ts';

export const it: FieldTexts = {
  sentences: {
    REQUIRED: 'Questo campo è obbligatorio.',
    WRONG_TYPE: 'Il valore deve essere {kind}.',
    UNKNOWN_FIELD: 'Questo campo qui non esiste; eliminarlo.',
    TOO_SHORT: 'Indicare almeno {limit} caratteri.',
    TOO_LONG: 'Indicare al massimo {limit} caratteri.',
    TOO_FEW: 'Indicare almeno {limit} elementi.',
    TOO_MANY: 'Indicare al massimo {limit} elementi.',
    TOO_SMALL: 'Il valore deve essere almeno {limit}.',
    NOT_ABOVE: 'Il valore deve essere maggiore di {limit}.',
    TOO_LARGE: 'Il valore deve essere al massimo {limit}.',
    NOT_A_STEP: 'Il valore deve essere un multiplo di {step}.',
    WRONG_FORMAT: 'Indicare {form}.',
    NOT_ONE_OF: 'Il valore deve essere uno dei seguenti: {values}.',
    WRONG_KEY: 'Dare a questa chiave come nome {form}.',
    CONTROL_CHARACTER: 'Indicare almeno un carattere visibile e nessun carattere di controllo.',
    UNKNOWN_CURRENCY: 'Non è un codice di valuta della norma ISO 4217.',
    NOT_AN_AMOUNT: 'Indicare un numero decimale con il punto, come testo, ad esempio 350000.00.',
    TOO_MANY_DECIMALS: 'Decimali: {currency} ne ha {decimals}, {amount} ne ha {has}.',
    NEGATIVE_BUDGET: 'Un bilancio non può essere negativo.',
    TOO_LONG_IN_BASE: 'In {currency} questo importo ha più di 18 cifre prima del punto.',
    UNLIKELY_YEAR: 'È davvero questo l’anno? Qui sono ammessi i giorni dal 1900 al 2200.',
    NO_SUCH_DAY: 'Il giorno {day} non esiste.',
    NO_SUCH_MONTH: 'Il mese {month} non esiste: i mesi vanno da 01 a 12.',
    LANGUAGE_TWICE: '{tag} e {other} sono la stessa lingua; indicare il testo una sola volta.',
    SHARE_NEEDED: 'Indicare anche la percentuale: può mancare solo se la quota è unica.',
    SHARE_PROPOSED: 'Con {pct} qui la somma delle quote è 100; ?normalise=true le accetta così.',
    AREA_CONTRADICTED:
      'area indica {area}, ma la quota maggiore di areas è in {largest}; omettere area o indicare quella.',
    IDENTIFIER_TAKEN: '{identifier} appartiene già a {id}.',
    FROZEN_BY_RECOGNITION:
      '{field} resta com’è finché l’organizzazione è nello stato {state}: il riconoscimento si basa su questo campo. Sospendere il riconoscimento, correggere il campo e riconoscere di nuovo l’organizzazione.',
    FROZEN_BY_ORGANISATION:
      '{field} resta com’è: il partner è stato ammesso perché quell’organizzazione è riconosciuta. Registrare un’altra organizzazione come nuovo partner.',
    FROZEN_BY_DECISION:
      '{field} resta com’è finché un collegamento è accettato: il ministero che l’ha accettato vi ha fatto affidamento. Inviare di nuovo i collegamenti al piano, correggere il campo e far decidere di nuovo i collegamenti.',
    FROZEN_BY_MONEY:
      '{field} resta com’è quando l’iniziativa è nello stato {state}: su questa base si prevedono e si pagano fondi. Registrare ciò che differisce come un’iniziativa a sé.',
    FROZEN_BY_END:
      '{field} resta com’è: l’iniziativa è nello stato {state} e i rapporti degli anni passati si basano su questo campo. Registrare ciò che prosegue come una nuova iniziativa.',
    FROZEN_BY_SUBMISSION:
      '{field} resta com’è finché la domanda è nello stato {state}: quanto presentato si basa su questo campo. Far restituire la domanda, correggere il campo e presentarla di nuovo.',
    ONE_RANGE: 'Un elenco si restringe con un solo intervallo alla volta: omettere questo, oppure {other}.',
    SORTED_BY_RANGE:
      'Un elenco ristretto con {range} segue l’ordine di {order}: omettere sort, oppure indicare {order} o -{order}.',
    RANGE_REVERSED: 'Questo valore precede l’inizio, {from}.',
    UNKNOWN_TIME_ZONE: 'Questo non è il nome di un fuso orario del database IANA, come Europe/Chisinau.',
    NO_LANGUAGE: 'Indicare il testo in almeno una lingua, ad esempio {"it": "…"}.',
    SYNTAX: 'La sintassi si interrompe alla riga {line}, colonna {column}.',
    TOO_DEEP: 'L’annidamento supera qui i {limit} livelli; semplificare la struttura.',
    FORBIDDEN_KEY: 'Questa chiave non è ammessa in nessun punto; eliminarla.',
    REPEATED: 'Indicare questo valore una sola volta.',
    BASE_CURRENCY: 'È la valuta di base: il suo tasso è sempre 1.',
    NOT_HTTP: 'Questo non è HTTP/1.1, oppure non è chiaro dove finisce la richiesta.',
    STARTING: 'Il servizio si sta avviando.',
    WAITING_FOR_DATABASE: 'Il servizio attende il suo database.',
    DRAINING: 'Il servizio si sta chiudendo e non accetta nuove richieste.',
    FILLING: 'I modelli di lettura si stanno riempiendo; eventi applicati: {copies}.',
    BUSY: 'Il ciclo degli eventi del servizio è in ritardo.',
    STALLED: 'Il processo in background non ha dato segni di recente.',
    REFUSED: 'Questo valore non è ammesso qui.',
    UNKNOWN_CURSOR:
      'Questo non è un punto di questo elenco: ometterlo per iniziare, oppure indicare il valore next della pagina precedente.',
    DUPLICATE_KEY: 'Questa chiave compare più volte nello stesso oggetto; indicarla una sola volta.',
    IF_NONE_MATCH_NOT_TAKEN:
      'Questa richiesta non ammette If-None-Match; eliminarlo. Per modificare solo ciò che è stato letto, inviare il suo ETag in If-Match; per ripetere un POST senza rischi, inviare Idempotency-Key.',
    IF_NONE_MATCH_NOT_STAR:
      'Qui è ammesso solo *: indica che non deve ancora esistere nulla. Per modificare ciò che esiste, inviare il suo ETag in If-Match.',
    IF_MATCH_NOT_TAKEN:
      'Una lettura non ammette If-Match; eliminarlo. Per avere una risposta solo se qualcosa è cambiato, inviare l’ETag in If-None-Match.',
    IF_MATCH_NOTHING_YET:
      'Questa richiesta crea qualcosa di nuovo: non c’è ancora nulla che If-Match possa indicare; eliminarlo.',
    IF_MATCH_BESIDE_NONE:
      'If-Match e If-None-Match si escludono: inviare If-Match per modificare ciò che esiste, oppure If-None-Match: * per creare ciò che non esiste.',
    LAST_STEP_OPEN: 'Ogni scaglione tranne l’ultimo indica fino a quale importo arriva; l’ultimo non lo indica.',
    PARTY_UNKNOWN: 'La regola non ha alcuna parte {party}.',
    BASE_UNCLEAR:
      'La base party-share va con baseOf, che nomina le parti le cui quote fanno da base; un gruppo non ha né l’una né l’altra.',
    CIRCULAR: 'La quota di {party} si misura su sé stessa, anche se attraverso altre.',
    FLOOR_OF_OFFER:
      'Una parte che paga ciò che offre non ha un minimo che segua le quote altrui; limiti piuttosto le loro con ratioOf.',
    LIMITS_CROSSED: 'Questo minimo supera il suo massimo, o sta accanto a una percentuale esatta.',
    PARTS_NOT_100: 'Le percentuali danno {total}; quelle esatte devono dare 100, i minimi al massimo 100.',
    EXPRESSION_SYNTAX: 'Questa espressione non si può leggere, oppure è troppo lunga o profonda: {detail}.',
    EXPRESSION_TYPES:
      'Questa espressione nomina qualcosa che non esiste, o confronta ciò che non è confrontabile: {detail}.',
    EXPRESSION_NOT_BOOLEAN: 'Questa espressione deve essere vera o falsa; è del tipo {detail}.',
    EXPRESSION_NOT_CALLABLE:
      '{detail} qui non si può chiamare: un’espressione può chiamare all, exists, exists_one, filter, map, has, size, startsWith, endsWith, contains, minor, ageOn, monthsBetween e firstOfMonth.',
    EXPRESSION_NESTED: '{detail} sta dentro un’altra domanda a ogni elemento di un elenco; le ponga una dopo l’altra.',
  },
  kinds: {
    text: 'un testo',
    number: 'un numero',
    integer: 'un numero intero',
    boolean: 'true o false',
    list: 'un elenco',
    object: 'un oggetto',
    value: 'di altro tipo',
  },
  forms: {
    id: 'un identificativo di 36 caratteri in minuscolo, ad esempio {example}',
    'report-run': 'l’identificativo di un rapporto congelato: 64 cifre e lettere dalla a alla f',
    'ministry-code':
      'il codice di un ministero, da 2 a 12 maiuscole e cifre con una lettera all’inizio, ad esempio {example}',
    'country-code': 'il codice di un paese, due maiuscole (ISO 3166-1), ad esempio {example}',
    'currency-code': 'il codice di una valuta, tre maiuscole (ISO 4217), ad esempio {example}',
    'language-tag': 'un’etichetta di lingua (BCP 47), ad esempio {example}',
    'plan-code':
      'il codice di un piano, da 2 a 32 maiuscole, cifre e trattini con una lettera all’inizio, ad esempio {example}',
    'plan-version':
      'il nome di una versione del piano, al massimo 16 lettere, cifre, punti e trattini, ad esempio {example}',
    'node-code':
      "il codice di un nodo o di un indicatore, al massimo 64 lettere dalla A alla Z senza accenti, cifre, spazi e & ' ( ) * + , - . / : [ ] _ con una lettera o cifra all’inizio, ad esempio {example}",
    'organisation-scheme': 'un registro di org-id.guide in maiuscole, ad esempio {example}',
    'organisation-number':
      "il numero in quel registro, al massimo 128 lettere dalla A alla Z senza accenti, cifre, spazi e & ' ( ) * + , - . / : [ ] _ con una lettera o cifra all’inizio, ad esempio {example}",
    'iati-identifier': 'un identificativo IATI di caratteri visibili, con spazi solo all’interno, ad esempio {example}',
    code: 'un codice di lettere, cifre e . _ / : - con una lettera o cifra all’inizio, ad esempio {example}',
    'fact-name': 'il nome di un dato: una lettera minuscola, poi lettere e cifre, al massimo 40, ad esempio {example}',
    decimal:
      'un numero decimale con il punto, come testo, con al massimo 18 cifre prima del punto e 18 dopo, ad esempio {example}',
    'positive-decimal': 'un numero decimale maggiore di 0 con il punto, come testo, ad esempio {example}',
    date: 'un giorno del calendario nella forma AAAA-MM-GG, ad esempio {example}',
    datetime: 'un istante in UTC con i millisecondi, ad esempio {example}',
    uuid: 'un UUID, ad esempio {example}',
    'whole-number': 'un numero intero, con sole cifre, ad esempio {example}',
    'if-match': 'un solo ETag così come è stato letto, tra virgolette diritte e senza W/, ad esempio {example}',
    'if-none-match': '* oppure gli ETag così come sono stati letti, separati da virgole, ad esempio {example}',
    'idempotency-key': 'da 1 a 128 caratteri ASCII visibili, ad esempio {example}',
    'last-event-id':
      'l’identificativo dell’ultimo evento ricevuto da un flusso, di al massimo 200 caratteri, ad esempio {example}',
    'consistency-token':
      'al massimo 8 token così come li hanno restituiti i comandi, separati da virgole, ad esempio {example}',
    other: 'un valore della forma descritta nelle pagine dell’API sotto /docs',
  },
  numbers: 'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici'.split(' '),
  received: 'Valore ricevuto: {given}.',
};
