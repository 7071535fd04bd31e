import type { PageWords } from './page-words.ts';

export const pt: PageWords = {
  name: 'Português',
  summary:
    'O Tributary conduz o programa de um país para a sua diáspora: que organizações participam, que iniciativas levam a cabo, quem são os seus parceiros e o que tudo isso traz ao plano nacional.',
  chooseLanguage: 'Língua',
  begin: 'Por onde começar',

  integrate: {
    title: 'Integrar',
    about: 'Ligar os sistemas de um ministério: cinco páginas de API, um token, um primeiro pedido.',
  },
  apis: 'As cinco páginas de API',
  apisIntro:
    'Cada serviço descreve os seus pedidos, quem os pode enviar e o que responde. Com um token, um pedido envia-se a partir da própria página. Estas páginas estão em inglês.',
  services: {
    registry: 'as organizações da diáspora e o seu reconhecimento',
    initiatives: 'as iniciativas, o seu estado e as suas ligações aos planos',
    partnerships: 'os parceiros e os acordos com eles',
    strategy: 'os planos, os indicadores, a análise das ligações, as taxas de câmbio',
    reporting: 'os relatórios, os valores congelados e a sua atualidade',
  },
  token: 'Obter um token',
  tokenIntro:
    'Cada pedido indica um papel e um ministério com um token de acesso. Uma instalação de produção recebe os tokens do seu próprio fornecedor de identidade; uma instalação-piloto, numa só máquina, assina-os ela própria, cada um válido por uma hora. Execute este comando na pasta da instalação:',
  request: 'Enviar um primeiro pedido',
  requestIntro: 'Lê o catálogo de relatórios; cole ambas as linhas num terminal, na mesma pasta:',

  operate: {
    title: 'Operar',
    about: 'Ver que tudo está bem: serviços prontos, valores atualizados, dados que concordam.',
  },
  ready: 'Está tudo pronto?',
  readyIntro: 'Cada serviço responde por si, sem token:',
  fresh: 'Os valores estão atualizados?',
  freshness: 'até onde o reporting leu cada uma das suas fontes e quanto está atrasado',
  agree: 'Os dados concordam?',
  agreeIntro:
    'Este comando volta a ler todos os eventos registados, compara-os com o que os relatórios usam e indica cada diferença. Execute-o na pasta da instalação:',

  analyse: {
    title: 'Analisar',
    about: 'Ler o que as iniciativas trazem ao plano e congelar valores que já não mudam.',
  },
  figures:
    'Cada valor é calculado quando é pedido, à data de hoje ou de um dia anterior. Cada ligação abre o pedido na sua página de API, de onde se envia com um token:',
  alignment: 'o que as iniciativas trazem a cada nó do plano em vigor, em JSON ou CSV',
  freezing: 'um relatório congelado: os mesmos bytes para sempre, com o seu resumo criptográfico',
  catalogue: 'o catálogo de relatórios, com o significado de cada coluna',
};
