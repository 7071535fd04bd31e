// The columns of an import are declared once: the reader and the table of the README say the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvImport, importColumns, importFamilies } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { columnOf } from '../../src/plan-import/file/columns.ts';
import { checkFile } from '../../src/plan-import/file/plan-file.ts';
import { rowsOfCsv } from '../../src/plan-import/spreadsheet/csv.ts';

const declared = [...importColumns, ...importFamilies];

describe('the columns of an import', () => {
  it('are known to the reader by their names', () => {
    for (const { name } of importColumns) expect(columnOf(name)).toBe(name);
    expect(['title_en', 'title_pt-BR', 'target_2027', 'target_2026-Q1'].map(columnOf)).not.toContain(undefined);
    expect(['title', 'title_x1', 'target_', 'baseline', 'constructor', ''].map(columnOf)).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });

  it('stand in the README', () => {
    const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
    const rows = declared.map(
      ({ name, of, needed, meaning }) => `| \`${name}\` | ${of.join(', ')} | ${needed.join(', ')} | ${meaning} |`,
    );
    const plain = (line: string) => line.replace(/ +/g, ' ');
    expect(
      readme
        .split('\n')
        .filter((line) => line.startsWith('| `'))
        .map(plain),
    ).toEqual(rows.map(plain));
  });

  it('have an example that is taken', () => {
    const { errors, nodes, kpis } = checkFile(rowsOfCsv(Buffer.from(csvImport.example)), { depth: 1 });
    expect([errors, nodes.length, kpis.length]).toEqual([[], 1, 1]);
  });

  it('may have any charset that the contract names', () => {
    for (const charset of csvImport.charsets) {
      expect(
        rowsOfCsv(Buffer.from(csvImport.example), charset.startsWith('utf-16') ? 'utf-8' : charset).errors,
      ).toEqual([]);
      expect(() => new TextDecoder(charset)).not.toThrow();
    }
  });
});
