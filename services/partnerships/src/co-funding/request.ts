// What an award asks partners for, followed through the facts of the award and of the commitments to it.
import {
  type Accepted,
  accept,
  type awardCoFundingRequested,
  type CoFundingRequest,
  coFundingKey,
  coFundingRequestRevised,
  type EventContract,
  fromMinor,
  keyText,
  type LocalDate,
  type Money,
  type SignedMoney,
  toMinor,
} from '@tributary/contracts';

/** What is asked, as the event tells it. */
type Asked = typeof awardCoFundingRequested extends EventContract<infer Data> ? Data : never;

/** The one key of the request of an award, from which its id follows. */
export const requestKey = (awardId: string): string => keyText(coFundingKey, { awardId });

/** What no commitment covers yet; nothing of a request that is withdrawn. */
export const missingOf = ({ amount, covered, status }: CoFundingRequest): Money => {
  const missing = toMinor(amount) - toMinor(covered);
  return fromMinor(status === 'withdrawn' || missing < 0n ? 0n : missing, amount.currency);
};

const plus = (sum: Money, amount: SignedMoney): Money => fromMinor(toMinor(sum) + toMinor(amount), sum.currency);

function statusOf({ amount, covered, withdrawnOn }: Omit<CoFundingRequest, 'status'>): CoFundingRequest['status'] {
  if (withdrawnOn !== undefined) return 'withdrawn';
  if (toMinor(covered) === 0n) return 'open';
  return toMinor(covered) < toMinor(amount) ? 'partly-covered' : 'covered';
}

const revised = (request: Omit<CoFundingRequest, 'status'>): Accepted<CoFundingRequest> =>
  accept({ ...request, status: statusOf(request) }, coFundingRequestRevised({}));

/** Asks for money, or for more of it: an award asks once for each share that partners have. */
export function asked(before: CoFundingRequest | undefined, awardId: string, event: Asked): Accepted<CoFundingRequest> {
  const { programmeId, initiativeId, amount, area, neededBy } = event;
  if (before !== undefined) {
    const needed = before.neededBy ?? neededBy;
    return revised({
      ...before,
      amount: plus(before.amount, amount),
      ...(needed !== undefined && { neededBy: needed }),
    });
  }
  return revised({
    awardId,
    programmeId,
    ...(initiativeId !== undefined && { initiativeId }),
    area,
    amount: fromMinor(toMinor(amount), amount.currency),
    covered: fromMinor(0n, amount.currency),
    ...(neededBy !== undefined && { neededBy }),
  });
}

/** Notes the initiative of a signed award, and when its first money is due where no other day was named. */
export const signed = (
  request: CoFundingRequest,
  { initiativeId, tranches }: { readonly initiativeId: string; readonly tranches: readonly { dueOn: LocalDate }[] },
): Accepted<CoFundingRequest> => {
  const [first] = tranches.map(({ dueOn }) => dueOn).sort();
  const neededBy = request.neededBy ?? first;
  return revised({ ...request, initiativeId, ...(neededBy !== undefined && { neededBy }) });
};

/** Covers more of it, or less where the amount is negative. */
export const covering = (request: CoFundingRequest, amount: SignedMoney): Accepted<CoFundingRequest> =>
  revised({ ...request, covered: plus(request.covered, amount) });

/** Withdraws it, as its award has ended. */
export const withdrawn = (
  request: CoFundingRequest,
  { on, reasonCode }: { readonly on: LocalDate; readonly reasonCode: string },
): Accepted<CoFundingRequest> => revised({ ...request, withdrawnOn: on, reasonCode });
