// A call of the fictional country Istmara, and its programme, for the tests of decisions.
import { type Call, given, type Programme, ProgrammeRules } from '@tributary/contracts';
import town from '@tributary/match-engine/programmes/sample/town.json' with { type: 'json' };

export const programmeId = '0190a1b2-0000-7000-8000-000000000003';
export const euro = (amount: string) => ({ amount, currency: 'EUR' });

export const programme = (changed: object = {}): Programme => ({
  ...town.programme,
  pillar: 'P6',
  versions: [
    {
      rulesVersion: '2025',
      effectiveFrom: '2025-01-01',
      rules: given(ProgrammeRules).parse({ ...town.rules, ...changed }),
      draftedBy: 'ana',
      publishedOn: '2025-01-01',
    },
  ],
});

export const call = (changed: Partial<Call> = {}): Call => ({
  programmeId,
  code: 'TOWN-2026',
  title: { en: 'Hometown Match 2026 (sample)' },
  opensOn: '2026-04-01',
  closesOn: '2026-07-31',
  envelope: euro('400000.00'),
  timeZone: 'Europe/Rome',
  applicantKinds: ['association', 'person'],
  status: 'draft',
  ...changed,
});
