import type { ImportErrorCode } from '../file/import-error.ts';

export const pt: Readonly<Record<ImportErrorCode, string>> = {
  NO_ROWS: 'O ficheiro não tem linhas.',
  TOO_MANY_ROWS: 'O ficheiro tem mais de {limit} linhas.',
  MALFORMED_CSV: 'O CSV quebra aqui: uma aspa está fora do lugar ou não foi fechada, ou a linha é demasiado longa.',
  WORKBOOK: 'É um livro de uma folha de cálculo: guarde a sua folha como CSV e envie-a.',
  DUPLICATE_COLUMN: 'A coluna {value} aparece duas vezes.',
  UNKNOWN_COLUMN: 'Não existe a coluna {value}.',
  UNNAMED_COLUMN: 'A coluna {letter} tem valores e não tem nome no cabeçalho.',
  MISSING_COLUMN: 'Falta a coluna {value}.',
  RAGGED_ROW: 'A linha tem {found} valores e o cabeçalho tem {expected}.',
  NOT_TEXT: 'O valor deve ser um texto ou um número.',
  CODE_AS_NUMBER: 'Um código é um texto: escritos como o número {value}, 1.10 e 1.1 seriam um só.',
  WRONG_ENCODING: '{value} contém caracteres que não se conseguiram ler: guarde o ficheiro em UTF-8.',
  UNKNOWN_KIND: '{value} não é node, kpi nem series.',
  REQUIRED: 'É preciso um valor aqui.',
  TITLE_MISSING: 'É preciso um título em pelo menos uma língua.',
  INVALID_CODE:
    "{value} não é um código: letras de A a Z sem acento, algarismos, espaços e & ' ( ) * + , - . / : [ ] _, no máximo 64, com uma letra ou algarismo no início.",
  RESERVED_CODE:
    '{value} não pode ser um código: os relatórios usam esta palavra para as iniciativas sem nó. Indique outro.',
  INVALID_TEXT:
    '{value} é demasiado longo ou contém caracteres de controlo: aceitam-se 300 caracteres, e 1000 num título.',
  INVALID_LEVEL: '{value} não é um nível: um número inteiro a partir de 1.',
  INVALID_MINISTRY:
    '{value} não é um código de ministério: 2 a 12 maiúsculas e algarismos; vários separam-se com ponto e vírgula.',
  BROKEN_NUMBER: '{value} parece um número e não se consegue ler como tal: o que se pretende dizer?',
  AMBIGUOUS_NUMBER:
    '{value} pode ter um sinal decimal ou um separador de milhares, e nenhum número do ficheiro o esclarece: escreva um com outra quantidade de casas decimais, como 1234,50, ou sem esse sinal. Linhas: {rows}.',
  UNLIKELY_TIME:
    'É mesmo {value} a data ou o período pretendido? Aceitam-se os anos de 1900 a 2200 e os seus dias, trimestres e exercícios: 2027, 2025-2027, 2026-T1, 2024/25, 2026-06-30.',
  INVALID_CHOICE: '{value} não é um dos valores {choices}.',
  ROW_TOO_LARGE: 'A linha tem {size} bytes; aceitam-se no máximo {limit}.',
  DUPLICATE_CODE: 'O código {value} está nas linhas {rows}: cada nó precisa de um código próprio.',
  CODE_ON_TWO_LEVELS:
    'O código {value} está nas linhas {rows}, nos níveis {levels}: dê outro código a todos estes nós menos um; um indicador pode estar sob vários nós, que a sua coluna parent indica separados por ponto e vírgula.',
  DUPLICATE_KPI:
    'O indicador {value} está nas linhas {rows}: mantenha uma; a sua coluna parent pode indicar vários nós, separados por ponto e vírgula.',
  DUPLICATE_SERIES:
    'As linhas {rows} dão ao indicador {value} a mesma dimensão, categoria e unidade: mantenha uma delas.',
  UNKNOWN_PARENT: 'O ficheiro não tem o nó {value}. Linhas que o indicam como pai: {rows}.',
  PARENT_MISSING: 'Um nó de nível {level} precisa de um pai; só os de nível 1 não o têm.',
  WRONG_LEVEL: 'O nível é {level}; o seu pai {parent} está no nível {above}, e o nível deve ser mais profundo.',
  LEVEL_TOO_DEEP: 'O nível é {level}; o plano tem {depth} níveis.',
  UNKNOWN_KPI: 'O ficheiro não tem o indicador {value}. Linhas do tipo series que o indicam: {rows}.',
  SERIES_OF_NOTHING:
    'Uma série precisa de uma dimensão e de uma categoria, ou de uma unidade diferente da do seu indicador.',
  CODES_DIFFER_IN_CAPITALS:
    'Os códigos {codes} (linhas {rows}) só diferem nas maiúsculas e são aceites como diferentes.',
  TWO_DECIMAL_SIGNS:
    'A linha {comma} tem uma vírgula decimal e a linha {point} um ponto decimal: cada um foi lido como tal.',
};
