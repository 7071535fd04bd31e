import type { ProblemTexts } from '../kernel/problem.ts';
import { awardProblems } from './awards.ts';

export const es: ProblemTexts = {
  VALIDATION: {
    title: 'La solicitud no es válida',
    detail: 'Corrija los campos indicados en errors y vuelva a enviar la solicitud.',
  },
  MALFORMED_BODY: {
    title: 'No se puede leer el cuerpo de la solicitud',
    detail:
      'El cuerpo no es un contenido {mediaType} bien formado. Compruebe su sintaxis y su codificación, que debe ser UTF-8.',
  },
  IDEMPOTENCY_KEY_MISSING: {
    title: 'Falta la cabecera Idempotency-Key',
    detail:
      'Esta solicitud mueve fondos: envíe la cabecera Idempotency-Key con un valor propio y repita ese mismo valor si repite la solicitud.',
  },
  PLAN_REQUIRED: {
    title: 'Indique el plan',
    detail: 'No hay exactamente un plan nacional vigente. Indique el plan con ?plan=; planes vigentes: {plans}.',
  },
  UNAUTHENTICATED: {
    title: 'Se requiere una credencial de acceso',
    detail: 'Envíe la cabecera Authorization: Bearer con un token de acceso emitido por {issuer}. {reason}',
  },
  TOKEN_EXPIRED: { title: 'El token ha caducado', detail: 'Solicite un nuevo token de acceso a {issuer}.' },
  FORBIDDEN: {
    title: 'Acceso denegado',
    detail: 'Esta operación exige uno de los siguientes roles: {roles}{condition}.',
  },
  FOUR_EYES: {
    title: 'Se requiere una segunda persona',
    detail:
      'Quien preparó el expediente no puede ponerlo también en vigor; tampoco puede hacerlo una cuenta automática.',
  },
  NOT_FOUND: {
    title: 'No encontrado',
    detail: 'En esta dirección no hay nada que usted esté autorizado a consultar.',
  },
  NO_ACTIVE_VERSION: {
    title: 'Ninguna versión vigente',
    detail: 'El plan {planCode} no tiene ninguna versión vigente a fecha de {to}.',
  },
  METHOD_NOT_ALLOWED: { title: 'Método no permitido', detail: 'Esta dirección admite únicamente {allowed}.' },
  REQUEST_TIMEOUT: {
    title: 'La solicitud ha tardado demasiado',
    detail: 'La solicitud no llegó completa dentro del plazo. Vuelva a enviarla.',
  },
  CONFLICT: {
    title: 'Modificado por otras personas',
    detail:
      'Otras personas modificaron este elemento al mismo tiempo, varias veces. Vuelva a leerlo y repita la solicitud.',
  },
  ALREADY_EXISTS: { title: 'Ya existe', detail: '{what} ya existe.' },
  WRONG_STATE: {
    title: 'No es posible en este estado',
    detail: 'El estado actual es {state}; esta operación exige {needed}.',
  },
  FIELDS_FROZEN: {
    title: 'Hay campos que ya no pueden corregirse',
    detail: 'En el estado {state} estos campos quedan como están: {fields}. No se ha modificado nada.',
  },
  PLAN_NOT_READY: {
    title: 'La versión del plan no está lista',
    detail:
      'La versión {planVersion} del plan {planCode} no está en vigor aquí a fecha de {date}; la versión en vigor es {current}, donde – significa ninguna. Indique esa o, si la suya acaba de entrar en vigor, inténtelo de nuevo dentro de un momento.',
  },
  VERSION_TAKEN: {
    title: 'Esta versión tiene otro contenido',
    detail:
      'La versión {planVersion} del plan {planCode} se importó con otro contenido. Una corrección es una versión nueva: impórtela con otro nombre.',
  },
  OTHER_VERSION_IN_FORCE: {
    title: 'Otra versión está en vigor',
    detail:
      'La versión en vigor del plan {planCode} es {current} y replacesVersion indica {given}; – significa ninguna. Vuelva a leer el plan antes de decidir.',
  },
  REVISION_SUPERSEDED: {
    title: 'La propuesta ha cambiado',
    detail:
      'Su decisión se refiere a la revisión {given}; la actual es la {current}. Vuelva a leer la propuesta antes de decidir.',
  },
  REBUILD_KEPT: {
    title: 'Todavía se conserva una versión anterior',
    detail:
      'La versión {version} de los modelos de lectura se conserva desde que otra ocupó su lugar. Elimínela, o vuelva a mostrarla, antes de empezar otra reconstrucción.',
  },
  REBUILD_LIVE: {
    title: 'Esta versión es la que se muestra',
    detail: 'La versión {version} de los modelos de lectura es la que se muestra. Muestre otra antes de eliminarla.',
  },
  GONE: { title: 'Suprimido', detail: 'Aquello a lo que se refería esta solicitud ha sido suprimido.' },
  STALE: {
    title: 'Modificado desde su lectura',
    detail:
      'If-Match indica la versión {given}; la actual es la {current}. Vuelva a leer el elemento y repita su modificación.',
  },
  BODY_TOO_LARGE: {
    title: 'El cuerpo de la solicitud es demasiado grande',
    detail: 'Aquí se admiten como máximo {limit} bytes.',
  },
  TOO_MANY_EVENTS: {
    title: 'Demasiados elementos a la vez',
    detail: 'Esta modificación supera lo que admite un documento. Divídala en varias solicitudes.',
  },
  UNSUPPORTED_MEDIA_TYPE: { title: 'Tipo de contenido no admitido', detail: 'Envíe {accepted}.' },
  IDEMPOTENCY_KEY_REUSED: {
    title: 'Idempotency-Key ya utilizada',
    detail:
      'Este valor de Idempotency-Key acompañaba a otra solicitud. Utilice un valor nuevo para una solicitud nueva.',
  },
  HEADERS_TOO_LARGE: {
    title: 'Las cabeceras son demasiado grandes',
    detail: 'La línea de solicitud y las cabeceras juntas no pueden superar los {limit} bytes.',
  },
  FUTURE_DATE: { title: 'La fecha es futura', detail: '{date} es posterior a la fecha de hoy, {today}.' },
  RATE_MISSING: {
    title: 'No hay tipo de cambio',
    detail:
      'No existe ningún tipo de cambio de {currency} a {base} con fecha de {date} o anterior. El ministerio de hacienda lo fija mediante PUT /strategy/v1/exchange-rates/{currency}/{date}.',
  },
  PLAN_NODE_UNKNOWN: {
    title: 'Elemento del plan desconocido',
    detail: 'La versión {planVersion} del plan {planCode} no contiene el elemento {nodes}.',
  },
  PLAN_UNKNOWN: { title: 'Plan desconocido', detail: 'No existe el plan {planCode}.' },
  KPI_UNKNOWN: {
    title: 'Indicador desconocido',
    detail: 'Ninguna versión importada por completo del plan {planCode} tiene el indicador {kpiCode}.',
  },
  WEIGHTS_NOT_100: {
    title: 'Las ponderaciones no suman 100',
    detail: 'Las ponderaciones suman {total}; deben sumar 100.00.',
  },
  SECTORS_NOT_100: {
    title: 'Los sectores no suman 100',
    detail: 'Los porcentajes del vocabulario {vocabulary} suman {total}; deben sumar 100.00.',
  },
  AREAS_NOT_100: {
    title: 'Las zonas no suman 100',
    detail: 'Los porcentajes de las zonas suman {total}; deben sumar 100.00.',
  },
  DATES_REVERSED: { title: 'El final es anterior al inicio', detail: '{end} es anterior a {start}.' },
  IMPORT_INVALID: {
    title: 'El archivo contiene errores',
    detail:
      'Número de errores: {errorCount} ({causes}); no se ha importado nada. Corrija las filas indicadas en errors y vuelva a enviar el archivo.',
  },
  VERSION_NOT_IMPORTED: {
    title: 'No hay nada importado',
    detail: 'La versión {planVersion} del plan {planCode} no se ha importado por completo y no puede ponerse en vigor.',
  },
  ORGANISATION_UNKNOWN: {
    title: 'Organización desconocida',
    detail: 'La organización {organisationId} no consta aquí.',
  },
  ORGANISATION_NOT_RECOGNISED: {
    title: 'Organización no reconocida',
    detail: 'La organización {organisationId} no está reconocida a fecha de {date}.',
  },
  ORGANISATION_SUSPENDED: {
    title: 'Organización suspendida',
    detail: 'El reconocimiento de la organización {organisationId} está suspendido.',
  },
  RULES_PUBLISHED: {
    title: 'Estas reglas están publicadas',
    detail:
      'La versión {rulesVersion} de las reglas de {programme} está publicada y queda como está. Un cambio es una versión nueva: redáctela con otro nombre.',
  },
  PARTNER_UNKNOWN: {
    title: 'Socio desconocido',
    detail: 'No hay ningún socio {partnerId}.',
  },
  PROGRAMME_UNKNOWN: {
    title: 'Programa desconocido',
    detail: 'No hay ningún programa {programme}.',
  },
  RULES_NOT_IN_FORCE: {
    title: 'No hay reglas en vigor',
    detail:
      'El programa {programme} no tiene reglas en vigor el {date}; publicadas: {published}, donde – significa ninguna.',
  },
  RULES_OVERTAKEN: {
    title: 'Ya hay reglas posteriores publicadas',
    detail:
      'La versión {last} de las reglas está en vigor desde el {from}. Las reglas siguientes empiezan ese día o después, no el {given}.',
  },
  CALL_UNKNOWN: {
    title: 'Convocatoria desconocida',
    detail: 'No hay ninguna convocatoria {callId}.',
  },
  APPLICANT_NOT_TAKEN: {
    title: 'Este solicitante no se admite',
    detail:
      'La convocatoria admite solicitantes de los tipos {kinds}; se indicó {kind}. Una organización se nombra con organisationId, y de una persona física no se nombra nada.',
  },
  OUTSIDE_WINDOW: {
    title: 'Fuera del plazo de la convocatoria',
    detail:
      'La convocatoria admite lo que llega desde {from} y antes de {until}, prórroga incluida, según los días de {timeZone}; esto llegó a las {given}.',
  },
  ANSWER_NOT_TAKEN: {
    title: 'Esta respuesta no se admite',
    detail:
      '{name} no es una pregunta de la versión {rulesVersion} de las reglas, o su respuesta es de otro tipo. Las preguntas son {questions}.',
  },
  ANSWERS_MISSING: {
    title: 'Faltan respuestas',
    detail:
      'No se puede decidir si se cumplen las condiciones {conditions}; las preguntas sin respuesta son {questions}. Devuelva la solicitud para que se corrija.',
  },
  REVIEWED_ALREADY: {
    title: 'Ya la ha evaluado',
    detail: 'Cada evaluador evalúa una solicitud una sola vez.',
  },
  REVIEWS_MISSING: {
    title: 'Faltan evaluaciones',
    detail: 'Se aprueba cuando la han puntuado {needed} evaluadores; lo han hecho {given}.',
  },
  BODY_NOT_DUE: {
    title: 'No se espera la aprobación de este órgano',
    detail: 'Aún se esperan aprobaciones de {left}; se indicó {given}.',
  },
  ENVELOPE_EXHAUSTED: {
    title: 'La dotación está agotada',
    detail: 'De la dotación de la convocatoria queda {limit}; se solicita {given}.',
  },
  SCORES_NOT_TAKEN: {
    title: 'Estas puntuaciones no se admiten',
    detail:
      'Dé puntos enteros una vez por criterio, de 0 a su máximo: {criteria}. Quien declara un conflicto de intereses no puntúa nada.',
  },
  OTHER_CURRENCY: {
    title: 'Otra moneda',
    detail: 'Los importes se dan aquí en {passes}, la moneda del programa; este está en {given}.',
  },
  ABOVE_LIMIT: {
    title: 'Más de lo permitido',
    detail: 'Según el campo {rule} se admite como máximo {limit}; se indicó {given}.',
  },
  REASON_REQUIRED: { title: 'Se requiere un motivo', detail: 'Indique el motivo en reasonCode.' },
  AS_OF_BEYOND_WATERMARK: {
    title: 'Este instante es futuro',
    detail: 'asOf={asOf} es posterior al momento actual.',
  },
  PRECONDITION_REQUIRED: {
    title: 'Falta la cabecera If-Match',
    detail: 'Lea primero el elemento y envíe su ETag en la cabecera If-Match.',
  },
  TOO_MANY_REQUESTS: {
    title: 'Demasiadas solicitudes',
    detail: 'Espere {seconds} segundos e inténtelo de nuevo.',
  },
  INTERNAL: {
    title: 'Se ha producido un error en nuestros sistemas',
    detail: 'El fallo es nuestro. No se ha confirmado nada; puede repetir la solicitud con la misma Idempotency-Key.',
  },
  UNAVAILABLE: {
    title: 'No disponible en este momento',
    detail: 'Inténtelo de nuevo dentro de {seconds} segundos, con la misma Idempotency-Key si envió una.',
  },
  STORAGE_FULL: {
    title: 'No queda espacio para guardar',
    detail:
      'No se ha modificado nada y la lectura sigue funcionando. Hay que liberar espacio en el disco del servidor; inténtelo de nuevo dentro de {seconds} segundos, con la misma Idempotency-Key si envió una.',
  },
  NOT_CAUGHT_UP: {
    title: 'Aún sin actualizar',
    detail: 'Lo que espera aún no ha llegado aquí. Inténtelo de nuevo dentro de {seconds} segundos.',
  },
  PARKED: {
    title: 'A la espera de intervención',
    detail: 'Los eventos de {subject} se han apartado aquí porque uno de ellos no pudo aplicarse.',
  },
  ...awardProblems.es,
};
