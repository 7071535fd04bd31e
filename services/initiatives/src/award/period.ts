// Nothing is posted on a day on which the books of the ministry are closed.
import {
  type Award,
  type award,
  type ChangeDecision,
  type CommandContract,
  type Decision,
  type FiscalClosing,
  type LocalDate,
  type Rejection,
  rejectField,
} from '@tributary/contracts';

/** What is known of the books of the ministry of an award. */
export interface PeriodGround {
  /** undefined: they were never closed */
  readonly closing?: Pick<FiscalClosing, 'of' | 'closedUntil'> | undefined;
}

/** The first day on which something can be posted; undefined where every day is open. */
export const firstOpenDay = ({ closing }: PeriodGround): LocalDate | undefined => {
  if (closing?.closedUntil === undefined) return undefined;
  const [year = 0, month = 1, date = 1] = closing.closedUntil.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10);
};

/** Refuses a posting on a closed day. @param pointer to the day */
export function refuseClosed(
  ground: PeriodGround,
  given: LocalDate,
  pointer: string,
): Rejection<'PERIOD_CLOSED'> | undefined {
  const { of: ministry = '', closedUntil } = ground.closing ?? {};
  const firstOpen = firstOpenDay(ground);
  if (closedUntil === undefined || firstOpen === undefined || given >= firstOpen) return undefined;
  return rejectField('PERIOD_CLOSED', pointer, { ministry, closedUntil, firstOpen, given });
}

/**
 * A decision that posts on the day that its command names, and refuses closed ones first.
 * @throws {TypeError} its command has no day
 */
export function inOpenPeriod<Contract extends CommandContract<'change', typeof award.state>, Upstream>(
  decision: ChangeDecision<Contract, Upstream>,
): ChangeDecision<Contract, Upstream & PeriodGround> {
  const { contract } = decision;
  const { dated, path } = contract as CommandContract;
  if (dated === undefined) throw new TypeError(`${path} has no business date`);
  type Decide = (award: Award, command: Readonly<Record<string, unknown>>, known: PeriodGround) => Decision<Award>;
  const decide = decision as unknown as Decide;
  const posting: Decide = (before, command, known) =>
    refuseClosed(known, String(command[dated]), `/${dated}`) ?? decide(before, command, known);
  return Object.assign(posting, { contract }) as unknown as ChangeDecision<Contract, Upstream & PeriodGround>;
}
