// What a decision is given of a request.
import { type CommandContract, type LocalDate, type Rejection, reject } from '@tributary/contracts';
import type { CheckedRequest } from '../ports.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The command with what its path names and its business date, today unless told; refused where that lies ahead. */
export function commandOf(
  { dated, place }: Pick<CommandContract, 'dated' | 'place'>,
  { params, query, body, context }: CheckedRequest<Fields, Fields, Fields>,
): { readonly command: Fields; readonly refused: Rejection<'FUTURE_DATE'> | undefined } {
  const { lang: _lang, ...options } = query ?? {};
  const named = Object.fromEntries(Object.keys(place).map((name) => [name, params[name]]));
  const command: Fields = { ...body, ...options, ...named };
  if (dated === undefined) return { command, refused: undefined };
  const { today } = context;
  const date = (command[dated] as LocalDate | undefined) ?? today;
  const refused = date > today ? reject('FUTURE_DATE', { date, today }) : undefined;
  return { command: { ...command, [dated]: date }, refused };
}
