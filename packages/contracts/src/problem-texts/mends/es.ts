import type { Mends } from '../../kernel/problem.ts';

export const es: Mends = {
  statuses: {
    400: 'Corrija lo que se indica y envíe la solicitud de nuevo. No se ha modificado nada; la misma solicitud volvería a rechazarse.',
    401: 'Obtenga un token de acceso en la dirección que indica la respuesta y envíelo en la cabecera Authorization: Bearer.',
    403: 'Use un token que tenga uno de los roles indicados, o encargue esta acción a quien lo tenga. Con el mismo token se rechazará cualquier otro intento.',
    404: 'Compruebe la dirección y que puede leer lo que hay en ella. Lo que otro servicio acaba de crear puede tardar unos segundos en aparecer.',
    405: 'Use uno de los métodos que indica la cabecera Allow.',
    408: 'Envíe la solicitud de nuevo, con la misma Idempotency-Key si envió una.',
    409: 'Léalo de nuevo para ver cómo está ahora y decida si su solicitud sigue teniendo sentido.',
    410: 'Se ha eliminado definitivamente: no se puede hacer nada. Elimine también su propia copia.',
    412: 'Léalo de nuevo, aplique su cambio a lo que ha leído y envíelo con el nuevo ETag en If-Match.',
    413: 'Envíe menos de una vez: repártalo en varias solicitudes.',
    415: 'Envíe uno de los tipos de contenido que indica la respuesta.',
    422: 'La solicitud tiene la forma correcta, pero una regla se opone a lo que dice. Cambie lo que indica la respuesta y envíela como solicitud nueva, con una nueva Idempotency-Key.',
    428: 'Léalo y envíe su ETag en If-Match.',
    429: 'Espere los segundos que indica Retry-After y espacie sus solicitudes.',
    431: 'Envíe menos cabeceras, o cabeceras más cortas.',
    500: 'Repita la solicitud más tarde, con la misma Idempotency-Key si envió una. Si vuelve a ocurrir, comunique a los operadores el traceId de la respuesta.',
    503: 'Repita la solicitud tras los segundos que indica Retry-After, con la misma Idempotency-Key si envió una.',
  },
  codes: {
    ALREADY_EXISTS:
      'Si la respuesta contiene links.holder, ese enlace lleva al que existe: úselo, o dé al suyo otro identificador.',
    WRONG_STATE: 'Léalo para ver su estado y llévelo primero al que se necesita.',
    FIELDS_FROZEN:
      'errors de la respuesta dice, para cada campo, qué se apoya en él y qué hacer en su lugar; omita esos campos para corregir los demás.',
    FOUR_EYES: 'Haga que una segunda persona que tenga el rol envíe esta solicitud con su propio token.',
    FUTURE_DATE: 'Indique un día que no sea posterior a hoy, u omita el día para indicar hoy.',
    DATES_REVERSED: 'Intercambie los dos días, o corrija el que esté equivocado.',
    PARTNER_UNKNOWN: 'GET /partnerships/v1/partners enumera los socios. Un responsable de socios registra los nuevos.',
    PLAN_UNKNOWN: 'GET /strategy/v1/plans enumera los planes. La comisión de planificación registra los nuevos.',
    PLAN_NODE_UNKNOWN:
      'GET /strategy/v1/plans/{code}/versions/{version} enumera los nodos; indique sus códigos tal como figuran allí.',
    KPI_UNKNOWN:
      'GET /strategy/v1/plans/{code}/versions/{version} enumera los indicadores; indique sus códigos tal como figuran allí.',
    NO_ACTIVE_VERSION: 'Elija un día posterior, o pida a la comisión de planificación que ponga en vigor una versión.',
    VERSION_NOT_IMPORTED:
      'Importe primero la versión completa. Una importación interrumpida continúa al enviar de nuevo el mismo archivo.',
    WEIGHTS_NOT_100: 'La respuesta propone porcentajes en errors; ?normalise=true toma los suyos en su proporción.',
    SECTORS_NOT_100: 'La respuesta propone porcentajes en errors; ?normalise=true toma los suyos en su proporción.',
    AREAS_NOT_100: 'La respuesta propone porcentajes en errors; ?normalise=true toma los suyos en su proporción.',
    ORGANISATION_UNKNOWN:
      'Compruebe el identificador. Una organización recién registrada aparece al cabo de unos segundos.',
    ORGANISATION_NOT_RECOGNISED:
      'El ministerio de asuntos exteriores o una embajada debe reconocer antes a la organización para ese día.',
    ORGANISATION_SUSPENDED:
      'El ministerio de asuntos exteriores o una embajada debe reconocer antes de nuevo a la organización.',
    PARKED:
      'Un operador debe aplicar de nuevo los eventos con POST /v1/parked/{group}/{aggregate}/redrive. Comunique a los operadores el traceId de la respuesta.',
    AS_OF_BEYOND_WATERMARK: 'Indique asOf=latest, o un momento pasado.',
  },
};
