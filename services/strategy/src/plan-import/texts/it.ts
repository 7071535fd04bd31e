import type { ImportErrorCode } from '../file/import-error.ts';

export const it: Readonly<Record<ImportErrorCode, string>> = {
  NO_ROWS: 'Il file non ha righe.',
  TOO_MANY_ROWS: 'Il file ha più di {limit} righe.',
  MALFORMED_CSV: 'Qui il CSV si interrompe: una virgoletta è fuori posto o non è chiusa, o la riga è troppo lunga.',
  WORKBOOK: 'È una cartella di lavoro di un foglio di calcolo: salvare il foglio come CSV e inviarlo.',
  DUPLICATE_COLUMN: 'La colonna {value} compare due volte.',
  UNKNOWN_COLUMN: 'Non esiste la colonna {value}.',
  UNNAMED_COLUMN: 'La colonna {letter} ha valori e nessun nome nell’intestazione.',
  MISSING_COLUMN: 'Manca la colonna {value}.',
  RAGGED_ROW: 'La riga ha {found} valori, l’intestazione ne ha {expected}.',
  NOT_TEXT: 'Il valore deve essere un testo o un numero.',
  CODE_AS_NUMBER: 'Un codice è un testo: scritti come il numero {value}, 1.10 e 1.1 sarebbero lo stesso codice.',
  WRONG_ENCODING: '{value} contiene caratteri che non è stato possibile leggere: salvare il file in UTF-8.',
  UNKNOWN_KIND: '{value} non è node, kpi o series.',
  REQUIRED: 'Qui serve un valore.',
  TITLE_MISSING: 'Serve un titolo in almeno una lingua.',
  INVALID_CODE:
    "{value} non è un codice: lettere dalla A alla Z senza accenti, cifre, spazi e & ' ( ) * + , - . / : [ ] _, al massimo 64, con una lettera o cifra all’inizio.",
  RESERVED_CODE:
    '{value} non può essere un codice: i rapporti usano questa parola per le iniziative senza nodo. Indicarne un altro.',
  INVALID_TEXT:
    '{value} è troppo lungo o contiene caratteri di controllo: si accettano 300 caratteri, 1000 in un titolo.',
  INVALID_LEVEL: '{value} non è un livello: un numero intero da 1.',
  INVALID_MINISTRY:
    '{value} non è un codice di ministero: da 2 a 12 maiuscole e cifre; più codici si separano con il punto e virgola.',
  BROKEN_NUMBER: '{value} sembra un numero e non si può leggere come tale: che cosa si intende?',
  AMBIGUOUS_NUMBER:
    '{value} può avere un segno decimale o un separatore delle migliaia, e nessun numero del file lo chiarisce: scriverne uno con un altro numero di decimali, come 1234,50, oppure senza quel segno. Righe: {rows}.',
  UNLIKELY_TIME:
    'Si intende davvero la data o il periodo {value}? Si accettano gli anni dal 1900 al 2200 e i loro giorni, trimestri ed esercizi: 2027, 2025-2027, 2026-T1, 2024/25, 2026-06-30.',
  INVALID_CHOICE: '{value} non è uno dei valori {choices}.',
  ROW_TOO_LARGE: 'La riga ha {size} byte; se ne accettano al massimo {limit}.',
  DUPLICATE_CODE: 'Il codice {value} compare nelle righe {rows}: ogni nodo deve avere un codice proprio.',
  CODE_ON_TWO_LEVELS:
    'Il codice {value} compare nelle righe {rows}, ai livelli {levels}: dare un altro codice a tutti questi nodi tranne uno; un indicatore può stare sotto più nodi, che la sua colonna parent elenca separati dal punto e virgola.',
  DUPLICATE_KPI:
    'L’indicatore {value} compare nelle righe {rows}: tenerne una; la sua colonna parent può elencare più nodi, separati dal punto e virgola.',
  DUPLICATE_SERIES:
    'Le righe {rows} danno all’indicatore {value} la stessa dimensione, categoria e unità: tenerne una sola.',
  UNKNOWN_PARENT: 'Il file non ha il nodo {value}. Righe che lo indicano come genitore: {rows}.',
  PARENT_MISSING: 'Un nodo di livello {level} ha bisogno di un genitore; solo quelli di livello 1 non ne hanno.',
  WRONG_LEVEL:
    'Il livello è {level}; il suo genitore {parent} è al livello {above}, e il livello deve essere più profondo.',
  LEVEL_TOO_DEEP: 'Il livello è {level}; il piano ha {depth} livelli.',
  UNKNOWN_KPI: 'Il file non ha l’indicatore {value}. Righe di tipo series che lo indicano: {rows}.',
  SERIES_OF_NOTHING:
    'Una serie ha bisogno di una dimensione e di una categoria, o di un’unità diversa da quella del suo indicatore.',
  CODES_DIFFER_IN_CAPITALS:
    'I codici {codes} (righe {rows}) differiscono solo per le maiuscole e sono presi come codici diversi.',
  TWO_DECIMAL_SIGNS:
    'La riga {comma} ha una virgola decimale e la riga {point} un punto decimale: ciascuno è stato letto come tale.',
};
