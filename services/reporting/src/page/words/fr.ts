import type { PageWords } from '../words.ts';

export const fr: PageWords = {
  name: 'Français',
  summary:
    'Tributary fait vivre le programme d’un pays pour sa diaspora : qui y prend part, quelles initiatives sont financées ensemble, et ce que le tout apporte au plan national.',
  chooseLanguage: 'Langue',
  apis: 'Les cinq pages d’API',
  apisIntro: 'Chaque service décrit ses propres requêtes, qui peut les envoyer et ce qu’il répond.',
  services: {
    registry: 'les organisations de la diaspora et leur reconnaissance',
    initiatives: 'les initiatives, leur statut et leurs liens avec les plans',
    partnerships: 'les partenaires',
    strategy: 'les plans, les indicateurs, l’examen des liens, les taux de change',
    reporting: 'les rapports, les chiffres figés et leur fraîcheur',
  },
  token: 'Obtenir un jeton',
  tokenIntro:
    'Chaque requête indique un rôle et un ministère par un jeton d’accès. Sur cette machine, la ligne de commande en signe un, valable une heure ; lancez-la dans le dossier de l’installation :',
  request: 'Envoyer une première requête',
  requestIntro: 'Elle lit le catalogue des rapports ; collez les deux lignes dans un terminal :',
};
