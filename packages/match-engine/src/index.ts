// The match engine: who pays how much of a project, by the rules of its programme. It reads no clock and no store.
export { type Approval, type Approved, approvedBy } from './award/approvals.ts';
export { type Arrears, arrearsOf, type Repayment, scheduleOf } from './award/loan.ts';
export { partsOf } from './award/parts.ts';
export { type Reimbursement, reimbursementOf } from './award/reimbursement.ts';
export {
  type Answer,
  type Application,
  type Eligibility,
  eligibilityOf,
  isEligible,
  type RuleTrace,
} from './eligibility/eligibility.ts';
export type { ExpressionFault } from './eligibility/expressions.ts';
export { matchOf } from './match/match.ts';
