// Forms of text that have a name. The name is the `format` of zod's issue: the kit says each form in words, in six
// languages, and no pattern is shown to a person. A new form is an entry here and a phrase in each language there.
import { z } from 'zod';

/** How the descriptions of the API tell a form, in JSON Schema. */
export interface DescribedForm {
  readonly format?: string;
  readonly pattern?: string;
}

export interface Form {
  /** what a text of this form must match */
  readonly pattern: RegExp;
  /** one of its texts, for the sentence that asks for it and for the descriptions */
  readonly example: string;
  /** where the description tells more than the pattern alone */
  readonly described?: DescribedForm;
}

// Parts of character classes. They are written out instead of as \p{Cc} and the like, and the patterns do without
// look-ahead, so that published JSON Schemas mean the same to every reader and values can be generated from them.
const controls = '\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\uD800-\\uDFFF';
/** What nobody sees, beside the space: other spaces, zero-width and format characters. */
const unseen =
  '\\u00A0\\u00AD\\u034F\\u061C\\u115F\\u1160\\u1680\\u17B4\\u17B5\\u180B-\\u180F\\u2000-\\u2027\\u202A-\\u202F' +
  '\\u205F-\\u206F\\u2800\\u3000\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFFB';
const visible = new RegExp(`^[ ${unseen}]*[^ ${unseen}${controls}][^${controls}]*$`, 'u');
const printable = new RegExp(`^[^ ${unseen}${controls}]([^${controls}]*[^ ${unseen}${controls}])?$`, 'u');
/** As somebody else gave it. Letters beyond A to Z are left out because many look like one of these. */
const reference = /^[A-Za-z0-9][A-Za-z0-9 &'()*+,./:[\]_-]*$/;

const known = {
  id: {
    pattern: /^[0-9a-f-]{36}$/,
    example: '01932f5e-7a00-7000-8000-000000000001',
    described: {
      format: 'uuid',
      pattern:
        '^([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}(-0{4}){3}-0{12}|f{8}(-f{4}){3}-f{12})$',
    },
  },
  'report-run': { pattern: /^[0-9a-f]{64}$/, example: '0123456789abcdef'.repeat(4) },
  'sha-256': { pattern: /^[0-9a-f]{64}$/, example: '0123456789abcdef'.repeat(4) },
  'ministry-code': { pattern: /^[A-Z][A-Z0-9]{1,11}$/, example: 'MPLA' },
  'country-code': { pattern: /^[A-Z]{2}$/, example: 'FR' },
  'currency-code': { pattern: /^[A-Z]{3}$/, example: 'EUR' },
  'language-tag': { pattern: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, example: 'pt-BR' },
  'plan-code': { pattern: /^[A-Z][A-Z0-9-]{1,31}$/, example: 'NDP-2030' },
  'plan-version': { pattern: /^[A-Za-z0-9][A-Za-z0-9.-]{0,15}$/, example: '2025-rev1' },
  'node-code': { pattern: reference, example: '10.7' },
  'organisation-scheme': { pattern: /^[A-Z]{2,3}-[A-Z0-9_-]{1,20}$/, example: 'GB-COH' },
  'organisation-number': { pattern: reference, example: '01234567' },
  'iati-identifier': { pattern: printable, example: 'GB-COH-01234567-P1' },
  code: { pattern: /^[A-Za-z0-9][A-Za-z0-9._/:-]*$/, example: 'REG-2026/17' },
  'subject-id': { pattern: /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/, example: 'a1b2c3d4-0001' },
  'fact-name': { pattern: /^[a-z][A-Za-z0-9]{0,39}$/, example: 'worksMonths' },
  decimal: { pattern: /^-?\d{1,18}(\.\d{1,18})?$/, example: '-12.50' },
  'positive-decimal': { pattern: /^([1-9]\d{0,17}(\.\d{1,18})?|0\.0{0,9}[1-9]\d{0,8})$/, example: '655.957' },
  amount: { pattern: /^\d{1,18}(\.\d{1,4})?$/, example: '350000.00' },
  'partial-date': { pattern: /^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$/, example: '1988-02' },
  email: { pattern: /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/, example: 'amina@example.org' },
  'web-address': {
    pattern: /^https?:\/\/[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?([/?#][!-~]*)?$/,
    example: 'https://example.org/programme',
  },
  'script-code': { pattern: /^[A-Z][a-z]{3}$/, example: 'Cyrl' },
  line: { pattern: visible, example: 'Clean water for three villages' },
} satisfies Readonly<Record<string, Form>>;

/** The name of a form. */
export type FormName = keyof typeof known;

/** Every form by its name. */
export const forms: Readonly<Record<FormName, Form>> = known;

/** Whether a `format` of zod or of a JSON Schema is the name of a form. */
export const isFormName = (format: unknown): format is FormName =>
  typeof format === 'string' && Object.hasOwn(known, format);

/** Text of a form; what has another form is told that alone, and no later rule. */
export const formed = (name: FormName, pattern: RegExp = forms[name].pattern) =>
  z.stringFormat(name, pattern, { abort: true });

/** Rules beyond a form, by the code of the sentence that the kit has for a value that breaks one. */
export type RuleCode =
  | 'REQUIRED'
  | 'UNKNOWN_FIELD'
  | 'REPEATED'
  | 'NOT_ABOVE'
  | 'UNKNOWN_CURRENCY'
  | 'TOO_MANY_DECIMALS'
  | 'NEGATIVE_BUDGET'
  | 'TOO_LONG_IN_BASE'
  | 'UNLIKELY_YEAR'
  | 'UNLIKELY_BIRTH'
  | 'NO_SUCH_BIRTH'
  | 'FUTURE_BIRTH'
  | 'UNKNOWN_TIME_ZONE'
  | 'UNKNOWN_SCHEME'
  | 'NO_LANGUAGE'
  | 'LANGUAGE_TWICE'
  | 'SHARE_NEEDED'
  | 'SHARE_PROPOSED'
  | 'AREA_CONTRADICTED'
  | 'IDENTIFIER_TAKEN'
  | 'FROZEN_BY_RECOGNITION'
  | 'FROZEN_BY_ORGANISATION'
  | 'FROZEN_BY_DECISION'
  | 'FROZEN_BY_MONEY'
  | 'FROZEN_BY_END'
  | 'FROZEN_BY_SUBMISSION'
  | 'FROZEN_BY_SIGNATURE'
  | 'ONE_RANGE'
  | 'SORTED_BY_RANGE'
  | 'RANGE_REVERSED'
  | 'LAST_STEP_OPEN'
  | 'PARTY_UNKNOWN'
  | 'BASE_UNCLEAR'
  | 'CIRCULAR'
  | 'FLOOR_OF_OFFER'
  | 'LIMITS_CROSSED'
  | 'PARTS_NOT_100'
  | 'EXPRESSION_SYNTAX'
  | 'EXPRESSION_TYPES'
  | 'EXPRESSION_NOT_BOOLEAN'
  | 'EXPRESSION_NOT_CALLABLE'
  | 'EXPRESSION_NESTED';

/**
 * Names the sentence of a `refine`, and what fills its braces.
 * @example z.string().refine(isKnown, broken('UNKNOWN_CURRENCY'))
 */
export const broken = (code: RuleCode, values: Readonly<Record<string, string | number>> = {}) => ({
  params: { code, values },
});
