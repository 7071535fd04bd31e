import type { PageWords } from './page-words.ts';

export const es: PageWords = {
  name: 'Español',
  summary:
    'Tributary lleva el programa de un país para su diáspora: qué organizaciones participan, qué iniciativas impulsan, quiénes son sus socios y qué aporta todo ello al plan nacional.',
  chooseLanguage: 'Idioma',
  begin: 'Por dónde empezar',

  integrate: {
    title: 'Integrar',
    about: 'Conectar los sistemas de un ministerio: cinco páginas de API, un token, una primera petición.',
  },
  apis: 'Las cinco páginas de API',
  apisIntro:
    'Cada servicio describe sus peticiones, quién puede enviarlas y qué responde. Con un token, una petición se envía desde la propia página. Estas páginas están en inglés.',
  services: {
    registry: 'las organizaciones de la diáspora y su reconocimiento',
    initiatives: 'las iniciativas, su estado y sus vínculos con los planes',
    partnerships: 'los socios y los acuerdos con ellos',
    strategy: 'los planes, los indicadores, la revisión de vínculos, los tipos de cambio',
    reporting: 'los informes, las cifras congeladas y su actualidad',
  },
  token: 'Obtener un token',
  tokenIntro:
    'Cada petición indica un rol y un ministerio con un token de acceso. Una instalación de producción recibe los tokens de su propio proveedor de identidad; una instalación piloto, en una sola máquina, los firma ella misma, cada uno válido durante una hora. Ejecute esto en la carpeta de la instalación:',
  request: 'Enviar una primera petición',
  requestIntro: 'Lee el catálogo de informes; pegue ambas líneas en una terminal, en la misma carpeta:',

  operate: {
    title: 'Operar',
    about: 'Ver que todo va bien: servicios listos, cifras al día, datos que concuerdan.',
  },
  ready: '¿Está todo listo?',
  readyIntro: 'Cada servicio responde por sí mismo, sin token:',
  fresh: '¿Están al día las cifras?',
  freshness: 'hasta dónde ha leído reporting cada una de sus fuentes y cuánto retraso lleva',
  agree: '¿Concuerdan los datos?',
  agreeIntro:
    'Esta orden vuelve a leer todos los eventos registrados, los compara con lo que usan los informes e indica cada diferencia. Ejecútela en la carpeta de la instalación:',

  analyse: {
    title: 'Analizar',
    about: 'Leer qué aportan las iniciativas al plan y congelar cifras que ya no cambiarán.',
  },
  figures:
    'Cada cifra se calcula cuando se pide, a fecha de hoy o de un día anterior. Cada enlace abre la petición en su página de API, desde donde se envía con un token:',
  alignment: 'qué aportan las iniciativas a cada nodo del plan vigente, en JSON o CSV',
  freezing: 'un informe congelado: los mismos bytes para siempre, con su huella',
  catalogue: 'el catálogo de informes, con el significado de cada columna',
};
