import type { PageWords } from './page-words.ts';

export const fr: PageWords = {
  name: 'Français',
  summary:
    'Tributary fait vivre le programme d’un pays pour sa diaspora : quelles organisations y prennent part, quelles initiatives elles portent, qui sont leurs partenaires, et ce que le tout apporte au plan national.',
  chooseLanguage: 'Langue',
  begin: 'Par où commencer',

  integrate: {
    title: 'Intégrer',
    about: 'Relier les systèmes d’un ministère : cinq pages d’API, un jeton, une première requête.',
  },
  apis: 'Les cinq pages d’API',
  apisIntro:
    'Chaque service décrit ses propres requêtes, qui peut les envoyer et ce qu’il répond. Avec un jeton, une requête s’envoie depuis la page même. Ces pages sont en anglais.',
  services: {
    registry: 'les organisations de la diaspora et leur reconnaissance',
    initiatives: 'les initiatives, leur statut et leurs liens avec les plans',
    partnerships: 'les partenaires et les accords conclus avec eux',
    strategy: 'les plans, les indicateurs, l’examen des liens, les taux de change',
    reporting: 'les rapports, les chiffres figés et leur fraîcheur',
  },
  token: 'Obtenir un jeton',
  tokenIntro:
    'Chaque requête indique un rôle et un ministère par un jeton d’accès. Une installation de production reçoit ses jetons de son propre fournisseur d’identité ; une installation pilote, sur une seule machine, les signe elle-même, chacun pour une heure. Lancez ceci dans le dossier de l’installation :',
  request: 'Envoyer une première requête',
  requestIntro: 'Elle lit le catalogue des rapports ; collez les deux lignes dans un terminal, dans le même dossier :',

  operate: {
    title: 'Exploiter',
    about: 'Voir que tout va bien : des services prêts, des chiffres à jour, des données qui concordent.',
  },
  ready: 'Tout est-il prêt ?',
  readyIntro: 'Chaque service répond pour lui-même, sans jeton :',
  fresh: 'Les chiffres sont-ils à jour ?',
  freshness: 'jusqu’où reporting a lu chacune de ses sources, et de combien il est en retard',
  agree: 'Les données concordent-elles ?',
  agreeIntro:
    'Cette commande relit tous les événements enregistrés, les compare à ce que les rapports utilisent et nomme chaque différence. Lancez-la dans le dossier de l’installation :',

  analyse: {
    title: 'Analyser',
    about: 'Lire ce que les initiatives apportent au plan, et figer des chiffres qui ne changeront plus.',
  },
  figures:
    'Chaque chiffre est calculé au moment où il est demandé, à la date du jour ou à une date antérieure. Chaque lien ouvre la requête sur sa page d’API, d’où elle s’envoie avec un jeton :',
  alignment: 'ce que les initiatives apportent à chaque nœud du plan en vigueur, en JSON ou en CSV',
  freezing: 'un rapport figé : les mêmes octets pour toujours, avec leur empreinte',
  catalogue: 'le catalogue des rapports, avec le sens de chaque colonne',
};
