// The plan files of the journeys, made from published lists: the SDG with its languages, and one national plan.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';

export type Row = Readonly<Record<string, string>>;

const languages = ['en', 'es', 'fr', 'it', 'ru'] as const;

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The 17 goals and 169 targets as import rows, in the five languages that exist. */
export function sdgRows(folder: string, ministryOf: (goal: string) => string): Row[] {
  const texts = languages.map((lang) => ({
    lang,
    goals: parseYaml(readFileSync(join(folder, `${lang}-goals.yml`), 'utf8')) as Record<string, string>,
    targets: parseYaml(readFileSync(join(folder, `${lang}-targets.yml`), 'utf8')) as Record<string, string>,
  }));
  const titles = (pick: (text: (typeof texts)[number]) => string | undefined) =>
    Object.fromEntries(texts.map((text) => [`title_${text.lang}`, oneLine(pick(text) ?? '')]));
  const english = texts[0];
  if (english === undefined) return [];
  const goals = Object.keys(english.goals)
    .filter((key) => key.endsWith('-title'))
    .map((key) => key.replace('-title', ''))
    .sort((a, b) => Number(a) - Number(b))
    .map((goal) => ({
      kind: 'node',
      code: goal,
      parent: '',
      level: '1',
      responsibleMinistry: ministryOf(goal),
      ...titles(({ goals }) => goals[`${goal}-title`]),
    }));
  const targets = Object.keys(english.targets)
    .filter((key) => key.endsWith('-title'))
    .map((key) => {
      const [goal = '', part = ''] = key.replace('-title', '').split('-');
      return {
        kind: 'node',
        code: `${goal}.${part.toUpperCase()}`,
        parent: goal,
        level: '2',
        responsibleMinistry: ministryOf(goal),
        ...titles(({ targets }) => targets[key]),
      };
    });
  return [...goals, ...targets];
}

/** A national plan's facts as import rows: for a range the lower end is the target; ranks have direction down. */
export function indonesiaRows(file: string, ministry: string): Row[] {
  const facts = parseCsv(readFileSync(file, 'utf8'), { columns: true }) as Record<string, string>[];
  const levels = levelsOf(facts);
  return facts
    .filter(({ level }) => level !== 'level')
    .map((fact) => {
      const shared = {
        code: fact['code'] ?? '',
        parent: fact['parent_code'] ?? '',
        title_id: oneLine(fact['title'] ?? ''),
      };
      if (fact['level'] !== 'kpi') {
        return { kind: 'node', ...shared, level: String(levels.get(shared.code)), responsibleMinistry: ministry };
      }
      return {
        kind: 'kpi',
        ...shared,
        responsibleMinistry: ministry,
        unit: fact['unit'] || 'index',
        direction: /rank|peringkat/i.test(`${fact['unit']} ${fact['title']}`) ? 'down' : 'up',
        aggregation: 'rate',
        baselineYear: fact['baseline_year'] || '2024',
        baselineValue: fact['baseline_value'] ?? '',
        baselineSource: 'RPJMN 2025–2029',
        target_2025: fact['target_2025_low'] ?? '',
        target_2029: fact['target_2029_low'] ?? '',
      };
    });
}

function levelsOf(facts: readonly Record<string, string>[]): Map<string, number> {
  const levels = new Map<string, number>();
  for (const { code = '', parent_code: parent = '', level } of facts) {
    if (level !== 'kpi') levels.set(code, (levels.get(parent) ?? 0) + 1);
  }
  return levels;
}
