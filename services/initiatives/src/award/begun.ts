// Nothing of an award of before is entered on a day before the one of its opening: what was until then is in its balances.
import type { Award, LocalDate } from '@tributary/contracts';

/** A day from which on something of an award can be entered, or the day of its opening where that is later. */
export const begunBy = ({ opening }: Pick<Award, 'opening'>, day: LocalDate): LocalDate =>
  opening !== undefined && opening.openedOn > day ? opening.openedOn : day;
