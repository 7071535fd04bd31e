import type { ProblemTexts } from '../kernel/problem.ts';
import { awardProblems } from './awards.ts';

export const fr: ProblemTexts = {
  VALIDATION: {
    title: 'La demande n’est pas valide',
    detail: 'Corrigez les champs signalés dans errors, puis renvoyez la demande.',
  },
  MALFORMED_BODY: {
    title: 'Le corps de la requête est illisible',
    detail:
      'Le corps n’est pas un contenu {mediaType} bien formé. Vérifiez sa syntaxe et son encodage, qui doit être UTF-8.',
  },
  IDEMPOTENCY_KEY_MISSING: {
    title: 'L’en-tête Idempotency-Key est absent',
    detail:
      'Cette demande engage des fonds : joignez l’en-tête Idempotency-Key avec une valeur de votre choix, et reprenez la même valeur si vous répétez la demande.',
  },
  PLAN_REQUIRED: {
    title: 'Plan à préciser',
    detail:
      'Il n’y a pas exactement un plan national en vigueur. Indiquez le plan avec ?plan= ; plans en vigueur : {plans}.',
  },
  UNAUTHENTICATED: {
    title: 'Un jeton d’accès est requis',
    detail: 'Joignez l’en-tête Authorization: Bearer avec un jeton d’accès délivré par {issuer}. {reason}',
  },
  TOKEN_EXPIRED: { title: 'Le jeton a expiré', detail: 'Demandez un nouveau jeton d’accès à {issuer}.' },
  FORBIDDEN: {
    title: 'Accès refusé',
    detail: 'Cette opération exige l’un des rôles suivants : {roles}{condition}.',
  },
  FOUR_EYES: {
    title: 'Une seconde personne est requise',
    detail:
      'La personne qui a préparé le dossier ne peut pas le mettre elle-même en vigueur ; un compte technique ne le peut pas non plus.',
  },
  NOT_FOUND: {
    title: 'Introuvable',
    detail: 'Rien de ce que vous êtes autorisé à consulter ne se trouve à cette adresse.',
  },
  NO_ACTIVE_VERSION: {
    title: 'Aucune version en vigueur',
    detail: 'Le plan {planCode} n’a aucune version en vigueur à la date du {to}.',
  },
  METHOD_NOT_ALLOWED: { title: 'Méthode non autorisée', detail: 'Cette adresse accepte uniquement {allowed}.' },
  REQUEST_TIMEOUT: {
    title: 'Délai de la requête dépassé',
    detail: 'La requête n’est pas parvenue en entier dans le délai imparti. Renvoyez-la.',
  },
  CONFLICT: {
    title: 'Modifié entre-temps par d’autres',
    detail:
      'D’autres utilisateurs ont modifié cet élément au même moment, à plusieurs reprises. Relisez-le, puis répétez la demande.',
  },
  ALREADY_EXISTS: { title: 'Existe déjà', detail: '{what} existe déjà.' },
  WRONG_STATE: {
    title: 'Impossible dans cet état',
    detail: 'L’état actuel est {state} ; cette opération exige {needed}.',
  },
  FIELDS_FROZEN: {
    title: 'Des champs ne peuvent plus être corrigés',
    detail: 'Dans l’état {state}, ces champs restent tels quels : {fields}. Rien n’a été modifié.',
  },
  PLAN_NOT_READY: {
    title: 'La version du plan n’est pas prête',
    detail:
      'La version {planVersion} du plan {planCode} n’est pas en vigueur ici au {date} ; la version en vigueur est {current} (– signifie aucune). Indiquez cette dernière, ou réessayez dans un instant si la vôtre vient d’entrer en vigueur.',
  },
  VERSION_TAKEN: {
    title: 'Cette version a un autre contenu',
    detail:
      'La version {planVersion} du plan {planCode} a été importée avec un autre contenu. Une correction est une nouvelle version : importez-la sous un autre nom.',
  },
  OTHER_VERSION_IN_FORCE: {
    title: 'Une autre version est en vigueur',
    detail:
      'La version en vigueur du plan {planCode} est {current}, et replacesVersion désigne {given} ; – signifie aucune. Relisez le plan avant de décider.',
  },
  REVISION_SUPERSEDED: {
    title: 'La proposition a changé',
    detail:
      'Votre décision porte sur la révision {given} ; la révision actuelle est {current}. Relisez la proposition avant de décider.',
  },
  REBUILD_KEPT: {
    title: 'Une version antérieure est encore conservée',
    detail:
      'La version {version} des modèles de lecture est conservée depuis qu’une autre l’a remplacée. Supprimez-la, ou affichez-la de nouveau, avant de commencer une autre reconstruction.',
  },
  REBUILD_LIVE: {
    title: 'Cette version est affichée',
    detail:
      'La version {version} des modèles de lecture est celle qui est affichée. Affichez-en une autre avant de la supprimer.',
  },
  GONE: { title: 'Effacé', detail: 'Ce à quoi cette demande se rapportait a été effacé.' },
  STALE: {
    title: 'Modifié depuis votre lecture',
    detail:
      'If-Match désigne la version {given}, la version actuelle est {current}. Relisez l’élément, puis répétez votre modification.',
  },
  BODY_TOO_LARGE: {
    title: 'Le corps de la requête est trop volumineux',
    detail: 'Cette adresse accepte {limit} octets au plus.',
  },
  TOO_MANY_EVENTS: {
    title: 'Trop d’éléments à la fois',
    detail: 'Cette modification dépasse ce qu’un document peut contenir. Répartissez-la en plusieurs demandes.',
  },
  UNSUPPORTED_MEDIA_TYPE: { title: 'Type de contenu non pris en charge', detail: 'Envoyez {accepted}.' },
  IDEMPOTENCY_KEY_REUSED: {
    title: 'Idempotency-Key déjà utilisée',
    detail:
      'Cette valeur d’Idempotency-Key accompagnait une autre demande. Employez une nouvelle valeur pour une nouvelle demande.',
  },
  HEADERS_TOO_LARGE: {
    title: 'Les en-têtes sont trop volumineux',
    detail: 'La ligne de requête et les en-têtes réunis ne doivent pas dépasser {limit} octets.',
  },
  FUTURE_DATE: {
    title: 'La date est dans l’avenir',
    detail: '{date} est postérieur à la date du jour, {today}.',
  },
  RATE_MISSING: {
    title: 'Aucun taux de change',
    detail:
      'Il n’existe aucun taux de {currency} vers {base} à la date du {date} ou avant. Le ministère des finances le fixe par PUT /strategy/v1/exchange-rates/{currency}/{date}.',
  },
  PLAN_NODE_UNKNOWN: {
    title: 'Élément du plan inconnu',
    detail: 'La version {planVersion} du plan {planCode} ne comporte pas l’élément {nodes}.',
  },
  PLAN_UNKNOWN: { title: 'Plan inconnu', detail: 'Il n’existe pas de plan {planCode}.' },
  KPI_UNKNOWN: {
    title: 'Indicateur inconnu',
    detail: 'Aucune version importée en entier du plan {planCode} n’a l’indicateur {kpiCode}.',
  },
  WEIGHTS_NOT_100: {
    title: 'La somme des pondérations n’est pas 100',
    detail: 'La somme des pondérations est {total} ; elle doit être de 100.00.',
  },
  SECTORS_NOT_100: {
    title: 'La somme des secteurs n’est pas 100',
    detail: 'La somme des pourcentages du vocabulaire {vocabulary} est {total} ; elle doit être de 100.00.',
  },
  AREAS_NOT_100: {
    title: 'La somme des zones n’est pas 100',
    detail: 'La somme des pourcentages des zones est {total} ; elle doit être de 100.00.',
  },
  DATES_REVERSED: { title: 'La fin précède le début', detail: '{end} est antérieur à {start}.' },
  IMPORT_INVALID: {
    title: 'Le fichier comporte des erreurs',
    detail:
      'Nombre d’erreurs : {errorCount} ({causes}) ; rien n’a été importé. Corrigez les lignes signalées dans errors, puis renvoyez le fichier.',
  },
  VERSION_NOT_IMPORTED: {
    title: 'Aucune importation',
    detail:
      'La version {planVersion} du plan {planCode} n’a pas été importée en entier et ne peut donc être mise en vigueur.',
  },
  ORGANISATION_UNKNOWN: {
    title: 'Organisation inconnue',
    detail: 'L’organisation {organisationId} n’est pas connue ici.',
  },
  ORGANISATION_NOT_RECOGNISED: {
    title: 'Organisation non reconnue',
    detail: 'L’organisation {organisationId} n’est pas reconnue à la date du {date}.',
  },
  ORGANISATION_SUSPENDED: {
    title: 'Organisation suspendue',
    detail: 'La reconnaissance de l’organisation {organisationId} est suspendue.',
  },
  RULES_PUBLISHED: {
    title: 'Ces règles sont publiées',
    detail:
      'La version {rulesVersion} des règles de {programme} est publiée et reste telle quelle. Une modification est une nouvelle version : rédigez-la sous un autre nom.',
  },
  PARTNER_UNKNOWN: {
    title: 'Partenaire inconnu',
    detail: 'Il n’existe aucun partenaire {partnerId}.',
  },
  PROGRAMME_UNKNOWN: {
    title: 'Programme inconnu',
    detail: 'Il n’existe aucun programme {programme}.',
  },
  RULES_NOT_IN_FORCE: {
    title: 'Aucune règle en vigueur',
    detail:
      'Le programme {programme} n’a pas de règles en vigueur au {date} ; versions publiées : {published}, où – signifie aucune.',
  },
  RULES_OVERTAKEN: {
    title: 'Des règles plus récentes sont déjà publiées',
    detail:
      'La version {last} des règles est en vigueur à partir du {from}. Les règles suivantes commencent ce jour-là ou plus tard, pas le {given}.',
  },
  CALL_UNKNOWN: {
    title: 'Appel inconnu',
    detail: 'Il n’existe aucun appel {callId}.',
  },
  APPLICANT_NOT_TAKEN: {
    title: 'Ce demandeur n’est pas admis',
    detail:
      'L’appel admet les demandeurs de type {kinds} ; {kind} a été indiqué. Une organisation est désignée par organisationId ; d’une personne physique, rien n’est indiqué.',
  },
  OUTSIDE_WINDOW: {
    title: 'Hors du délai de l’appel',
    detail:
      'L’appel accepte ce qui arrive à partir de {from} et avant {until}, délai de grâce compris, selon les jours de {timeZone} ; ceci est arrivé à {given}.',
  },
  ANSWER_NOT_TAKEN: {
    title: 'Cette réponse n’est pas acceptée',
    detail:
      '{name} n’est pas une question de la version {rulesVersion} des règles, ou sa réponse est d’un autre type. Les questions sont {questions}.',
  },
  ANSWERS_MISSING: {
    title: 'Des réponses manquent',
    detail:
      'On ne peut pas décider si les conditions {conditions} sont remplies ; les questions sans réponse sont {questions}. Renvoyez la demande pour correction.',
  },
  REVIEWED_ALREADY: {
    title: 'Vous l’avez déjà évaluée',
    detail: 'Chaque évaluateur évalue une demande une seule fois.',
  },
  REVIEWS_MISSING: {
    title: 'Des évaluations manquent',
    detail: 'La demande est approuvée lorsque {needed} évaluateurs l’ont notée ; {given} l’ont fait.',
  },
  BODY_NOT_DUE: {
    title: 'Aucune approbation de cet organe n’est attendue',
    detail: 'Des approbations sont encore attendues de {left} ; {given} a été indiqué.',
  },
  ENVELOPE_EXHAUSTED: {
    title: 'L’enveloppe est épuisée',
    detail: 'Il reste {limit} dans l’enveloppe de l’appel ; {given} est demandé.',
  },
  SCORES_NOT_TAKEN: {
    title: 'Ces notes ne sont pas acceptées',
    detail:
      'Donnez des points entiers une fois par critère, de 0 à son maximum : {criteria}. Qui déclare un conflit d’intérêts ne note rien.',
  },
  OTHER_CURRENCY: {
    title: 'Autre monnaie',
    detail: 'Les montants sont ici en {passes}, la monnaie du programme ; celui-ci est en {given}.',
  },
  ABOVE_LIMIT: {
    title: 'Plus que ce qui est permis',
    detail: 'Selon le champ {rule}, {limit} au plus est accepté ; {given} a été indiqué.',
  },
  REASON_REQUIRED: { title: 'Un motif est requis', detail: 'Indiquez le motif dans reasonCode.' },
  AS_OF_BEYOND_WATERMARK: {
    title: 'Cet instant est dans l’avenir',
    detail: 'asOf={asOf} est postérieur à l’instant présent.',
  },
  PRECONDITION_REQUIRED: {
    title: 'L’en-tête If-Match est absent',
    detail: 'Lisez d’abord l’élément, puis joignez son ETag dans l’en-tête If-Match.',
  },
  TOO_MANY_REQUESTS: { title: 'Trop de requêtes', detail: 'Attendez {seconds} secondes, puis réessayez.' },
  INTERNAL: {
    title: 'Une erreur s’est produite de notre côté',
    detail:
      'L’erreur vient de nos services. Rien n’a été enregistré comme acquis ; vous pouvez répéter la demande avec la même Idempotency-Key.',
  },
  UNAVAILABLE: {
    title: 'Service momentanément indisponible',
    detail: 'Réessayez dans {seconds} secondes, avec la même Idempotency-Key si vous en aviez envoyé une.',
  },
  STORAGE_FULL: {
    title: 'Plus de place pour enregistrer',
    detail:
      'Rien n’a été modifié et la lecture reste possible. Il faut libérer de la place sur le disque du serveur ; réessayez dans {seconds} secondes, avec la même Idempotency-Key si vous en aviez envoyé une.',
  },
  NOT_CAUGHT_UP: {
    title: 'Pas encore à jour',
    detail: 'Ce que vous attendez n’est pas encore parvenu ici. Réessayez dans {seconds} secondes.',
  },
  PARKED: {
    title: 'En attente d’une intervention',
    detail: 'Les événements de {subject} ont été mis de côté ici, car l’un d’eux n’a pas pu être appliqué.',
  },
  ...awardProblems.fr,
};
