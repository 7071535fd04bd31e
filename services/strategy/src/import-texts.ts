// What is said of each error of an import, in the six languages; braces are filled with the error's values.
import type { Language } from '@tributary/contracts';
import type { ImportErrorCode, ImportErrorValues } from './domain/import-error.ts';

type Sentences = Readonly<Record<ImportErrorCode, string>>;

const en: Sentences = {
  NO_ROWS: 'The file has no rows.',
  TOO_MANY_ROWS: 'The file has more than {limit} rows.',
  MALFORMED_CSV:
    'The CSV breaks here: a quotation mark stands in the wrong place, is not closed, or the line is too long.',
  DUPLICATE_COLUMN: 'The column {value} is there twice.',
  UNKNOWN_COLUMN: 'There is no column {value}.',
  MISSING_COLUMN: 'The column {value} is missing.',
  RAGGED_ROW: 'The row has {found} values, the header has {expected}.',
  NOT_TEXT: 'The value must be text or a number.',
  CODE_AS_NUMBER: 'A code is text: written as the number {value}, 1.10 and 1.1 would be one.',
  WRONG_ENCODING: 'This is not readable as UTF-8 text.',
  UNKNOWN_KIND: '{value} is neither node nor kpi.',
  REQUIRED: 'A value is needed here.',
  TITLE_MISSING: 'A title in at least one language is needed.',
  INVALID_CODE:
    "{value} is not a code: letters A to Z, digits, spaces and & ' ( ) * + , - . / : [ ] _, at most 64, a letter or digit first.",
  INVALID_TEXT: 'The text is too long or holds control characters.',
  INVALID_LEVEL: '{value} is not a level: a whole number from 1.',
  INVALID_MINISTRY: '{value} is not a ministry code: 2 to 12 capital letters and digits.',
  INVALID_NUMBER: '{value} is not a number such as -12.5, with a decimal point.',
  INVALID_YEAR: '{value} is not a year of four digits.',
  INVALID_CHOICE: '{value} is not one of {choices}.',
  ROW_TOO_LARGE: 'The row has {size} bytes; at most {limit} are taken.',
  DUPLICATE_CODE: 'The code {value} is there twice.',
  UNKNOWN_PARENT: 'The file has no node {value}.',
  WRONG_LEVEL: 'The level is {value}; under its parent it must be {expected}.',
  LEVEL_TOO_DEEP: 'The level is {value}; the plan has {depth} levels.',
};

const fr: Sentences = {
  NO_ROWS: 'Le fichier n’a aucune ligne.',
  TOO_MANY_ROWS: 'Le fichier a plus de {limit} lignes.',
  MALFORMED_CSV: 'Le CSV se rompt ici : un guillemet est mal placé ou n’est pas fermé, ou la ligne est trop longue.',
  DUPLICATE_COLUMN: 'La colonne {value} figure deux fois.',
  UNKNOWN_COLUMN: 'Il n’y a pas de colonne {value}.',
  MISSING_COLUMN: 'Il manque la colonne {value}.',
  RAGGED_ROW: 'La ligne a {found} valeurs, l’en-tête en a {expected}.',
  NOT_TEXT: 'La valeur doit être un texte ou un nombre.',
  CODE_AS_NUMBER: 'Un code est un texte : écrits comme le nombre {value}, 1.10 et 1.1 seraient un seul code.',
  WRONG_ENCODING: 'Ceci n’est pas lisible comme texte UTF-8.',
  UNKNOWN_KIND: '{value} n’est ni node ni kpi.',
  REQUIRED: 'Une valeur est nécessaire ici.',
  TITLE_MISSING: 'Il faut un titre dans au moins une langue.',
  INVALID_CODE:
    "{value} n’est pas un code : lettres de A à Z sans accent, chiffres, espaces et & ' ( ) * + , - . / : [ ] _, 64 au plus, une lettre ou un chiffre en tête.",
  INVALID_TEXT: 'Le texte est trop long ou contient des caractères de contrôle.',
  INVALID_LEVEL: '{value} n’est pas un niveau : un nombre entier à partir de 1.',
  INVALID_MINISTRY: '{value} n’est pas un code de ministère : 2 à 12 majuscules et chiffres.',
  INVALID_NUMBER: '{value} n’est pas un nombre tel que -12.5, avec un point décimal.',
  INVALID_YEAR: '{value} n’est pas une année à quatre chiffres.',
  INVALID_CHOICE: '{value} n’est pas l’une des valeurs {choices}.',
  ROW_TOO_LARGE: 'La ligne a {size} octets ; {limit} au plus sont admis.',
  DUPLICATE_CODE: 'Le code {value} figure deux fois.',
  UNKNOWN_PARENT: 'Le fichier n’a pas de nœud {value}.',
  WRONG_LEVEL: 'Le niveau est {value} ; sous son parent il doit être {expected}.',
  LEVEL_TOO_DEEP: 'Le niveau est {value} ; le plan a {depth} niveaux.',
};

const es: Sentences = {
  NO_ROWS: 'El archivo no tiene filas.',
  TOO_MANY_ROWS: 'El archivo tiene más de {limit} filas.',
  MALFORMED_CSV: 'El CSV se rompe aquí: una comilla está mal puesta o sin cerrar, o la línea es demasiado larga.',
  DUPLICATE_COLUMN: 'La columna {value} está dos veces.',
  UNKNOWN_COLUMN: 'No existe la columna {value}.',
  MISSING_COLUMN: 'Falta la columna {value}.',
  RAGGED_ROW: 'La fila tiene {found} valores y el encabezado {expected}.',
  NOT_TEXT: 'El valor debe ser un texto o un número.',
  CODE_AS_NUMBER: 'Un código es un texto: escritos como el número {value}, 1.10 y 1.1 serían uno solo.',
  WRONG_ENCODING: 'Esto no se puede leer como texto UTF-8.',
  UNKNOWN_KIND: '{value} no es node ni kpi.',
  REQUIRED: 'Aquí hace falta un valor.',
  TITLE_MISSING: 'Hace falta un título en al menos un idioma.',
  INVALID_CODE:
    "{value} no es un código: letras de la A a la Z sin tilde, cifras, espacios y & ' ( ) * + , - . / : [ ] _, 64 como máximo, con una letra o cifra al principio.",
  INVALID_TEXT: 'El texto es demasiado largo o contiene caracteres de control.',
  INVALID_LEVEL: '{value} no es un nivel: un número entero desde 1.',
  INVALID_MINISTRY: '{value} no es un código de ministerio: de 2 a 12 mayúsculas y cifras.',
  INVALID_NUMBER: '{value} no es un número como -12.5, con punto decimal.',
  INVALID_YEAR: '{value} no es un año de cuatro cifras.',
  INVALID_CHOICE: '{value} no es uno de los valores {choices}.',
  ROW_TOO_LARGE: 'La fila tiene {size} bytes; se admiten {limit} como máximo.',
  DUPLICATE_CODE: 'El código {value} está dos veces.',
  UNKNOWN_PARENT: 'El archivo no tiene el nodo {value}.',
  WRONG_LEVEL: 'El nivel es {value}; bajo su padre debe ser {expected}.',
  LEVEL_TOO_DEEP: 'El nivel es {value}; el plan tiene {depth} niveles.',
};

const ru: Sentences = {
  NO_ROWS: 'В файле нет строк.',
  TOO_MANY_ROWS: 'В файле больше {limit} строк.',
  MALFORMED_CSV: 'Здесь CSV нарушен: кавычка стоит не на месте или не закрыта, либо строка слишком длинная.',
  DUPLICATE_COLUMN: 'Столбец {value} указан дважды.',
  UNKNOWN_COLUMN: 'Столбца {value} не существует.',
  MISSING_COLUMN: 'Столбца {value} нет в файле.',
  RAGGED_ROW: 'Значений в строке: {found}, в заголовке: {expected}.',
  NOT_TEXT: 'Значение должно быть текстом или числом.',
  CODE_AS_NUMBER: 'Код — это текст: записанные числом, как {value}, коды 1.10 и 1.1 совпали бы.',
  WRONG_ENCODING: 'Это нельзя прочитать как текст в UTF-8.',
  UNKNOWN_KIND: '{value} — это не node и не kpi.',
  REQUIRED: 'Здесь нужно значение.',
  TITLE_MISSING: 'Нужно название хотя бы на одном языке.',
  INVALID_CODE:
    "{value} — не код: латинские буквы, цифры, пробелы и & ' ( ) * + , - . / : [ ] _, не более 64, первой стоит буква или цифра.",
  INVALID_TEXT: 'Текст слишком длинный или содержит управляющие символы.',
  INVALID_LEVEL: '{value} — не уровень: нужно целое число от 1.',
  INVALID_MINISTRY: '{value} — не код министерства: от 2 до 12 заглавных букв и цифр.',
  INVALID_NUMBER: '{value} — не число вида -12.5 с десятичной точкой.',
  INVALID_YEAR: '{value} — не год из четырёх цифр.',
  INVALID_CHOICE: '{value} не входит в список: {choices}.',
  ROW_TOO_LARGE: 'В строке {size} байт; принимается не более {limit}.',
  DUPLICATE_CODE: 'Код {value} указан дважды.',
  UNKNOWN_PARENT: 'В файле нет узла {value}.',
  WRONG_LEVEL: 'Указан уровень {value}; под своим родителем он должен быть {expected}.',
  LEVEL_TOO_DEEP: 'Указан уровень {value}; уровней в плане: {depth}.',
};

const it: Sentences = {
  NO_ROWS: 'Il file non ha righe.',
  TOO_MANY_ROWS: 'Il file ha più di {limit} righe.',
  MALFORMED_CSV: 'Qui il CSV si interrompe: una virgoletta è fuori posto o non è chiusa, o la riga è troppo lunga.',
  DUPLICATE_COLUMN: 'La colonna {value} compare due volte.',
  UNKNOWN_COLUMN: 'Non esiste la colonna {value}.',
  MISSING_COLUMN: 'Manca la colonna {value}.',
  RAGGED_ROW: 'La riga ha {found} valori, l’intestazione ne ha {expected}.',
  NOT_TEXT: 'Il valore deve essere un testo o un numero.',
  CODE_AS_NUMBER: 'Un codice è un testo: scritti come il numero {value}, 1.10 e 1.1 sarebbero lo stesso codice.',
  WRONG_ENCODING: 'Questo non si può leggere come testo UTF-8.',
  UNKNOWN_KIND: '{value} non è né node né kpi.',
  REQUIRED: 'Qui serve un valore.',
  TITLE_MISSING: 'Serve un titolo in almeno una lingua.',
  INVALID_CODE:
    "{value} non è un codice: lettere dalla A alla Z senza accenti, cifre, spazi e & ' ( ) * + , - . / : [ ] _, al massimo 64, con una lettera o cifra all’inizio.",
  INVALID_TEXT: 'Il testo è troppo lungo o contiene caratteri di controllo.',
  INVALID_LEVEL: '{value} non è un livello: un numero intero da 1.',
  INVALID_MINISTRY: '{value} non è un codice di ministero: da 2 a 12 maiuscole e cifre.',
  INVALID_NUMBER: '{value} non è un numero come -12.5, con il punto decimale.',
  INVALID_YEAR: '{value} non è un anno di quattro cifre.',
  INVALID_CHOICE: '{value} non è uno dei valori {choices}.',
  ROW_TOO_LARGE: 'La riga ha {size} byte; se ne accettano al massimo {limit}.',
  DUPLICATE_CODE: 'Il codice {value} compare due volte.',
  UNKNOWN_PARENT: 'Il file non ha il nodo {value}.',
  WRONG_LEVEL: 'Il livello è {value}; sotto il suo genitore deve essere {expected}.',
  LEVEL_TOO_DEEP: 'Il livello è {value}; il piano ha {depth} livelli.',
};

const pt: Sentences = {
  NO_ROWS: 'O ficheiro não tem linhas.',
  TOO_MANY_ROWS: 'O ficheiro tem mais de {limit} linhas.',
  MALFORMED_CSV: 'O CSV quebra aqui: uma aspa está fora do lugar ou não foi fechada, ou a linha é demasiado longa.',
  DUPLICATE_COLUMN: 'A coluna {value} aparece duas vezes.',
  UNKNOWN_COLUMN: 'Não existe a coluna {value}.',
  MISSING_COLUMN: 'Falta a coluna {value}.',
  RAGGED_ROW: 'A linha tem {found} valores e o cabeçalho tem {expected}.',
  NOT_TEXT: 'O valor deve ser um texto ou um número.',
  CODE_AS_NUMBER: 'Um código é um texto: escritos como o número {value}, 1.10 e 1.1 seriam um só.',
  WRONG_ENCODING: 'Isto não se consegue ler como texto UTF-8.',
  UNKNOWN_KIND: '{value} não é node nem kpi.',
  REQUIRED: 'É preciso um valor aqui.',
  TITLE_MISSING: 'É preciso um título em pelo menos uma língua.',
  INVALID_CODE:
    "{value} não é um código: letras de A a Z sem acento, algarismos, espaços e & ' ( ) * + , - . / : [ ] _, no máximo 64, com uma letra ou algarismo no início.",
  INVALID_TEXT: 'O texto é demasiado longo ou contém caracteres de controlo.',
  INVALID_LEVEL: '{value} não é um nível: um número inteiro a partir de 1.',
  INVALID_MINISTRY: '{value} não é um código de ministério: 2 a 12 maiúsculas e algarismos.',
  INVALID_NUMBER: '{value} não é um número como -12.5, com ponto decimal.',
  INVALID_YEAR: '{value} não é um ano de quatro algarismos.',
  INVALID_CHOICE: '{value} não é um dos valores {choices}.',
  ROW_TOO_LARGE: 'A linha tem {size} bytes; aceitam-se no máximo {limit}.',
  DUPLICATE_CODE: 'O código {value} aparece duas vezes.',
  UNKNOWN_PARENT: 'O ficheiro não tem o nó {value}.',
  WRONG_LEVEL: 'O nível é {value}; sob o seu pai deve ser {expected}.',
  LEVEL_TOO_DEEP: 'O nível é {value}; o plano tem {depth} níveis.',
};

export const importTexts: Readonly<Record<Language, Sentences>> = { en, fr, es, ru, it, pt };

/** A value of the file is shown up to this length. */
const SHOWN = 60;

/** The sentence of an error in a language. */
export const importSentence = (language: Language, code: ImportErrorCode, values: ImportErrorValues): string =>
  importTexts[language][code].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '').slice(0, SHOWN));
