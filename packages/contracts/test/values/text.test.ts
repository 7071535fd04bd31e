import { describe, expect, it } from 'vitest';
import {
  CountryCode,
  IatiIdentifier,
  Id,
  MinistryCode,
  NodeCode,
  OrganisationIdentifier,
  PlanCode,
  PlanVersion,
} from '../../src/values/identity.ts';
import { Code, Text, text } from '../../src/values/text.ts';

const accepted = [
  [Text, ['A', 'Ștefan cel Mare', '水の計画', 'a'.repeat(300), '👩‍🌾 Farm']],
  [Code, ['A', '14030', 'urn:x/1.2_3-4', 'a'.repeat(64)]],
  [Id, ['0190a1b2-0000-7000-8000-000000000001']],
  [MinistryCode, ['MPLA', 'MF', 'M12345678901']],
  [CountryCode, ['MD', 'QM']],
  [PlanCode, ['SDG', 'NDP-2028']],
  [PlanVersion, ['1', '2025-rev1', 'v1.0']],
  [NodeCode, ['10.7', 'PN7.2', 'K1', '1.a', '3.2 (b)/c', '12.1.ba, bb', 'A[1]', 'a'.repeat(64)]],
  [IatiIdentifier, ['XM-DAC-1/A B', 'a|b?c&d', 'ГПЛ-7', 'a'.repeat(255)]],
] as const;

const refused = [
  [
    Text,
    [
      '',
      ' ',
      '\u200b',
      '\u00a0\ufeff',
      '\u3164',
      '\u0000',
      'a\tb',
      'a\r\nb',
      '\u0085',
      'a'.repeat(301),
      '\udfff',
      'a\ud800',
      7,
    ],
  ],
  [Code, ['', '-a', 'a b', 'a'.repeat(65), 'é', '$where', 'a\n']],
  [Id, ['0190A1B2-0000-7000-8000-000000000001', 'x', '', '0190a1b200007000800000000000001', '../etc']],
  [MinistryCode, ['M', 'mpla', '1MPLA', 'M123456789012']],
  [CountryCode, ['md', 'MDA', 'M1']],
  [PlanCode, ['S', 'sdg', '-SDG', 'SDG.1', '__PROTO__']],
  [PlanVersion, ['', '-1', '1/2', 'a'.repeat(17)]],
  [NodeCode, ['', '.1', ' a', '$gt', 'a\n', 'a\u200b', '1.а', 'é', 'a'.repeat(65)]],
  [IatiIdentifier, ['', ' a', 'a ', 'a\nb', '\ud800x', '\u200b', 'a\u200b', 'a'.repeat(256)]],
] as const;

describe('texts and codes', () => {
  it.each(accepted.flatMap(([schema, values]) => values.map((value) => [schema, value] as const)))(
    'take what they are for',
    (schema, value) => {
      expect(schema.parse(value)).toBe(value);
    },
  );

  it.each(refused.flatMap(([schema, values]) => values.map((value) => [schema, value] as const)))(
    'refuse what could break a line, a path or a filter',
    (schema, value) => {
      expect(schema.safeParse(value).success, JSON.stringify(value)).toBe(false);
    },
  );

  it('are matched in a time that grows with their length: with its square, this would not end', () => {
    expect(text(10_000_000).safeParse(`${'a'.repeat(5_000_000)}\n`).success).toBe(false);
  });

  it('know an organisation by scheme and id', () => {
    expect(OrganisationIdentifier.safeParse({ scheme: 'GB-COH', id: '01234567' }).success).toBe(true);
    expect(OrganisationIdentifier.safeParse({ scheme: 'gb-coh', id: '01234567' }).success).toBe(false);
    expect(OrganisationIdentifier.safeParse({ scheme: 'GB-COH', id: '' }).success).toBe(false);
  });
});
