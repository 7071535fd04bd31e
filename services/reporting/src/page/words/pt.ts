import type { PageWords } from '../words.ts';

export const pt: PageWords = {
  name: 'Português',
  summary:
    'O Tributary conduz o programa de um país para a sua diáspora: quem participa, que iniciativas se pagam em conjunto e o que tudo isso traz ao plano nacional.',
  chooseLanguage: 'Língua',
  apis: 'As cinco páginas de API',
  apisIntro: 'Cada serviço descreve os seus pedidos, quem os pode enviar e o que responde.',
  services: {
    registry: 'as organizações da diáspora e o seu reconhecimento',
    initiatives: 'as iniciativas, o seu estado e as suas ligações aos planos',
    partnerships: 'os parceiros',
    strategy: 'os planos, os indicadores, a análise das ligações, as taxas de câmbio',
    reporting: 'os relatórios, os valores congelados e a sua atualidade',
  },
  token: 'Obter um token',
  tokenIntro:
    'Cada pedido indica um papel e um ministério com um token de acesso. Nesta máquina a linha de comandos assina um, válido por uma hora; execute-a na pasta da instalação:',
  request: 'Enviar um primeiro pedido',
  requestIntro: 'Lê o catálogo de relatórios; cole ambas as linhas num terminal:',
};
