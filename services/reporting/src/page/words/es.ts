import type { PageWords } from '../words.ts';

export const es: PageWords = {
  name: 'Español',
  summary:
    'Tributary lleva el programa de un país para su diáspora: quién participa, qué iniciativas se pagan entre todos y qué aporta todo ello al plan nacional.',
  chooseLanguage: 'Idioma',
  apis: 'Las cinco páginas de API',
  apisIntro: 'Cada servicio describe sus peticiones, quién puede enviarlas y qué responde.',
  services: {
    registry: 'las organizaciones de la diáspora y su reconocimiento',
    initiatives: 'las iniciativas, su estado y sus vínculos con los planes',
    partnerships: 'los socios',
    strategy: 'los planes, los indicadores, la revisión de vínculos, los tipos de cambio',
    reporting: 'los informes, las cifras congeladas y su actualidad',
  },
  token: 'Obtener un token',
  tokenIntro:
    'Cada petición indica un papel y un ministerio con un token de acceso. En esta máquina la línea de órdenes firma uno, válido durante una hora; ejecútela en la carpeta de la instalación:',
  request: 'Enviar una primera petición',
  requestIntro: 'Lee el catálogo de informes; pegue ambas líneas en una terminal:',
};
