import type { FieldTexts } from '../field-codes.ts';

export const fr: FieldTexts = {
  sentences: {
    REQUIRED: 'Ce champ est obligatoire.',
    WRONG_TYPE: 'La valeur doit être {kind}.',
    UNKNOWN_FIELD: 'Ce champ n’existe pas ici ; retirez-le.',
    TOO_SHORT: 'Indiquez au moins {limit} caractères.',
    TOO_LONG: 'Indiquez au plus {limit} caractères.',
    TOO_FEW: 'Indiquez au moins {limit} éléments.',
    TOO_MANY: 'Indiquez au plus {limit} éléments.',
    TOO_SMALL: 'La valeur doit être au moins égale à {limit}.',
    NOT_ABOVE: 'La valeur doit être supérieure à {limit}.',
    TOO_LARGE: 'La valeur doit être au plus égale à {limit}.',
    NOT_A_STEP: 'La valeur doit être un multiple de {step}.',
    WRONG_FORMAT: 'Indiquez {form}.',
    NOT_ONE_OF: 'La valeur doit être l’une des suivantes : {values}.',
    WRONG_KEY: 'Nommez cette clé par {form}.',
    CONTROL_CHARACTER: 'Indiquez au moins un caractère visible et aucun caractère de contrôle.',
    UNKNOWN_CURRENCY: 'Ce n’est pas un code de devise de la norme ISO 4217.',
    NOT_AN_AMOUNT: 'Indiquez un nombre décimal avec un point, sous forme de texte, par exemple 350000.00.',
    TOO_MANY_DECIMALS: 'Décimales : {currency} en a {decimals}, {amount} en a {has}.',
    NEGATIVE_BUDGET: 'Un budget ne peut pas être négatif.',
    TOO_LONG_IN_BASE: 'En {currency}, ce montant a plus de 18 chiffres avant le point.',
    UNLIKELY_YEAR: 'Est-ce bien l’année voulue ? Les jours de 1900 à 2200 sont admis ici.',
    NO_SUCH_DAY: 'Le {day} n’existe pas.',
    NO_SUCH_MONTH: 'Il n’y a pas de mois {month} : les mois vont de 01 à 12.',
    LANGUAGE_TWICE: '{tag} et {other} désignent la même langue ; n’indiquez son texte qu’une fois.',
    SHARE_NEEDED: 'Indiquez aussi le pourcentage : seule une part unique peut s’en passer.',
    SHARE_PROPOSED: 'Avec {pct} ici, la somme des parts est 100 ; ?normalise=true les reprend ainsi.',
    AREA_CONTRADICTED:
      'area désigne {area}, mais la plus grande part de areas se trouve en {largest} ; omettez area, ou désignez celle-ci.',
    IDENTIFIER_TAKEN: '{identifier} appartient déjà à {id}.',
    FROZEN_BY_RECOGNITION:
      '{field} reste tel quel tant que l’organisation est dans l’état {state} : sa reconnaissance repose sur ce champ. Suspendez la reconnaissance, corrigez le champ, puis reconnaissez de nouveau l’organisation.',
    FROZEN_BY_ORGANISATION:
      '{field} reste tel quel : le partenaire a été admis parce que cette organisation est reconnue. Enregistrez une autre organisation comme nouveau partenaire.',
    FROZEN_BY_DECISION:
      '{field} reste tel quel tant qu’un lien est accepté : le ministère qui l’a accepté s’y est fié. Envoyez de nouveau les liens avec le plan, corrigez le champ, puis faites statuer de nouveau sur les liens.',
    FROZEN_BY_MONEY:
      '{field} reste tel quel dès que l’initiative est dans l’état {state} : des fonds sont prévus et versés sur cette base. Enregistrez ce qui diffère comme une initiative distincte.',
    FROZEN_BY_END:
      '{field} reste tel quel : l’initiative est dans l’état {state}, et les rapports des années passées reposent sur ce champ. Enregistrez la suite comme une nouvelle initiative.',
    FROZEN_BY_SUBMISSION:
      '{field} reste tel quel tant que la demande est dans l’état {state} : ce qui a été déposé repose sur ce champ. Faites renvoyer la demande, corrigez le champ, puis déposez-la de nouveau.',
    ONE_RANGE: 'Une liste n’est restreinte que par une période à la fois : omettez celle-ci, ou {other}.',
    SORTED_BY_RANGE:
      'Une liste restreinte par {range} suit l’ordre de {order} : omettez sort, ou indiquez {order} ou -{order}.',
    RANGE_REVERSED: 'Cette valeur précède le début, {from}.',
    UNKNOWN_TIME_ZONE: 'Ce n’est pas le nom d’un fuseau horaire de la base IANA, tel que Europe/Chisinau.',
    NO_LANGUAGE: 'Indiquez le texte dans au moins une langue, par exemple {"fr": "…"}.',
    SYNTAX: 'La syntaxe est rompue à la ligne {line}, colonne {column}.',
    TOO_DEEP: 'L’imbrication dépasse ici {limit} niveaux ; simplifiez la structure.',
    FORBIDDEN_KEY: 'Cette clé n’est admise nulle part ; retirez-la.',
    REPEATED: 'N’indiquez cette valeur qu’une seule fois.',
    BASE_CURRENCY: 'C’est la monnaie de base : son taux est toujours 1.',
    NOT_HTTP: 'Ceci n’est pas du HTTP/1.1, ou la fin de la requête n’est pas claire.',
    STARTING: 'Le service démarre.',
    WAITING_FOR_DATABASE: 'Le service attend sa base de données.',
    DRAINING: 'Le service s’arrête et n’accepte plus de nouvelles requêtes.',
    FILLING: 'Les modèles de lecture se remplissent ; événements appliqués : {copies}.',
    BUSY: 'La boucle d’événements du service est en retard.',
    STALLED: 'Le processus de fond n’a pas donné signe de vie récemment.',
    REFUSED: 'Cette valeur n’est pas admise ici.',
    UNKNOWN_CURSOR:
      'Ceci ne désigne aucune place dans cette liste : omettez-le pour commencer, ou donnez la valeur next de la page précédente.',
    DUPLICATE_KEY: 'Cette clé figure plusieurs fois dans le même objet ; ne l’indiquez qu’une fois.',
    IF_NONE_MATCH_NOT_TAKEN:
      'Cette requête n’admet pas If-None-Match ; retirez-le. Pour ne modifier que ce que vous avez lu, envoyez son ETag dans If-Match ; pour répéter un POST sans risque, envoyez Idempotency-Key.',
    IF_NONE_MATCH_NOT_STAR:
      'Seul * est admis ici : il dit que rien ne doit encore exister. Pour modifier ce qui existe, envoyez son ETag dans If-Match.',
    IF_MATCH_NOT_TAKEN:
      'Une lecture n’admet pas If-Match ; retirez-le. Pour n’obtenir une réponse qu’en cas de changement, envoyez l’ETag dans If-None-Match.',
    IF_MATCH_NOTHING_YET:
      'Cette requête crée un nouvel élément : il n’y a encore rien que If-Match puisse désigner ; retirez-le.',
    IF_MATCH_BESIDE_NONE:
      'If-Match et If-None-Match s’excluent : envoyez If-Match pour modifier ce qui existe, ou If-None-Match: * pour créer ce qui n’existe pas.',
    LAST_STEP_OPEN: 'Chaque palier sauf le dernier indique jusqu’à quel montant il va ; le dernier n’en indique pas.',
    PARTY_UNKNOWN: 'La règle ne connaît pas de partie {party}.',
    BASE_UNCLEAR:
      'La base party-share va de pair avec baseOf, qui nomme les parties dont elle est la part ; un groupe n’a ni l’une ni l’autre.',
    CIRCULAR: 'La part de {party} se mesure à elle-même, fût-ce par l’intermédiaire d’autres parts.',
    FLOOR_OF_OFFER:
      'Une partie qui paie ce qu’elle offre n’a pas de plancher qui suit la part des autres ; plafonnez plutôt la leur avec ratioOf.',
    LIMITS_CROSSED: 'Ce plancher dépasse son plafond, ou côtoie un pourcentage exact.',
    PARTS_NOT_100:
      'La somme des pourcentages est {total} ; des pourcentages exacts doivent faire 100, des planchers 100 au plus.',
    EXPRESSION_SYNTAX: 'Cette expression est illisible, trop longue ou trop profonde : {detail}.',
    EXPRESSION_TYPES:
      'Cette expression nomme une chose qui n’existe pas, ou compare ce qui ne se compare pas : {detail}.',
    EXPRESSION_NOT_BOOLEAN: 'Cette expression doit être vraie ou fausse ; elle est du type {detail}.',
    EXPRESSION_NOT_CALLABLE:
      '{detail} ne s’appelle pas ici : une expression peut appeler all, exists, exists_one, filter, map, has, size, startsWith, endsWith, contains, minor, ageOn, monthsBetween et firstOfMonth.',
    EXPRESSION_NESTED:
      '{detail} se trouve dans une autre question posée à chaque élément d’une liste ; posez-les l’une après l’autre.',
  },
  kinds: {
    text: 'un texte',
    number: 'un nombre',
    integer: 'un nombre entier',
    boolean: 'true ou false',
    list: 'une liste',
    object: 'un objet',
    value: 'd’un autre type',
  },
  forms: {
    id: 'un identifiant de 36 caractères en minuscules, par exemple {example}',
    'report-run': 'l’identifiant d’un rapport figé : 64 chiffres et lettres de a à f',
    'ministry-code':
      'le code d’un ministère, de 2 à 12 majuscules et chiffres commençant par une lettre, par exemple {example}',
    'country-code': 'le code d’un pays, deux majuscules (ISO 3166-1), par exemple {example}',
    'currency-code': 'le code d’une devise, trois majuscules (ISO 4217), par exemple {example}',
    'language-tag': 'une étiquette de langue (BCP 47), par exemple {example}',
    'plan-code':
      'le code d’un plan, de 2 à 32 majuscules, chiffres et traits d’union commençant par une lettre, par exemple {example}',
    'plan-version':
      'le nom d’une version de plan, au plus 16 lettres, chiffres, points et traits d’union, par exemple {example}',
    'node-code':
      "le code d’un nœud ou d’un indicateur, au plus 64 lettres de A à Z sans accent, chiffres, espaces et & ' ( ) * + , - . / : [ ] _ commençant par une lettre ou un chiffre, par exemple {example}",
    'organisation-scheme': 'un registre d’org-id.guide en majuscules, par exemple {example}',
    'organisation-number':
      "le numéro dans ce registre, au plus 128 lettres de A à Z sans accent, chiffres, espaces et & ' ( ) * + , - . / : [ ] _ commençant par une lettre ou un chiffre, par exemple {example}",
    'iati-identifier':
      'un identifiant IATI en caractères visibles, les espaces à l’intérieur seulement, par exemple {example}',
    code: 'un code de lettres, chiffres et . _ / : - commençant par une lettre ou un chiffre, par exemple {example}',
    'fact-name':
      'le nom d’une donnée : une minuscule, puis des lettres et des chiffres, 40 au plus, par exemple {example}',
    decimal:
      'un nombre décimal avec un point, sous forme de texte, avec au plus 18 chiffres avant le point et 18 après, par exemple {example}',
    'positive-decimal': 'un nombre décimal supérieur à 0 avec un point, sous forme de texte, par exemple {example}',
    date: 'un jour du calendrier sous la forme AAAA-MM-JJ, par exemple {example}',
    datetime: 'un instant en UTC avec les millisecondes, par exemple {example}',
    uuid: 'un UUID, par exemple {example}',
    'whole-number': 'un nombre entier, en chiffres seulement, par exemple {example}',
    'if-match': 'un seul ETag tel qu’il a été lu, entre guillemets droits et sans W/, par exemple {example}',
    'if-none-match': '* ou des ETag tels qu’ils ont été lus, séparés par des virgules, par exemple {example}',
    'idempotency-key': 'de 1 à 128 caractères ASCII visibles, par exemple {example}',
    'last-event-id': 'l’identifiant du dernier événement reçu d’un flux, 200 caractères au plus, par exemple {example}',
    'consistency-token':
      'au plus 8 jetons tels que les commandes les ont rendus, séparés par des virgules, par exemple {example}',
    other: 'une valeur de la forme décrite par les pages de l’API sous /docs',
  },
  numbers: 'zéro une deux trois quatre cinq six sept huit neuf dix onze douze'.split(' '),
  received: 'Valeur reçue : {given}.',
};
