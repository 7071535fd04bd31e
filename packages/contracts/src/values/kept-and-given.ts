// Two forms of a value: the one in which facts hold it, which declares it, and the one in which callers give it.
import { z } from 'zod';
import { LocalDate } from './date.ts';
import { described } from './described.ts';
import { GivenDate, GivenIatiIdentifier, GivenLabel, GivenName, GivenOrganisationIdentifier } from './given.ts';
import { IatiIdentifier, OrganisationIdentifier } from './identity.ts';
import { Label } from './label.ts';
import { Money } from './money.ts';
import { Code, Text } from './text.ts';

const givenForms = new WeakMap<z.core.$ZodType, z.ZodType>();

/**
 * Binds the form in which callers give a value to the one in which facts hold it.
 * @returns the form of facts
 */
export function givenAs<Kept extends z.ZodType>(kept: Kept, asGiven: z.ZodType<z.output<Kept>>): Kept {
  givenForms.set(kept, asGiven);
  return kept;
}

givenAs(Text, GivenName);
givenAs(Label, GivenLabel);
givenAs(LocalDate, GivenDate);
givenAs(IatiIdentifier, GivenIatiIdentifier);
givenAs(Money, Money);
givenAs(OrganisationIdentifier, GivenOrganisationIdentifier);

/** A code of an open list, as a caller is told of it: the known ones are examples, and another one is no fault. */
export const openCode = (known: readonly string[]) => givenAs(Code.clone(), Code.meta({ examples: [...known] }));

/** A list of at most `most`; who gives none gives an empty one. */
export function listOf<Item extends z.ZodType>(item: Item, most: number): z.ZodArray<Item> {
  const list = z.array(item);
  return givenAs(list, z.array(given(item)).max(most).default([]) as unknown as z.ZodArray<Item>);
}

/** A value with words on what it means where it stands, in both its forms. */
export function describedAs<Kept extends z.ZodType>(kept: Kept, description: string): Kept {
  const bound = givenForms.get(kept) as z.ZodType<z.output<Kept>> | undefined;
  const named = kept.describe(description);
  return bound === undefined ? named : givenAs(named, bound.describe(description));
}

/**
 * What callers give for fields of a state: each value in the form in which it is given, which yields the same as the
 * state holds.
 */
export function given<Kept extends z.ZodType>(kept: Kept): Kept {
  const bound = givenForms.get(kept);
  if (bound !== undefined) return bound as Kept;
  if (kept instanceof z.ZodOptional) return given(kept.unwrap() as z.ZodType).optional() as unknown as Kept;
  if (kept instanceof z.ZodArray) {
    return checkedAs(kept, z.array(given(kept.element as z.ZodType))) as unknown as Kept;
  }
  if (!(kept instanceof z.ZodObject)) return kept;
  const fields = Object.entries(kept.shape).map(([name, field]) => [name, given(field as z.ZodType)]);
  return checkedAs(kept, z.strictObject(Object.fromEntries(fields))) as unknown as Kept;
}

/** What callers give for a field in a path or a query, where numbers come as text. */
export function givenAsText<Kept extends z.ZodType>(kept: Kept): Kept {
  if (kept instanceof z.ZodNumberFormat) return checkedAs(kept, z.coerce.number<string>().int()) as unknown as Kept;
  if (kept instanceof z.ZodNumber) return checkedAs(kept, z.coerce.number<string>()) as unknown as Kept;
  return given(kept);
}

/** A schema with the checks of another one of its kind, and what the API's description says of them. */
export function checkedAs<Schema extends z.ZodType>(other: z.ZodType, schema: Schema): Schema {
  const checks = (other.def.checks ?? []) as unknown as readonly z.core.$ZodCheck<z.output<Schema>>[];
  const checked = schema.check(...checks);
  const said = described.get(other);
  if (said !== undefined) described.add(checked, said);
  return checked;
}
