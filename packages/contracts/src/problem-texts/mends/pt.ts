import type { Mends } from '../../kernel/problem.ts';

export const pt: Mends = {
  statuses: {
    400: 'Corrija o que é indicado e envie de novo o pedido. Nada foi alterado; o mesmo pedido seria outra vez recusado.',
    401: 'Obtenha um token de acesso no endereço que a resposta indica e envie-o no cabeçalho Authorization: Bearer.',
    403: 'Use um token que tenha uma das funções indicadas, ou confie esta ação a quem a tenha. Com o mesmo token, qualquer outra tentativa será recusada.',
    404: 'Verifique o endereço e se pode ler o que lá está. O que outro serviço acabou de criar pode demorar alguns segundos a aparecer.',
    405: 'Use um dos métodos indicados no cabeçalho Allow.',
    408: 'Envie de novo o pedido, com a mesma Idempotency-Key se enviou uma.',
    409: 'Leia-o de novo para ver como está agora e decida se o seu pedido ainda faz sentido.',
    410: 'Foi eliminado definitivamente: nada se pode fazer. Elimine também a sua própria cópia.',
    412: 'Leia-o de novo, aplique a alteração ao que leu e envie-a com o novo ETag em If-Match.',
    413: 'Envie menos de cada vez: divida-o em vários pedidos.',
    415: 'Envie um dos tipos de conteúdo que a resposta indica.',
    422: 'O pedido tem a forma certa, mas uma regra opõe-se ao que diz. Altere o que a resposta indica e envie-o como novo pedido, com uma nova Idempotency-Key.',
    428: 'Leia-o e envie o seu ETag em If-Match.',
    429: 'Aguarde os segundos que Retry-After indica e espace os seus pedidos.',
    431: 'Envie menos cabeçalhos, ou cabeçalhos mais curtos.',
    500: 'Repita o pedido mais tarde, com a mesma Idempotency-Key se enviou uma. Se voltar a acontecer, comunique aos operadores o traceId da resposta.',
    503: 'Repita o pedido após os segundos que Retry-After indica, com a mesma Idempotency-Key se enviou uma.',
  },
  codes: {
    ALREADY_EXISTS:
      'Se a resposta contiver links.holder, a ligação conduz ao que existe: use-o, ou dê ao seu outro identificador.',
    WRONG_STATE: 'Leia-o para ver o seu estado e leve-o primeiro ao que é necessário.',
    FIELDS_FROZEN:
      'errors da resposta diz, para cada campo, o que assenta nele e o que fazer em alternativa; omita esses campos para corrigir os outros.',
    FOUR_EYES: 'Peça a uma segunda pessoa que tenha a função que envie este pedido, com um token próprio.',
    FUTURE_DATE: 'Indique um dia que não seja posterior a hoje, ou omita o dia para indicar hoje.',
    DATES_REVERSED: 'Troque os dois dias, ou corrija o que está errado.',
    PARTNER_UNKNOWN:
      'GET /partnerships/v1/partners enumera os parceiros. Um responsável pelos parceiros regista os novos.',
    PLAN_UNKNOWN: 'GET /strategy/v1/plans enumera os planos. A comissão de planeamento regista os novos.',
    PLAN_NODE_UNKNOWN:
      'GET /strategy/v1/plans/{code}/versions/{version} enumera os nós; indique os seus códigos tal como lá estão escritos.',
    KPI_UNKNOWN:
      'GET /strategy/v1/plans/{code}/versions/{version} enumera os indicadores; indique os seus códigos tal como lá estão escritos.',
    NO_ACTIVE_VERSION: 'Indique um dia posterior, ou peça à comissão de planeamento que ponha uma versão em vigor.',
    VERSION_NOT_IMPORTED:
      'Importe primeiro a versão completa. Uma importação interrompida continua quando o mesmo ficheiro é enviado de novo.',
    WEIGHTS_NOT_100: 'A resposta propõe percentagens em errors; ?normalise=true aceita as suas em proporção.',
    SECTORS_NOT_100: 'A resposta propõe percentagens em errors; ?normalise=true aceita as suas em proporção.',
    AREAS_NOT_100: 'A resposta propõe percentagens em errors; ?normalise=true aceita as suas em proporção.',
    ORGANISATION_UNKNOWN:
      'Verifique o identificador. Uma organização acabada de registar aparece após alguns segundos.',
    ORGANISATION_NOT_RECOGNISED:
      'O ministério dos negócios estrangeiros ou uma embaixada tem primeiro de reconhecer a organização para esse dia.',
    ORGANISATION_SUSPENDED:
      'O ministério dos negócios estrangeiros ou uma embaixada tem primeiro de reconhecer de novo a organização.',
    PARKED:
      'Um operador tem de aplicar de novo os eventos com POST /v1/parked/{group}/{aggregate}/redrive. Comunique aos operadores o traceId da resposta.',
    AS_OF_BEYOND_WATERMARK: 'Indique asOf=latest, ou um momento passado.',
  },
};
