import type { Mends } from '../../kernel/problem.ts';

export const fr: Mends = {
  statuses: {
    400: 'Corrigez ce qui est indiqué et renvoyez la requête. Rien n’a été modifié ; la même requête serait de nouveau refusée.',
    401: 'Obtenez un jeton d’accès à l’adresse indiquée dans la réponse et transmettez-le dans l’en-tête Authorization: Bearer.',
    403: 'Utilisez un jeton qui porte l’un des rôles indiqués, ou confiez cette action à une personne qui le détient. Avec le même jeton, tout nouvel essai sera refusé.',
    404: 'Vérifiez l’adresse et vos droits de lecture. Ce qu’un autre service vient de créer peut mettre quelques secondes à apparaître.',
    405: 'Utilisez l’une des méthodes indiquées dans l’en-tête Allow.',
    408: 'Renvoyez la requête, avec la même Idempotency-Key si vous en aviez transmis une.',
    409: 'Relisez l’objet pour connaître son état actuel, puis décidez si votre requête a encore un sens.',
    410: 'L’objet a été supprimé définitivement : rien ne peut être fait. Supprimez également votre propre copie.',
    412: 'Relisez l’objet, reportez votre modification sur ce que vous avez lu, puis transmettez-la avec le nouvel ETag dans If-Match.',
    413: 'Envoyez moins de données à la fois : répartissez-les en plusieurs requêtes.',
    415: 'Envoyez l’un des types de contenu indiqués dans la réponse.',
    422: 'La requête a la forme voulue, mais une règle s’oppose à son contenu. Modifiez ce que la réponse indique et envoyez-la comme une nouvelle requête, avec une nouvelle Idempotency-Key.',
    428: 'Lisez l’objet et transmettez son ETag dans If-Match.',
    429: 'Attendez le nombre de secondes indiqué dans Retry-After et espacez vos requêtes.',
    431: 'Envoyez moins d’en-têtes, ou des en-têtes plus courts.',
    500: 'Répétez la requête plus tard, avec la même Idempotency-Key si vous en aviez transmis une. Si l’erreur persiste, communiquez aux exploitants le traceId de la réponse.',
    503: 'Répétez la requête après le nombre de secondes indiqué dans Retry-After, avec la même Idempotency-Key si vous en aviez transmis une.',
  },
  codes: {
    ALREADY_EXISTS:
      'Lorsque la réponse contient links.holder, ce lien mène à l’objet existant : utilisez-le, ou donnez au vôtre un autre identifiant.',
    WRONG_STATE: 'Lisez l’objet pour connaître son statut et amenez-le d’abord au statut requis.',
    FIELDS_FROZEN:
      'errors de la réponse dit, pour chaque champ, ce qui repose sur lui et comment procéder ; omettez ces champs pour corriger les autres.',
    FOUR_EYES: 'Faites envoyer cette requête par une deuxième personne qui détient le rôle, avec son propre jeton.',
    FUTURE_DATE: 'Indiquez un jour qui ne dépasse pas aujourd’hui, ou omettez le jour pour désigner aujourd’hui.',
    DATES_REVERSED: 'Intervertissez les deux jours, ou corrigez celui qui est erroné.',
    PARTNER_UNKNOWN:
      'GET /partnerships/v1/partners énumère les partenaires. Un chargé des partenaires en enregistre de nouveaux.',
    PLAN_UNKNOWN: 'GET /strategy/v1/plans énumère les plans. La commission de planification en enregistre de nouveaux.',
    PLAN_NODE_UNKNOWN:
      'GET /strategy/v1/plans/{code}/versions/{version} énumère les nœuds ; indiquez leurs codes tels qu’ils y sont écrits.',
    KPI_UNKNOWN:
      'GET /strategy/v1/plans/{code}/versions/{version} énumère les indicateurs ; indiquez leurs codes tels qu’ils y sont écrits.',
    NO_ACTIVE_VERSION:
      'Choisissez un jour ultérieur, ou faites mettre une version en vigueur par la commission de planification.',
    VERSION_NOT_IMPORTED:
      'Importez d’abord la version en entier. Un import interrompu reprend lorsque le même fichier est renvoyé.',
    WEIGHTS_NOT_100:
      'La réponse propose des parts sous errors ; ?normalise=true retient les vôtres dans leur proportion.',
    SECTORS_NOT_100:
      'La réponse propose des parts sous errors ; ?normalise=true retient les vôtres dans leur proportion.',
    AREAS_NOT_100:
      'La réponse propose des parts sous errors ; ?normalise=true retient les vôtres dans leur proportion.',
    ORGANISATION_UNKNOWN:
      'Vérifiez l’identifiant. Une organisation qui vient d’être enregistrée apparaît après quelques secondes.',
    ORGANISATION_NOT_RECOGNISED:
      'Le ministère des affaires étrangères ou une ambassade doit d’abord reconnaître l’organisation pour ce jour.',
    ORGANISATION_SUSPENDED:
      'Le ministère des affaires étrangères ou une ambassade doit d’abord reconnaître de nouveau l’organisation.',
    PARKED:
      'Un exploitant doit appliquer de nouveau les événements avec POST /v1/parked/{group}/{aggregate}/redrive. Communiquez aux exploitants le traceId de la réponse.',
    AS_OF_BEYOND_WATERMARK: 'Indiquez asOf=latest, ou un moment passé.',
  },
};
