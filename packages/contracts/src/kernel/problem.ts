// The catalogue of refusals: every answer of 400 and above is one of these, as problem+json (RFC 9457).
import { z } from 'zod';
import type { ArgumentOf } from '../locales/messages.ts';
import type { RuleCode } from '../values/form.ts';

/** HTTP status by code. Codes are stable; titles and details are in `locales/<language>/problems.json`. */
export const problemStatus = {
  VALIDATION: 400,
  MALFORMED_BODY: 400,
  IDEMPOTENCY_KEY_MISSING: 400,
  PLAN_REQUIRED: 400,
  UNAUTHENTICATED: 401,
  TOKEN_EXPIRED: 401,
  SESSION_ENDED: 401,
  FORBIDDEN: 403,
  FOUR_EYES: 403,
  CONFLICT_OF_INTEREST: 403,
  NOT_A_REPRESENTATIVE: 403,
  ACTS_BY_GUARDIAN: 403,
  EMERGENCY_ACCESS_NOT_YOURS: 403,
  NOT_FROM_THE_PAGE: 403,
  SAMPLE_ALONE: 403,
  NOT_FOUND: 404,
  NO_ACTIVE_VERSION: 404,
  PAGE_NOT_BUILT: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  CONFLICT: 409,
  ALREADY_EXISTS: 409,
  WRONG_STATE: 409,
  FIELDS_FROZEN: 409,
  PLAN_NOT_READY: 409,
  VERSION_TAKEN: 409,
  OTHER_VERSION_IN_FORCE: 409,
  LINKS_NOT_DRIFTED: 409,
  STEPS_NOT_DONE: 409,
  STEPS_REST_ON_IT: 409,
  RULES_PUBLISHED: 409,
  INDICATOR_IN_USE: 409,
  REVIEWED_ALREADY: 409,
  REVIEWS_MISSING: 409,
  APPEAL_NOT_FORESEEN: 409,
  APPEALED_ALREADY: 409,
  BODY_NOT_DUE: 409,
  ENVELOPE_EXHAUSTED: 409,
  AWARD_NOT_POSSIBLE: 409,
  AWARD_ENDED: 409,
  RECEIVED_BY_DISBURSEMENT: 409,
  REQUIREMENT_NOT_DUE: 409,
  OTHER_PAYMENT: 409,
  ACQUITTED: 409,
  AMENDMENT_OPEN: 409,
  TRANCHE_INSTRUCTED: 409,
  TRANCHES_NOT_PAYABLE: 409,
  BATCH_NOT_SENT: 409,
  UPLOAD_OFFSET: 409,
  ENTRY_NOT_PROPOSED: 409,
  REVISION_SUPERSEDED: 409,
  ALREADY_BOUND: 409,
  BOUND_TO_TWO: 409,
  LAST_REPRESENTATIVE: 409,
  ORGANISATION_SUCCEEDED: 409,
  NOT_BOUND: 409,
  NOTICE_PUBLISHED: 409,
  CONSENT_MISSING: 409,
  EMERGENCY_ACCESS_OVER: 409,
  EMERGENCY_ACCESS_NOT_COVERING: 409,
  CONSENT_WITHDRAWN: 409,
  CONSENT_LIMIT: 409,
  CODE_USED: 409,
  TRANSFER_OPEN: 409,
  TRANSFER_ENDED: 409,
  SAME_MINISTRY: 409,
  REBUILD_KEPT: 409,
  REBUILD_LIVE: 409,
  GONE: 410,
  STALE: 412,
  BODY_TOO_LARGE: 413,
  TOO_MANY_EVENTS: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  IDEMPOTENCY_KEY_REUSED: 422,
  FUTURE_DATE: 422,
  RATE_MISSING: 422,
  BASE_CURRENCY: 422,
  PLAN_NODE_UNKNOWN: 422,
  LINKS_STILL_DRIFTED: 422,
  WEIGHTS_NOT_KEPT: 422,
  PLAN_UNKNOWN: 422,
  KPI_UNKNOWN: 422,
  INDICATOR_UNKNOWN: 422,
  WEIGHTS_NOT_100: 422,
  SECTORS_NOT_100: 422,
  AREAS_NOT_100: 422,
  DATES_REVERSED: 422,
  IMPORT_INVALID: 422,
  VERSION_NOT_IMPORTED: 422,
  STEP_UNKNOWN: 422,
  STEPS_CIRCULAR: 422,
  EVIDENCE_NEEDED: 422,
  ORGANISATION_UNKNOWN: 422,
  ORGANISATION_NOT_RECOGNISED: 422,
  ORGANISATION_SUSPENDED: 422,
  ORGANISATIONS_CIRCULAR: 422,
  PARTNER_UNKNOWN: 422,
  AGREEMENT_UNKNOWN: 422,
  AGREEMENT_NOT_IN_FORCE: 422,
  CO_FUNDING_NOT_ASKED: 422,
  PROGRAMME_UNKNOWN: 422,
  RULES_NOT_IN_FORCE: 422,
  RULES_OVERTAKEN: 422,
  CALL_UNKNOWN: 422,
  APPLICANT_NOT_TAKEN: 422,
  OUTSIDE_WINDOW: 422,
  APPEAL_TOO_LATE: 422,
  ANSWER_NOT_TAKEN: 422,
  ANSWERS_MISSING: 422,
  SCORES_NOT_TAKEN: 422,
  OTHER_CURRENCY: 422,
  ABOVE_LIMIT: 422,
  BELOW_LIMIT: 422,
  TRANCHES_NOT_PLANNED: 422,
  AMENDMENT_NOT_TAKEN: 422,
  OPENING_NOT_TAKEN: 422,
  ACCOUNT_NOT_VALID: 422,
  PAYEE_NOT_USABLE: 422,
  DEBTOR_ACCOUNT_NOT_USABLE: 422,
  STATEMENT_NOT_READ: 422,
  PERIOD_CLOSED: 422,
  CONTRIBUTION_NOT_TAKEN: 422,
  REASON_REQUIRED: 422,
  NOT_OF_THE_PAIR: 422,
  PURPOSE_REQUIRED: 422,
  EVIDENCE_BY_OTHERS: 422,
  NOTICE_UNKNOWN: 422,
  NOTICE_WITHDRAWN: 422,
  NOTICE_NOT_COVERING: 422,
  NO_CONSENT_NEEDED: 422,
  CONSENT_EVIDENCE: 422,
  NOT_A_MINOR: 422,
  GUARDIAN_NOT_TAKEN: 422,
  EMERGENCY_ACCESS_UNKNOWN: 422,
  EMERGENCY_TOO_LONG: 422,
  CODE_UNKNOWN: 422,
  CODE_EXPIRED: 422,
  IMPORT_MAPPING_UNKNOWN: 422,
  EVIDENCE_OF_OTHER_TYPE: 422,
  EVIDENCE_OF_OTHER_DIGEST: 422,
  EVIDENCE_UNKNOWN: 422,
  MONTH_END_REQUIRED: 422,
  AS_OF_BEYOND_WATERMARK: 422,
  PRECONDITION_REQUIRED: 428,
  TOO_MANY_REQUESTS: 429,
  HEADERS_TOO_LARGE: 431,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  STORAGE_FULL: 503,
  EVIDENCE_NOT_KEPT: 503,
  NOT_CAUGHT_UP: 503,
  PARKED: 503,
} as const;

export type ProblemCode = keyof typeof problemStatus;

/** Arguments that the kit fills where a refusal does not: of the route, or usually the same. */
type FilledByKit = 'roles' | 'condition' | 'seconds' | 'mediaType';

/** What fills the detail of a problem: a value for each argument of its message. */
export type ProblemValues<Code extends ProblemCode> = Readonly<
  Record<Exclude<ArgumentOf<'problems', `${Code}.detail`>, FilledByKit>, unknown>
>;

/** The type reference of a problem: `/problems/plan-not-ready`. */
export const problemType = (code: ProblemCode): string => `/problems/${code.toLowerCase().replaceAll('_', '-')}`;

/** The code of the problem that a type reference names, without `/problems/`; undefined for what is none. */
export const problemOfType = (slug: string): ProblemCode | undefined =>
  (Object.keys(problemStatus) as ProblemCode[]).find((code) => problemType(code) === `/problems/${slug}`);

/** One place in the input, and what is wrong there. */
export const FieldError = z.strictObject({
  /** JSON Pointer (RFC 6901) into the body, or `/query/…`, `/headers/…`, `/params/…` */
  pointer: z.string(),
  code: z.string(),
  detail: z.string(),
  /** of a file with many rows */
  row: z.int().min(1).optional(),
  column: z.string().optional(),
  /** what would be taken here instead */
  proposed: z.number().optional(),
});
export type FieldError = z.infer<typeof FieldError>;

/**
 * What a rule says of one place in the input; the kit says it in the reader's language by its code. The code of a
 * problem is said as that problem's detail is.
 */
export interface RuleFault {
  readonly pointer: string;
  readonly code: RuleCode | ProblemCode;
  /** what fills the braces of the sentence */
  readonly values?: Readonly<Record<string, string | number>>;
  /** what was refused, to be quoted */
  readonly given?: unknown;
  /** what would be taken here instead */
  readonly proposed?: number;
}

/** The body of every answer of 400 and above, media type `application/problem+json`. */
export const Problem = z.strictObject({
  type: z.string(),
  code: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  errors: z.array(FieldError),
  /** where to read on, by relation: `holder` has what was asked for */
  links: z.record(z.string(), z.string()).optional(),
  traceId: z.string(),
});
export type Problem = z.infer<typeof Problem>;
