// The words by which plans say which way an indicator should go and how its values add up.
import type { kpiDefined } from '@tributary/contracts';

type Kpi = Parameters<typeof kpiDefined>[0];
type Direction = NonNullable<Kpi['direction']>;
type Aggregation = NonNullable<Kpi['aggregation']>;

const directions: Readonly<Record<Direction, readonly string[]>> = {
  up: [
    ...['up', '↑', 'increase', 'increasing', 'higher', 'more', 'rise', 'raise', 'hausse', 'augmenter', 'augmentation'],
    ...['croissant', 'aumentar', 'aumento', 'subir', 'ascendente', 'рост', 'увеличение', 'увеличить', 'повышение'],
    ...['вверх', 'aumentare', 'crescente', 'crescita', 'crescer'],
  ],
  down: [
    ...['down', '↓', 'decrease', 'decreasing', 'lower', 'less', 'reduce', 'reduction', 'baisse', 'baisser', 'diminuer'],
    ...['diminution', 'réduire', 'décroissant', 'disminuir', 'disminución', 'reducir', 'bajar', 'descendente'],
    ...['снижение', 'снизить', 'уменьшение', 'сокращение', 'вниз', 'diminuire', 'ridurre', 'riduzione', 'decrescente'],
    ...['diminuir', 'reduzir', 'redução', 'descer'],
  ],
  keep: [
    ...['keep', '→', 'maintain', 'stable', 'steady', 'unchanged', 'maintenir', 'mantener', 'estable', 'сохранить'],
    ...['сохранение', 'стабильно', 'mantenere', 'stabile', 'manter', 'estável'],
  ],
};

const aggregations: Readonly<Record<Aggregation, readonly string[]>> = { sum: ['sum'], rate: ['rate'] };

const chosen =
  <Choice extends string>(words: Readonly<Record<Choice, readonly string[]>>) =>
  (cell: string): Choice | undefined => {
    const word = cell.toLowerCase();
    return (Object.keys(words) as Choice[]).find((choice) => words[choice].includes(word));
  };

export const directionOf = chosen(directions);
export const aggregationOf = chosen(aggregations);
