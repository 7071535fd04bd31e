import type { FieldTexts } from '../field-codes.ts';

export const pt: FieldTexts = {
  sentences: {
    REQUIRED: 'Este campo é obrigatório.',
    WRONG_TYPE: 'O valor deve ser {kind}.',
    UNKNOWN_FIELD: 'Este campo não existe aqui; retire-o.',
    TOO_SHORT: 'Indique pelo menos {limit} caracteres.',
    TOO_LONG: 'Indique no máximo {limit} caracteres.',
    TOO_FEW: 'Indique pelo menos {limit} elementos.',
    TOO_MANY: 'Indique no máximo {limit} elementos.',
    TOO_SMALL: 'O valor deve ser, no mínimo, {limit}.',
    NOT_ABOVE: 'O valor deve ser superior a {limit}.',
    TOO_LARGE: 'O valor deve ser, no máximo, {limit}.',
    NOT_A_STEP: 'O valor deve ser múltiplo de {step}.',
    WRONG_FORMAT: 'Indique {form}.',
    NOT_ONE_OF: 'O valor deve ser um dos seguintes: {values}.',
    WRONG_KEY: 'Dê a esta chave como nome {form}.',
    CONTROL_CHARACTER: 'Indique pelo menos um carácter visível e nenhum carácter de controlo.',
    UNKNOWN_CURRENCY: 'Não é um código de moeda da norma ISO 4217.',
    NOT_AN_AMOUNT: 'Indique um número decimal com ponto, em forma de texto, por exemplo 350000.00.',
    TOO_MANY_DECIMALS: 'Casas decimais: {currency} tem {decimals}; {amount} tem {has}.',
    NEGATIVE_BUDGET: 'Um orçamento não pode ser negativo.',
    TOO_LONG_IN_BASE: 'Em {currency}, este montante tem mais de 18 algarismos antes do ponto.',
    UNLIKELY_YEAR: 'É mesmo este o ano? Aqui são aceites dias de 1900 a 2200.',
    NO_SUCH_DAY: 'O dia {day} não existe.',
    NO_SUCH_MONTH: 'O mês {month} não existe: os meses vão de 01 a 12.',
    LANGUAGE_TWICE: '{tag} e {other} são a mesma língua; indique o texto uma só vez.',
    SHARE_NEEDED: 'Indique também a percentagem: só pode faltar quando a parte é única.',
    SHARE_PROPOSED: 'Com {pct} aqui, as partes somam 100; ?normalise=true aceita-as assim.',
    AREA_CONTRADICTED: 'area indica {area}, mas a maior parte de areas está em {largest}; omita area ou indique essa.',
    IDENTIFIER_TAKEN: '{identifier} já pertence a {id}.',
    FROZEN_BY_RECOGNITION:
      '{field} fica como está enquanto a organização se encontra no estado {state}: o reconhecimento assenta nele. Suspenda o reconhecimento, corrija o campo e reconheça de novo a organização.',
    FROZEN_BY_ORGANISATION:
      '{field} fica como está: o parceiro foi admitido porque essa organização está reconhecida. Registe outra organização como um novo parceiro.',
    FROZEN_BY_DECISION:
      '{field} fica como está enquanto houver uma ligação aceite: o ministério que a aceitou baseou-se nele. Envie de novo as ligações ao plano, corrija o campo e peça uma nova decisão sobre elas.',
    FROZEN_BY_MONEY:
      '{field} fica como está quando a iniciativa se encontra no estado {state}: com ele se preveem e se pagam fundos. Registe o que difere como uma iniciativa própria.',
    FROZEN_BY_END:
      '{field} fica como está: a iniciativa encontra-se no estado {state} e os relatórios de anos anteriores assentam nele. Registe o que continua como uma nova iniciativa.',
    FROZEN_BY_SUBMISSION:
      '{field} fica como está enquanto a candidatura se encontra no estado {state}: o que foi apresentado assenta nele. Peça que a candidatura seja devolvida, corrija o campo e apresente-a de novo.',
    ONE_RANGE: 'Uma lista é limitada por um só intervalo de cada vez: omita este, ou {other}.',
    SORTED_BY_RANGE:
      'Uma lista limitada por {range} segue a ordem de {order}: omita sort, ou indique {order} ou -{order}.',
    RANGE_REVERSED: 'Este valor é anterior ao início, {from}.',
    UNKNOWN_TIME_ZONE: 'Isto não é o nome de um fuso horário da base IANA, como Europe/Chisinau.',
    NO_LANGUAGE: 'Indique o texto em pelo menos uma língua, por exemplo {"pt": "…"}.',
    SYNTAX: 'A sintaxe quebra na linha {line}, coluna {column}.',
    TOO_DEEP: 'O encadeamento ultrapassa aqui os {limit} níveis; simplifique a estrutura.',
    FORBIDDEN_KEY: 'Esta chave não é admitida em lado nenhum; retire-a.',
    REPEATED: 'Indique este valor uma só vez.',
    BASE_CURRENCY: 'É a moeda de base: a sua taxa é sempre 1.',
    NOT_HTTP: 'Isto não é HTTP/1.1, ou não está claro onde termina o pedido.',
    STARTING: 'O serviço está a arrancar.',
    WAITING_FOR_DATABASE: 'O serviço aguarda a sua base de dados.',
    DRAINING: 'O serviço está a encerrar e não aceita trabalho novo.',
    FILLING: 'Os modelos de leitura estão a ser preenchidos; eventos aplicados: {copies}.',
    BUSY: 'O ciclo de eventos do serviço está atrasado.',
    STALLED: 'O processo de fundo não deu sinais recentemente.',
    REFUSED: 'Este valor não é aceite aqui.',
    UNKNOWN_CURSOR:
      'Isto não é um lugar desta lista: omita-o para começar, ou indique o valor next da página anterior.',
    DUPLICATE_KEY: 'Esta chave aparece mais de uma vez no mesmo objeto; indique-a uma só vez.',
    IF_NONE_MATCH_NOT_TAKEN:
      'Este pedido não admite If-None-Match; retire-o. Para alterar apenas o que leu, envie o respetivo ETag em If-Match; para repetir um POST sem risco, envie Idempotency-Key.',
    IF_NONE_MATCH_NOT_STAR:
      'Aqui só se admite *: indica que ainda não deve existir nada. Para alterar o que existe, envie o respetivo ETag em If-Match.',
    IF_MATCH_NOT_TAKEN:
      'Uma leitura não admite If-Match; retire-o. Para receber uma resposta apenas quando algo mudou, envie o ETag em If-None-Match.',
    IF_MATCH_NOTHING_YET: 'Este pedido cria algo novo: ainda não há nada que If-Match possa designar; retire-o.',
    IF_MATCH_BESIDE_NONE:
      'If-Match e If-None-Match excluem-se: envie If-Match para alterar o que existe, ou If-None-Match: * para criar o que não existe.',
    LAST_STEP_OPEN: 'Cada escalão exceto o último indica até que montante vai; o último não o indica.',
    PARTY_UNKNOWN: 'A regra não tem nenhuma parte {party}.',
    BASE_UNCLEAR:
      'A base party-share acompanha baseOf, que nomeia as partes cujas quotas são a base; um grupo não tem nenhuma das duas.',
    CIRCULAR: 'A quota de {party} mede-se por si própria, ainda que através de outras.',
    FLOOR_OF_OFFER:
      'Uma parte que paga o que oferece não tem um mínimo que siga as quotas das outras; limite antes as delas com ratioOf.',
    LIMITS_CROSSED: 'Este mínimo está acima do seu máximo, ou ao lado de uma percentagem exata.',
    PARTS_NOT_100: 'As percentagens somam {total}; as exatas têm de somar 100 e os mínimos, 100 no máximo.',
    EXPRESSION_SYNTAX: 'Esta expressão não se consegue ler, ou é demasiado longa ou profunda: {detail}.',
    EXPRESSION_TYPES: 'Esta expressão nomeia algo que não existe, ou compara o que não é comparável: {detail}.',
    EXPRESSION_NOT_BOOLEAN: 'Esta expressão tem de ser verdadeira ou falsa; é do tipo {detail}.',
    EXPRESSION_NOT_CALLABLE:
      '{detail} não se pode chamar aqui: uma expressão pode chamar all, exists, exists_one, filter, map, has, size, startsWith, endsWith, contains, minor, ageOn, monthsBetween e firstOfMonth.',
    EXPRESSION_NESTED: '{detail} está dentro de outra pergunta a cada elemento de uma lista; faça-as uma após a outra.',
  },
  kinds: {
    text: 'um texto',
    number: 'um número',
    integer: 'um número inteiro',
    boolean: 'true ou false',
    list: 'uma lista',
    object: 'um objeto',
    value: 'de outro tipo',
  },
  forms: {
    id: 'um identificador de 36 caracteres em minúsculas, por exemplo {example}',
    'report-run': 'o identificador de um relatório congelado: 64 algarismos e letras de a a f',
    'ministry-code':
      'o código de um ministério, de 2 a 12 maiúsculas e algarismos com uma letra no início, por exemplo {example}',
    'country-code': 'o código de um país, duas maiúsculas (ISO 3166-1), por exemplo {example}',
    'currency-code': 'o código de uma moeda, três maiúsculas (ISO 4217), por exemplo {example}',
    'language-tag': 'uma etiqueta de língua (BCP 47), por exemplo {example}',
    'plan-code':
      'o código de um plano, de 2 a 32 maiúsculas, algarismos e hífenes com uma letra no início, por exemplo {example}',
    'plan-version':
      'o nome de uma versão do plano, no máximo 16 letras, algarismos, pontos e hífenes, por exemplo {example}',
    'node-code':
      "o código de um nó ou de um indicador, no máximo 64 letras de A a Z sem acento, algarismos, espaços e & ' ( ) * + , - . / : [ ] _ com uma letra ou algarismo no início, por exemplo {example}",
    'organisation-scheme': 'um registo de org-id.guide em maiúsculas, por exemplo {example}',
    'organisation-number':
      "o número nesse registo, no máximo 128 letras de A a Z sem acento, algarismos, espaços e & ' ( ) * + , - . / : [ ] _ com uma letra ou algarismo no início, por exemplo {example}",
    'iati-identifier':
      'um identificador IATI de carateres visíveis, com espaços apenas no interior, por exemplo {example}',
    code: 'um código de letras, algarismos e . _ / : - com uma letra ou algarismo no início, por exemplo {example}',
    'fact-name':
      'o nome de um dado: uma letra minúscula e depois letras e algarismos, 40 no máximo, por exemplo {example}',
    decimal:
      'um número decimal com ponto, em forma de texto, com no máximo 18 algarismos antes do ponto e 18 depois, por exemplo {example}',
    'positive-decimal': 'um número decimal maior do que 0 com ponto, em forma de texto, por exemplo {example}',
    date: 'um dia do calendário na forma AAAA-MM-DD, por exemplo {example}',
    datetime: 'um instante em UTC com milissegundos, por exemplo {example}',
    uuid: 'um UUID, por exemplo {example}',
    'whole-number': 'um número inteiro, só com algarismos, por exemplo {example}',
    'if-match': 'um único ETag tal como foi lido, entre aspas retas e sem W/, por exemplo {example}',
    'if-none-match': '* ou os ETag tal como foram lidos, separados por vírgulas, por exemplo {example}',
    'idempotency-key': 'de 1 a 128 caracteres ASCII visíveis, por exemplo {example}',
    'last-event-id':
      'o identificador do último evento recebido de um fluxo, com no máximo 200 caracteres, por exemplo {example}',
    'consistency-token':
      'no máximo 8 tokens tal como os comandos os devolveram, separados por vírgulas, por exemplo {example}',
    other: 'um valor da forma descrita nas páginas da API em /docs',
  },
  numbers: 'zero uma duas três quatro cinco seis sete oito nove dez onze doze'.split(' '),
  received: 'Valor recebido: {given}.',
};
