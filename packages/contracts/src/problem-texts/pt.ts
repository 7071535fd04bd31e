import type { ProblemTexts } from '../kernel/problem.ts';
import { awardProblems } from './awards.ts';

export const pt: ProblemTexts = {
  VALIDATION: {
    title: 'O pedido não é válido',
    detail: 'Corrija os campos indicados em errors e envie de novo o pedido.',
  },
  MALFORMED_BODY: {
    title: 'Não é possível ler o corpo do pedido',
    detail:
      'O corpo não é um conteúdo {mediaType} bem formado. Verifique a sintaxe e a codificação, que deve ser UTF-8.',
  },
  IDEMPOTENCY_KEY_MISSING: {
    title: 'Falta o cabeçalho Idempotency-Key',
    detail:
      'Este pedido movimenta fundos: envie o cabeçalho Idempotency-Key com um valor à sua escolha e repita o mesmo valor se repetir o pedido.',
  },
  PLAN_REQUIRED: {
    title: 'Indique o plano',
    detail: 'Não há exatamente um plano nacional em vigor. Indique o plano com ?plan=; planos em vigor: {plans}.',
  },
  UNAUTHENTICATED: {
    title: 'É necessário um token de acesso',
    detail: 'Envie o cabeçalho Authorization: Bearer com um token de acesso emitido por {issuer}. {reason}',
  },
  TOKEN_EXPIRED: { title: 'O token expirou', detail: 'Solicite um novo token de acesso a {issuer}.' },
  FORBIDDEN: {
    title: 'Acesso recusado',
    detail: 'Esta operação exige uma das seguintes funções: {roles}{condition}.',
  },
  FOUR_EYES: {
    title: 'É necessária uma segunda pessoa',
    detail: 'Quem preparou o processo não pode ser quem o põe em vigor; uma conta automática também não o pode fazer.',
  },
  NOT_FOUND: {
    title: 'Não encontrado',
    detail: 'Neste endereço não há nada que esteja autorizado a consultar.',
  },
  NO_ACTIVE_VERSION: {
    title: 'Nenhuma versão em vigor',
    detail: 'O plano {planCode} não tem nenhuma versão em vigor à data de {to}.',
  },
  METHOD_NOT_ALLOWED: { title: 'Método não permitido', detail: 'Este endereço aceita apenas {allowed}.' },
  REQUEST_TIMEOUT: {
    title: 'O pedido demorou demasiado',
    detail: 'O pedido não chegou completo dentro do prazo. Envie-o de novo.',
  },
  CONFLICT: {
    title: 'Alterado por outras pessoas',
    detail: 'Outras pessoas alteraram este elemento ao mesmo tempo, várias vezes. Leia-o de novo e repita o pedido.',
  },
  ALREADY_EXISTS: { title: 'Já existe', detail: '{what} já existe.' },
  WRONG_STATE: {
    title: 'Não é possível neste estado',
    detail: 'O estado atual é {state}; esta operação exige {needed}.',
  },
  FIELDS_FROZEN: {
    title: 'Há campos que já não podem ser corrigidos',
    detail: 'No estado {state} estes campos ficam como estão: {fields}. Nada foi alterado.',
  },
  PLAN_NOT_READY: {
    title: 'A versão do plano não está pronta',
    detail:
      'A versão {planVersion} do plano {planCode} não está em vigor aqui em {date}; a versão em vigor é {current}, onde – significa nenhuma. Indique essa ou, se a sua acabou de entrar em vigor, tente de novo dentro de momentos.',
  },
  VERSION_TAKEN: {
    title: 'Esta versão tem outro conteúdo',
    detail:
      'A versão {planVersion} do plano {planCode} foi importada com outro conteúdo. Uma correção é uma nova versão: importe-a com outro nome.',
  },
  OTHER_VERSION_IN_FORCE: {
    title: 'Está em vigor outra versão',
    detail:
      'A versão em vigor do plano {planCode} é {current} e replacesVersion indica {given}; – significa nenhuma. Leia de novo o plano antes de decidir.',
  },
  REVISION_SUPERSEDED: {
    title: 'A proposta foi alterada',
    detail:
      'A sua decisão refere-se à revisão {given}; a atual é a {current}. Leia de novo a proposta antes de decidir.',
  },
  REBUILD_KEPT: {
    title: 'Uma versão anterior ainda está guardada',
    detail:
      'A versão {version} dos modelos de leitura está guardada desde que outra tomou o seu lugar. Elimine-a, ou volte a mostrá-la, antes de começar outra reconstrução.',
  },
  REBUILD_LIVE: {
    title: 'Esta versão é a que é mostrada',
    detail: 'A versão {version} dos modelos de leitura é a que é mostrada. Mostre outra antes de a eliminar.',
  },
  GONE: { title: 'Apagado', detail: 'Aquilo a que este pedido se referia foi apagado.' },
  STALE: {
    title: 'Alterado desde a sua leitura',
    detail:
      'If-Match indica a versão {given}; a atual é a {current}. Leia de novo o elemento e repita a sua alteração.',
  },
  BODY_TOO_LARGE: {
    title: 'O corpo do pedido é demasiado grande',
    detail: 'Aqui aceitam-se, no máximo, {limit} bytes.',
  },
  TOO_MANY_EVENTS: {
    title: 'Demasiados elementos de uma vez',
    detail: 'Esta alteração excede o que um documento pode conter. Divida-a em vários pedidos.',
  },
  UNSUPPORTED_MEDIA_TYPE: { title: 'Tipo de conteúdo não suportado', detail: 'Envie {accepted}.' },
  IDEMPOTENCY_KEY_REUSED: {
    title: 'Idempotency-Key já utilizada',
    detail: 'Este valor de Idempotency-Key acompanhou outro pedido. Utilize um valor novo para um pedido novo.',
  },
  HEADERS_TOO_LARGE: {
    title: 'Os cabeçalhos são demasiado grandes',
    detail: 'A linha do pedido e os cabeçalhos, em conjunto, não podem exceder {limit} bytes.',
  },
  FUTURE_DATE: { title: 'A data é futura', detail: '{date} é posterior à data de hoje, {today}.' },
  RATE_MISSING: {
    title: 'Não há taxa de câmbio',
    detail:
      'Não existe taxa de câmbio de {currency} para {base} à data de {date} ou anterior. O ministério das finanças fixa-a com PUT /strategy/v1/exchange-rates/{currency}/{date}.',
  },
  PLAN_NODE_UNKNOWN: {
    title: 'Elemento do plano desconhecido',
    detail: 'A versão {planVersion} do plano {planCode} não contém o elemento {nodes}.',
  },
  PLAN_UNKNOWN: { title: 'Plano desconhecido', detail: 'Não existe o plano {planCode}.' },
  KPI_UNKNOWN: {
    title: 'Indicador desconhecido',
    detail: 'Nenhuma versão importada por completo do plano {planCode} tem o indicador {kpiCode}.',
  },
  WEIGHTS_NOT_100: {
    title: 'As ponderações não somam 100',
    detail: 'As ponderações somam {total}; devem somar 100.00.',
  },
  SECTORS_NOT_100: {
    title: 'Os setores não somam 100',
    detail: 'As percentagens do vocabulário {vocabulary} somam {total}; devem somar 100.00.',
  },
  AREAS_NOT_100: {
    title: 'As áreas não somam 100',
    detail: 'As percentagens das áreas somam {total}; devem somar 100.00.',
  },
  DATES_REVERSED: { title: 'O fim é anterior ao início', detail: '{end} é anterior a {start}.' },
  IMPORT_INVALID: {
    title: 'O ficheiro contém erros',
    detail:
      'Número de erros: {errorCount} ({causes}); nada foi importado. Corrija as linhas indicadas em errors e envie de novo o ficheiro.',
  },
  VERSION_NOT_IMPORTED: {
    title: 'Nada foi importado',
    detail: 'A versão {planVersion} do plano {planCode} não foi importada por completo e não pode ser posta em vigor.',
  },
  ORGANISATION_UNKNOWN: {
    title: 'Organização desconhecida',
    detail: 'A organização {organisationId} não é conhecida aqui.',
  },
  ORGANISATION_NOT_RECOGNISED: {
    title: 'Organização não reconhecida',
    detail: 'A organização {organisationId} não está reconhecida à data de {date}.',
  },
  ORGANISATION_SUSPENDED: {
    title: 'Organização suspensa',
    detail: 'O reconhecimento da organização {organisationId} está suspenso.',
  },
  RULES_PUBLISHED: {
    title: 'Estas regras estão publicadas',
    detail:
      'A versão {rulesVersion} das regras de {programme} está publicada e fica como está. Uma alteração é uma nova versão: escreva-a com outro nome.',
  },
  PARTNER_UNKNOWN: {
    title: 'Parceiro desconhecido',
    detail: 'Não existe nenhum parceiro {partnerId}.',
  },
  PROGRAMME_UNKNOWN: {
    title: 'Programa desconhecido',
    detail: 'Não existe nenhum programa {programme}.',
  },
  RULES_NOT_IN_FORCE: {
    title: 'Sem regras em vigor',
    detail:
      'O programa {programme} não tem regras em vigor em {date}; publicadas: {published}, em que – significa nenhuma.',
  },
  RULES_OVERTAKEN: {
    title: 'Já há regras posteriores publicadas',
    detail:
      'A versão {last} das regras está em vigor desde {from}. As regras seguintes começam nesse dia ou depois, não em {given}.',
  },
  CALL_UNKNOWN: {
    title: 'Concurso desconhecido',
    detail: 'Não existe nenhum concurso {callId}.',
  },
  APPLICANT_NOT_TAKEN: {
    title: 'Este requerente não é aceite',
    detail:
      'O concurso aceita requerentes dos tipos {kinds}; foi indicado {kind}. Uma organização indica-se com organisationId, e de uma pessoa singular nada se indica.',
  },
  OUTSIDE_WINDOW: {
    title: 'Fora do prazo do concurso',
    detail:
      'O concurso aceita o que chega a partir de {from} e antes de {until}, prorrogação incluída, segundo os dias de {timeZone}; isto chegou às {given}.',
  },
  ANSWER_NOT_TAKEN: {
    title: 'Esta resposta não é aceite',
    detail:
      '{name} não é uma pergunta da versão {rulesVersion} das regras, ou a resposta é de outro tipo. As perguntas são {questions}.',
  },
  ANSWERS_MISSING: {
    title: 'Faltam respostas',
    detail:
      'Não se pode decidir se as condições {conditions} são cumpridas; as perguntas sem resposta são {questions}. Devolva a candidatura para correção.',
  },
  REVIEWED_ALREADY: {
    title: 'Já a avaliou',
    detail: 'Cada avaliador avalia uma candidatura uma só vez.',
  },
  REVIEWS_MISSING: {
    title: 'Faltam avaliações',
    detail: 'É aprovada quando {needed} avaliadores a pontuaram; até agora {given}.',
  },
  BODY_NOT_DUE: {
    title: 'Não se espera a aprovação deste órgão',
    detail: 'Ainda se esperam aprovações de {left}; foi indicado {given}.',
  },
  ENVELOPE_EXHAUSTED: {
    title: 'A dotação está esgotada',
    detail: 'Da dotação do concurso resta {limit}; pede-se {given}.',
  },
  SCORES_NOT_TAKEN: {
    title: 'Estas pontuações não são aceites',
    detail:
      'Dê pontos inteiros uma vez por critério, de 0 ao seu máximo: {criteria}. Quem declara um conflito de interesses não pontua nada.',
  },
  OTHER_CURRENCY: {
    title: 'Outra moeda',
    detail: 'Aqui os montantes são em {passes}, a moeda do programa; este é em {given}.',
  },
  ABOVE_LIMIT: {
    title: 'Mais do que é permitido',
    detail: 'Segundo o campo {rule} aceita-se no máximo {limit}; foi indicado {given}.',
  },
  REASON_REQUIRED: { title: 'É necessário um motivo', detail: 'Indique o motivo em reasonCode.' },
  AS_OF_BEYOND_WATERMARK: {
    title: 'Este instante é futuro',
    detail: 'asOf={asOf} é posterior ao momento atual.',
  },
  PRECONDITION_REQUIRED: {
    title: 'Falta o cabeçalho If-Match',
    detail: 'Leia primeiro o elemento e envie o respetivo ETag no cabeçalho If-Match.',
  },
  TOO_MANY_REQUESTS: { title: 'Demasiados pedidos', detail: 'Aguarde {seconds} segundos e tente de novo.' },
  INTERNAL: {
    title: 'Ocorreu um erro nos nossos sistemas',
    detail: 'A falha é nossa. Nada foi confirmado; pode repetir o pedido com a mesma Idempotency-Key.',
  },
  UNAVAILABLE: {
    title: 'Indisponível neste momento',
    detail: 'Tente de novo dentro de {seconds} segundos, com a mesma Idempotency-Key, se tiver enviado uma.',
  },
  STORAGE_FULL: {
    title: 'Sem espaço para guardar dados',
    detail:
      'Nada foi alterado e a leitura continua a funcionar. É preciso libertar espaço no disco do servidor; tente de novo dentro de {seconds} segundos, com a mesma Idempotency-Key, se tiver enviado uma.',
  },
  NOT_CAUGHT_UP: {
    title: 'Ainda não atualizado',
    detail: 'Aquilo que aguarda ainda não chegou aqui. Tente de novo dentro de {seconds} segundos.',
  },
  PARKED: {
    title: 'A aguardar intervenção',
    detail: 'Os eventos de {subject} foram postos de lado aqui, porque um deles não pôde ser aplicado.',
  },
  ...awardProblems.pt,
};
