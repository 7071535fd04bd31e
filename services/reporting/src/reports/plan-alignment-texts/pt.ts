import type { PlanAlignmentTexts } from '../plan-alignment-columns.ts';

export const pt: PlanAlignmentTexts = {
  title: 'Alinhamento das iniciativas com um plano',
  grain: 'Uma linha por nó da versão do plano em vigor; os valores de um nó incluem os dos seus descendentes.',
  columns: {
    code: { label: 'Código', definition: 'O código do nó no plano.' },
    level: { label: 'Nível', definition: 'Profundidade na árvore do plano, 1 no topo.' },
    levelLabel: { label: 'Tipo de nó', definition: 'O nome que o plano dá a este nível.' },
    levelLabelLang: { label: 'Língua do tipo', definition: 'Língua em que o tipo de nó é mostrado (BCP 47).' },
    title: {
      label: 'Título',
      definition: 'O título do nó na língua pedida, senão em inglês, senão na primeira que houver.',
    },
    titleLang: { label: 'Língua do título', definition: 'Língua em que o título é mostrado (BCP 47).' },
    responsibleMinistry: {
      label: 'Ministério responsável',
      definition: 'A instituição que decide sobre as ligações a este nó.',
    },
    initiatives: {
      label: 'Iniciativas',
      definition: 'Iniciativas ativas com uma ligação aceite ao nó ou abaixo dele; cada uma conta uma vez.',
    },
    budget: {
      label: 'Orçamento alinhado',
      definition: 'Soma de orçamento × peso aceite das iniciativas ativas, arredondada uma só vez.',
    },
    awaiting: {
      label: 'A aguardar',
      definition:
        'Iniciativas ativas com uma ligação ao nó ou abaixo dele que aguarda decisão; cada uma conta uma vez.',
    },
    rejected: {
      label: 'Rejeitadas',
      definition: 'Iniciativas ativas com uma ligação rejeitada ao nó ou abaixo dele; cada uma conta uma vez.',
    },
    centralPaid: {
      label: 'Fundos centrais pagos',
      definition: 'Fundos públicos centrais pagos × peso aceite. Vazio: sem fonte nesta versão.',
    },
    mobilised: {
      label: 'Mobilizado',
      definition: 'Contribuições verificadas de todas as outras partes × peso aceite. Vazio: sem fonte nesta versão.',
    },
    budgetSharePct: {
      label: 'Parte da carteira',
      definition: 'Orçamento alinhado ÷ orçamento de todas as iniciativas ativas, em por cento com uma casa decimal.',
    },
    weightedScore: {
      label: 'Pontuação ponderada',
      definition:
        'Pontuação de alinhamento de 0 a 100, ponderada pelo orçamento alinhado. Vazia até todas as suas partes terem fonte.',
    },
    band: { label: 'Escalão', definition: 'O escalão da pontuação ponderada. Vazio onde esta o está.' },
  },
  footer: {
    planVersion: {
      label: 'Versão do plano',
      definition:
        'A versão em vigor no dia do relatório; as ligações a versões anteriores contam nela se tiver um nó com o mesmo código.',
    },
    currency: { label: 'Moeda', definition: 'A moeda de todos os montantes (ISO 4217).' },
    liveInitiatives: {
      label: 'Iniciativas ativas',
      definition: 'Registadas até ao dia do relatório e não canceladas nesse dia.',
    },
    unlinkedInitiatives: {
      label: 'Iniciativas sem ligação',
      definition: 'Iniciativas ativas sem ligação ao plano.',
    },
    driftedInitiatives: {
      label: 'Iniciativas com ligação caduca',
      definition:
        'Iniciativas ativas com uma ligação a um nó que uma versão anterior tinha e que a versão em vigor já não tem; cada uma conta uma vez.',
    },
    portfolioBudget: {
      label: 'Orçamento da carteira',
      definition: 'Orçamento de todas as iniciativas ativas; é aceite + a aguardar + rejeitado + caduco + sem ligação.',
    },
    accepted: {
      label: 'Aceite',
      definition: 'Orçamento × peso das ligações aceites, arredondado de modo que as cinco partes somem o da carteira.',
    },
    awaiting: {
      label: 'A aguardar',
      definition: 'Orçamento × peso das ligações que aguardam decisão, arredondado com as outras partes.',
    },
    rejected: {
      label: 'Rejeitado',
      definition: 'Orçamento × peso das ligações rejeitadas, arredondado com as outras partes.',
    },
    drifted: {
      label: 'Caduco',
      definition:
        'Orçamento × peso das ligações cujo nó já não está na versão em vigor, qualquer que tenha sido a decisão, arredondado com as outras partes.',
    },
    unlinked: { label: 'Sem ligação', definition: 'Orçamento das iniciativas ativas sem ligação ao plano.' },
    weightedAlignment: {
      label: 'Alinhamento ponderado',
      definition: 'Pontuação de alinhamento sobre todo o orçamento ativo. Vazia até todas as suas partes terem fonte.',
    },
  },
};
