import { type FieldError, type Problem, type ProblemCode, problemStatus, type RuleFault } from '@tributary/contracts';
import type { FieldFault } from './field-texts.ts';

/** One place that was refused: in words already, or by the code of its sentence. */
export type RefusedPlace = FieldError | RuleFault | FieldFault;

/** What a refusal carries beside its code. */
export interface RefusalDetails {
  /** values for the problem's sentence */
  readonly values?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly RefusedPlace[];
  /** where to read on, by relation */
  readonly links?: Problem['links'];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer of 400 or above, thrown on the way to a handler or by one. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: readonly RefusedPlace[];
  readonly links: Problem['links'];
  readonly headers: Readonly<Record<string, string>>;
  readonly statusCode: number;

  constructor(code: ProblemCode, { values = {}, errors = [], links, headers = {} }: RefusalDetails = {}) {
    super(code);
    this.code = code;
    this.values = values;
    this.errors = errors;
    this.links = links;
    this.headers = headers;
    this.statusCode = problemStatus[code];
  }
}
