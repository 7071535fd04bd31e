// A correction: the patch is applied to the fields as callers give them, checked as a new one would be, and what of the
// state has changed by it becomes one event.
import {
  accept,
  type CorrectDecision,
  type CorrectionBody,
  type CorrectionContract,
  type Decision,
  isRejection,
  type Known,
  mergePatch,
  type Rejection,
  type RuleFault,
  reject,
} from '@tributary/contracts';
import { fieldErrors } from '../problem/field-errors.ts';
import { canonical } from '../request/json.ts';

type Fields = Readonly<Record<string, unknown>>;
type Contract = Pick<CorrectionContract, 'fields' | 'givenOf' | 'event' | 'frozen' | 'stateNamed' | 'personal'>;

/** A correction as it was asked for. */
export interface AskedCorrection {
  readonly body: CorrectionBody;
  /** the query without its language */
  readonly options: Fields;
  readonly known: Known;
  readonly language: Parameters<typeof fieldErrors>[3];
}

/** What becomes of a state; `unchanged` where the patch says what is there already. */
export function corrected<State extends Fields>(
  contract: Contract,
  decide: CorrectDecision<CorrectionContract, unknown>,
  before: State,
  { body, options, known, language }: AskedCorrection,
): Decision<State> | 'unchanged' {
  const { reasonCode, reason, ...patch } = body;
  const given = contract.givenOf(before);
  const merged = mergePatch(given, patch);
  const parsed = contract.fields.safeParse(merged, { reportInput: true });
  if (!parsed.success)
    return reject('VALIDATION', {}, fieldErrors(parsed.error, '', merged, language, !contract.personal));
  const frozen = frozenAmong(contract, before, differences(given, parsed.data));
  if (frozen !== undefined) return frozen;

  const fields: Fields | Rejection = decide(before, { ...parsed.data, ...options }, known);
  if (isRefusal(fields)) return fields;
  const kept = Object.entries(before).filter(([name]) => !Object.hasOwn(contract.fields.shape, name));
  const after = { ...Object.fromEntries(kept), ...fields } as State;
  const [told, tells] = [contract.event.toldOf(before), contract.event.toldOf(after)];
  const names = differences(told, tells);
  if (names.length === 0) return isSame(before, after) ? 'unchanged' : accept(after);
  const changed = Object.fromEntries(names.map((name) => [name, tells[name] ?? null]));
  const accepted = accept(after, contract.event({ changed, reasonCode, correctedOn: known.today }));
  return reason === undefined ? accepted : { ...accepted, reason };
}

const isRefusal = (fields: Fields | Rejection): fields is Rejection => isRejection(fields as Decision<unknown>);

/** The names of the fields in which two records differ. */
const differences = (one: Fields, other: Fields): readonly string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => !isSame(one[name], other[name]));

/** Whether two values are the same as JSON; the order of fields means nothing. */
const isSame = (one: unknown, other: unknown): boolean =>
  one === undefined || other === undefined ? one === other : canonical(one) === canonical(other);

/** The refusal of fields that stay as they are; each says what rests on it and what to do instead. */
function frozenAmong(
  { frozen, stateNamed }: Contract,
  before: Fields,
  changed: readonly string[],
): Rejection<'FIELDS_FROZEN'> | undefined {
  const rules = frozen(before);
  const state = stateNamed(before);
  const errors = changed.flatMap((field): RuleFault[] => {
    const rule = rules.find(({ fields }) => fields.includes(field));
    return rule === undefined ? [] : [{ pointer: `/${field}`, code: rule.by, values: { field, state } }];
  });
  if (errors.length === 0) return undefined;
  return reject('FIELDS_FROZEN', { state, fields: errors.map(({ pointer }) => pointer.slice(1)) }, errors);
}
