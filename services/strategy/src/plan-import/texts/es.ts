import type { ImportErrorCode } from '../file/import-error.ts';

export const es: Readonly<Record<ImportErrorCode, string>> = {
  NO_ROWS: 'El archivo no tiene filas.',
  TOO_MANY_ROWS: 'El archivo tiene más de {limit} filas.',
  MALFORMED_CSV: 'El CSV se rompe aquí: una comilla está mal puesta o sin cerrar, o la fila es demasiado larga.',
  WORKBOOK: 'Es un libro de una hoja de cálculo: guarde su hoja como CSV y envíela.',
  DUPLICATE_COLUMN: 'La columna {value} está dos veces.',
  UNKNOWN_COLUMN: 'No existe la columna {value}.',
  UNNAMED_COLUMN: 'La columna {letter} tiene valores y no tiene nombre en el encabezado.',
  MISSING_COLUMN: 'Falta la columna {value}.',
  RAGGED_ROW: 'La fila tiene {found} valores y el encabezado {expected}.',
  NOT_TEXT: 'El valor debe ser un texto o un número.',
  CODE_AS_NUMBER: 'Un código es un texto: escritos como el número {value}, 1.10 y 1.1 serían uno solo.',
  WRONG_ENCODING: '{value} contiene caracteres que no se pudieron leer: guarde el archivo en UTF-8.',
  UNKNOWN_KIND: '{value} no es node, kpi ni series.',
  REQUIRED: 'Aquí hace falta un valor.',
  TITLE_MISSING: 'Hace falta un título en al menos un idioma.',
  INVALID_CODE:
    "{value} no es un código: letras de la A a la Z sin tilde, cifras, espacios y & ' ( ) * + , - . / : [ ] _, 64 como máximo, con una letra o cifra al principio.",
  RESERVED_CODE:
    '{value} no puede ser un código: los informes usan esta palabra para las iniciativas sin nodo. Indique otro.',
  INVALID_TEXT:
    '{value} es demasiado largo o contiene caracteres de control: se admiten 300 caracteres, y 1000 en un título.',
  INVALID_LEVEL: '{value} no es un nivel: un número entero desde 1.',
  INVALID_MINISTRY:
    '{value} no es un código de ministerio: de 2 a 12 mayúsculas y cifras; varios se separan con punto y coma.',
  BROKEN_NUMBER: '{value} parece un número y no se puede leer como tal: ¿qué se quiere decir?',
  AMBIGUOUS_NUMBER:
    '{value} puede tener un signo decimal o un separador de millares, y ningún número del archivo lo aclara: escriba uno con otra cantidad de decimales, como 1234,50, o sin ese signo. Filas: {rows}.',
  UNLIKELY_TIME:
    '¿Es {value} la fecha o el período que se quiere indicar? Se admiten los años de 1900 a 2200 y sus días, trimestres y ejercicios: 2027, 2025-2027, 2026-T1, 2024/25, 2026-06-30.',
  INVALID_CHOICE: '{value} no es uno de los valores {choices}.',
  ROW_TOO_LARGE: 'La fila tiene {size} bytes; se admiten {limit} como máximo.',
  DUPLICATE_CODE: 'El código {value} está en las filas {rows}: cada nodo necesita un código propio.',
  CODE_ON_TWO_LEVELS:
    'El código {value} está en las filas {rows}, en los niveles {levels}: dé otro código a todos esos nodos menos uno; un indicador puede estar bajo varios nodos, que su columna parent nombra separados con punto y coma.',
  DUPLICATE_KPI:
    'El indicador {value} está en las filas {rows}: deje una; su columna parent puede nombrar varios nodos, separados con punto y coma.',
  DUPLICATE_SERIES:
    'Las filas {rows} dan al indicador {value} la misma dimensión, categoría y unidad: deje una de ellas.',
  UNKNOWN_PARENT: 'El archivo no tiene el nodo {value}. Filas que lo nombran como padre: {rows}.',
  PARENT_MISSING: 'Un nodo de nivel {level} necesita un padre; solo los de nivel 1 no lo tienen.',
  WRONG_LEVEL:
    'El nivel es {level}; su padre {parent} está en el nivel {above}, y el nivel debe ser más profundo que ese.',
  LEVEL_TOO_DEEP: 'El nivel es {level}; el plan tiene {depth} niveles.',
  UNKNOWN_KPI: 'El archivo no tiene el indicador {value}. Filas de tipo series que lo nombran: {rows}.',
  SERIES_OF_NOTHING: 'Una serie necesita una dimensión y una categoría, o una unidad distinta de la de su indicador.',
  CODES_DIFFER_IN_CAPITALS:
    'Los códigos {codes} (filas {rows}) solo difieren en las mayúsculas y se toman como distintos.',
  TWO_DECIMAL_SIGNS:
    'La fila {comma} tiene una coma decimal y la fila {point} un punto decimal: cada uno se leyó como tal.',
};
