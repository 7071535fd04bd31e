import type { ImportErrorCode } from '../file/import-error.ts';

export const fr: Readonly<Record<ImportErrorCode, string>> = {
  NO_ROWS: 'Le fichier n’a aucune ligne.',
  TOO_MANY_ROWS: 'Le fichier a plus de {limit} lignes.',
  MALFORMED_CSV: 'Le CSV se rompt ici : un guillemet est mal placé ou n’est pas fermé, ou la ligne est trop longue.',
  WORKBOOK: 'C’est un classeur de tableur : enregistrez sa feuille au format CSV et envoyez-la.',
  DUPLICATE_COLUMN: 'La colonne {value} figure deux fois.',
  UNKNOWN_COLUMN: 'Il n’y a pas de colonne {value}.',
  UNNAMED_COLUMN: 'La colonne {letter} a des valeurs et pas de nom dans l’en-tête.',
  MISSING_COLUMN: 'Il manque la colonne {value}.',
  RAGGED_ROW: 'La ligne a {found} valeurs, l’en-tête en a {expected}.',
  NOT_TEXT: 'La valeur doit être un texte ou un nombre.',
  CODE_AS_NUMBER: 'Un code est un texte : écrits comme le nombre {value}, 1.10 et 1.1 seraient un seul code.',
  WRONG_ENCODING: '{value} contient des caractères illisibles : enregistrez le fichier en UTF-8.',
  UNKNOWN_KIND: '{value} n’est ni node, ni kpi, ni series.',
  REQUIRED: 'Une valeur est nécessaire ici.',
  TITLE_MISSING: 'Il faut un titre dans au moins une langue.',
  INVALID_CODE:
    "{value} n’est pas un code : lettres de A à Z sans accent, chiffres, espaces et & ' ( ) * + , - . / : [ ] _, 64 au plus, une lettre ou un chiffre en tête.",
  RESERVED_CODE:
    '{value} ne peut pas être un code : les rapports désignent par ce mot les initiatives sans nœud. Donnez-en un autre.',
  INVALID_TEXT:
    '{value} est trop long ou contient des caractères de contrôle : 300 caractères sont admis, 1 000 dans un titre.',
  INVALID_LEVEL: '{value} n’est pas un niveau : un nombre entier à partir de 1.',
  INVALID_MINISTRY:
    '{value} n’est pas un code de ministère : 2 à 12 majuscules et chiffres ; des points-virgules en séparent plusieurs.',
  BROKEN_NUMBER: '{value} ressemble à un nombre et ne peut pas être lu comme tel : que faut-il comprendre ?',
  AMBIGUOUS_NUMBER:
    '{value} peut avoir un signe décimal ou un séparateur de milliers, et aucun nombre du fichier ne le dit : écrivez-en un avec un autre nombre de décimales, tel que 1234,50, ou sans ce signe. Lignes : {rows}.',
  UNLIKELY_TIME:
    'La date ou période {value} est-elle voulue ? Les années de 1900 à 2200 sont admises, ainsi que leurs jours, trimestres et exercices : 2027, 2025-2027, 2026-T1, 2024/25, 2026-06-30.',
  INVALID_CHOICE: '{value} n’est pas l’une des valeurs {choices}.',
  ROW_TOO_LARGE: 'La ligne a {size} octets ; {limit} au plus sont admis.',
  DUPLICATE_CODE: 'Le code {value} figure aux lignes {rows} : chaque nœud doit avoir son propre code.',
  CODE_ON_TWO_LEVELS:
    'Le code {value} figure aux lignes {rows}, aux niveaux {levels} : donnez un autre code à tous ces nœuds sauf un ; un indicateur peut relever de plusieurs nœuds, que sa colonne parent nomme, séparés par des points-virgules.',
  DUPLICATE_KPI:
    'L’indicateur {value} figure aux lignes {rows} : n’en gardez qu’une ; sa colonne parent peut nommer plusieurs nœuds, séparés par des points-virgules.',
  DUPLICATE_SERIES:
    'Les lignes {rows} donnent à l’indicateur {value} la même dimension, la même catégorie et la même unité : n’en gardez qu’une.',
  UNKNOWN_PARENT: 'Le fichier n’a pas de nœud {value}. Lignes qui le nomment comme parent : {rows}.',
  PARENT_MISSING: 'Un nœud de niveau {level} a besoin d’un parent ; seuls ceux de niveau 1 n’en ont pas.',
  WRONG_LEVEL:
    'Le niveau est {level} ; le parent {parent} est au niveau {above}, et le niveau doit être plus profond que celui-ci.',
  LEVEL_TOO_DEEP: 'Le niveau est {level} ; le plan a {depth} niveaux.',
  UNKNOWN_KPI: 'Le fichier n’a pas d’indicateur {value}. Lignes de type series qui le nomment : {rows}.',
  SERIES_OF_NOTHING:
    'Une série a besoin d’une dimension et d’une catégorie, ou d’une autre unité que celle de son indicateur.',
  CODES_DIFFER_IN_CAPITALS:
    'Les codes {codes} (lignes {rows}) ne diffèrent que par les majuscules et sont pris pour des codes distincts.',
  TWO_DECIMAL_SIGNS:
    'La ligne {comma} a une virgule décimale et la ligne {point} un point décimal : chacun a été lu comme tel.',
};
