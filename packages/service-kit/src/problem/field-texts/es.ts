import type { FieldTexts } from '../field-codes.ts';

export const es: FieldTexts = {
  sentences: {
    REQUIRED: 'Este campo es obligatorio.',
    WRONG_TYPE: 'El valor debe ser {kind}.',
    UNKNOWN_FIELD: 'Este campo no existe aquí; elimínelo.',
    TOO_SHORT: 'Indique al menos {limit} caracteres.',
    TOO_LONG: 'Indique como máximo {limit} caracteres.',
    TOO_FEW: 'Indique al menos {limit} elementos.',
    TOO_MANY: 'Indique como máximo {limit} elementos.',
    TOO_SMALL: 'El valor debe ser como mínimo {limit}.',
    NOT_ABOVE: 'El valor debe ser mayor que {limit}.',
    TOO_LARGE: 'El valor debe ser como máximo {limit}.',
    NOT_A_STEP: 'El valor debe ser múltiplo de {step}.',
    WRONG_FORMAT: 'Indique {form}.',
    NOT_ONE_OF: 'El valor debe ser uno de los siguientes: {values}.',
    WRONG_KEY: 'Nombre esta clave con {form}.',
    CONTROL_CHARACTER: 'Indique al menos un carácter visible y ningún carácter de control.',
    UNKNOWN_CURRENCY: 'No es un código de moneda de la norma ISO 4217.',
    NOT_AN_AMOUNT: 'Indique un número decimal con punto, en forma de texto, por ejemplo 350000.00.',
    TOO_MANY_DECIMALS: 'Decimales: {currency} tiene {decimals}; {amount} tiene {has}.',
    NEGATIVE_BUDGET: 'Un presupuesto no puede ser negativo.',
    TOO_LONG_IN_BASE: 'En {currency}, este importe tiene más de 18 cifras antes del punto.',
    UNLIKELY_YEAR: '¿Es este el año que se quería indicar? Aquí se admiten días de 1900 a 2200.',
    NO_SUCH_DAY: 'El {day} no existe.',
    NO_SUCH_MONTH: 'No existe el mes {month}: los meses van de 01 a 12.',
    LANGUAGE_TWICE: '{tag} y {other} son el mismo idioma; indique su texto una sola vez.',
    SHARE_NEEDED: 'Indique también el porcentaje: solo puede omitirse cuando hay una única parte.',
    SHARE_PROPOSED: 'Con {pct} aquí, las partes suman 100; ?normalise=true las toma así.',
    AREA_CONTRADICTED: 'area nombra {area}, pero la mayor parte de areas está en {largest}; omita area o nombre esa.',
    IDENTIFIER_TAKEN: '{identifier} ya pertenece a {id}.',
    FROZEN_BY_RECOGNITION:
      '{field} queda como está mientras la organización se encuentra en el estado {state}: su reconocimiento se apoya en él. Suspenda el reconocimiento, corrija el campo y reconozca de nuevo la organización.',
    FROZEN_BY_ORGANISATION:
      '{field} queda como está: el socio fue admitido porque esa organización está reconocida. Registre otra organización como un nuevo socio.',
    FROZEN_BY_DECISION:
      '{field} queda como está mientras haya un vínculo aceptado: el ministerio que lo aceptó se basó en él. Envíe de nuevo los vínculos con el plan, corrija el campo y haga que se decida de nuevo sobre ellos.',
    FROZEN_BY_MONEY:
      '{field} queda como está cuando la iniciativa se encuentra en el estado {state}: con él se prevén y se pagan fondos. Registre lo que difiera como una iniciativa propia.',
    FROZEN_BY_END:
      '{field} queda como está: la iniciativa se encuentra en el estado {state} y los informes de años anteriores se apoyan en él. Registre lo que continúe como una nueva iniciativa.',
    FROZEN_BY_SUBMISSION:
      '{field} queda como está mientras la solicitud se encuentre en el estado {state}: lo presentado se apoya en él. Pida que se devuelva la solicitud, corrija el campo y preséntela de nuevo.',
    ONE_RANGE: 'Una lista se limita por un solo intervalo a la vez: omita este, o bien {other}.',
    SORTED_BY_RANGE:
      'Una lista limitada por {range} sigue el orden de {order}: omita sort, o indique {order} o -{order}.',
    RANGE_REVERSED: 'Este valor es anterior al comienzo, {from}.',
    UNKNOWN_TIME_ZONE: 'Esto no es el nombre de una zona horaria de la base IANA, como Europe/Chisinau.',
    NO_LANGUAGE: 'Indique el texto en al menos un idioma, por ejemplo {"es": "…"}.',
    SYNTAX: 'La sintaxis se rompe en la línea {line}, columna {column}.',
    TOO_DEEP: 'La anidación supera aquí los {limit} niveles; simplifique la estructura.',
    FORBIDDEN_KEY: 'Esta clave no se admite en ninguna parte; elimínela.',
    REPEATED: 'Indique este valor una sola vez.',
    BASE_CURRENCY: 'Es la moneda base: su tipo de cambio es siempre 1.',
    NOT_HTTP: 'Esto no es HTTP/1.1, o no queda claro dónde termina la solicitud.',
    STARTING: 'El servicio se está iniciando.',
    WAITING_FOR_DATABASE: 'El servicio espera a su base de datos.',
    DRAINING: 'El servicio se está cerrando y no acepta trabajo nuevo.',
    FILLING: 'Los modelos de lectura se están llenando; eventos aplicados: {copies}.',
    BUSY: 'El bucle de eventos del servicio va con retraso.',
    STALLED: 'El proceso de fondo no ha dado señales recientemente.',
    REFUSED: 'Este valor no se admite aquí.',
    UNKNOWN_CURSOR:
      'Esto no es un lugar de esta lista: omítalo para empezar, o indique el valor next de la página anterior.',
    DUPLICATE_KEY: 'Esta clave aparece más de una vez en el mismo objeto; indíquela una sola vez.',
    IF_NONE_MATCH_NOT_TAKEN:
      'Esta solicitud no admite If-None-Match; elimínelo. Para modificar solo lo que ha leído, envíe su ETag en If-Match; para repetir un POST sin riesgo, envíe Idempotency-Key.',
    IF_NONE_MATCH_NOT_STAR:
      'Aquí solo se admite *: indica que todavía no debe existir nada. Para modificar lo que existe, envíe su ETag en If-Match.',
    IF_MATCH_NOT_TAKEN:
      'Una lectura no admite If-Match; elimínelo. Para recibir una respuesta solo si algo ha cambiado, envíe el ETag en If-None-Match.',
    IF_MATCH_NOTHING_YET: 'Esta solicitud crea algo nuevo: todavía no hay nada que If-Match pueda designar; elimínelo.',
    IF_MATCH_BESIDE_NONE:
      'If-Match e If-None-Match se excluyen: envíe If-Match para modificar lo que existe, o If-None-Match: * para crear lo que no existe.',
    LAST_STEP_OPEN: 'Cada tramo menos el último indica hasta qué importe llega; el último no lo indica.',
    PARTY_UNKNOWN: 'La regla no tiene ninguna parte {party}.',
    BASE_UNCLEAR:
      'La base party-share va con baseOf, que nombra las partes cuyas cuotas son la base; un grupo no lleva ninguna de las dos.',
    CIRCULAR: 'La cuota de {party} se mide por sí misma, aunque sea a través de otras.',
    FLOOR_OF_OFFER:
      'Una parte que paga lo que ofrece no tiene un mínimo que siga las cuotas de otras; limite las de ellas con ratioOf.',
    LIMITS_CROSSED: 'Este mínimo supera su máximo, o está junto a un porcentaje exacto.',
    PARTS_NOT_100: 'Los porcentajes suman {total}; los exactos deben sumar 100 y los mínimos, 100 como mucho.',
    EXPRESSION_SYNTAX: 'Esta expresión no se puede leer, o es demasiado larga o profunda: {detail}.',
    EXPRESSION_TYPES: 'Esta expresión nombra algo que no existe, o compara lo que no es comparable: {detail}.',
    EXPRESSION_NOT_BOOLEAN: 'Esta expresión debe ser verdadera o falsa; es del tipo {detail}.',
    EXPRESSION_NOT_CALLABLE:
      '{detail} no se puede llamar aquí: una expresión puede llamar a all, exists, exists_one, filter, map, has, size, startsWith, endsWith, contains, minor, ageOn, monthsBetween y firstOfMonth.',
    EXPRESSION_NESTED: '{detail} está dentro de otra pregunta a cada elemento de una lista; hágalas una tras otra.',
  },
  kinds: {
    text: 'un texto',
    number: 'un número',
    integer: 'un número entero',
    boolean: 'true o false',
    list: 'una lista',
    object: 'un objeto',
    value: 'de otro tipo',
  },
  forms: {
    id: 'un identificador de 36 caracteres en minúsculas, por ejemplo {example}',
    'report-run': 'el identificador de un informe congelado: 64 cifras y letras de la a a la f',
    'ministry-code':
      'el código de un ministerio, de 2 a 12 mayúsculas y cifras que empiezan por una letra, por ejemplo {example}',
    'country-code': 'el código de un país, dos mayúsculas (ISO 3166-1), por ejemplo {example}',
    'currency-code': 'el código de una moneda, tres mayúsculas (ISO 4217), por ejemplo {example}',
    'language-tag': 'una etiqueta de idioma (BCP 47), por ejemplo {example}',
    'plan-code':
      'el código de un plan, de 2 a 32 mayúsculas, cifras y guiones que empiezan por una letra, por ejemplo {example}',
    'plan-version':
      'el nombre de una versión de plan, como máximo 16 letras, cifras, puntos y guiones, por ejemplo {example}',
    'node-code':
      "el código de un nodo o de un indicador, como máximo 64 letras de la A a la Z sin tilde, cifras, espacios y & ' ( ) * + , - . / : [ ] _ que empiezan por una letra o cifra, por ejemplo {example}",
    'organisation-scheme': 'un registro de org-id.guide en mayúsculas, por ejemplo {example}',
    'organisation-number':
      "el número en ese registro, como máximo 128 letras de la A a la Z sin tilde, cifras, espacios y & ' ( ) * + , - . / : [ ] _ que empiezan por una letra o cifra, por ejemplo {example}",
    'iati-identifier':
      'un identificador IATI de caracteres visibles, con espacios solo en su interior, por ejemplo {example}',
    code: 'un código de letras, cifras y . _ / : - que empieza por una letra o cifra, por ejemplo {example}',
    'fact-name':
      'el nombre de un dato: una letra minúscula y después letras y cifras, 40 como mucho, por ejemplo {example}',
    decimal:
      'un número decimal con punto, en forma de texto, con un máximo de 18 cifras antes del punto y 18 después, por ejemplo {example}',
    'positive-decimal': 'un número decimal mayor que 0 con punto, en forma de texto, por ejemplo {example}',
    date: 'un día del calendario en la forma AAAA-MM-DD, por ejemplo {example}',
    datetime: 'un instante en UTC con milisegundos, por ejemplo {example}',
    uuid: 'un UUID, por ejemplo {example}',
    'whole-number': 'un número entero, solo con cifras, por ejemplo {example}',
    'if-match': 'un solo ETag tal como se leyó, entre comillas rectas y sin W/, por ejemplo {example}',
    'if-none-match': '* o varios ETag tal como se leyeron, separados por comas, por ejemplo {example}',
    'idempotency-key': 'de 1 a 128 caracteres ASCII visibles, por ejemplo {example}',
    'last-event-id':
      'el identificador del último evento que dio un flujo, de 200 caracteres como máximo, por ejemplo {example}',
    'consistency-token':
      'como máximo 8 tokens tal como los devolvieron los comandos, separados por comas, por ejemplo {example}',
    other: 'un valor de la forma que describen las páginas de la API en /docs',
  },
  numbers: 'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce'.split(' '),
  received: 'Valor recibido: {given}.',
};
