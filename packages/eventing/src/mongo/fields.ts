// The fields of a document as mongoose reads them, made of the state's schema.
import { z } from 'zod';

/** Fields as mongoose reads them: `{name: {type: String}, places: [{_id: false, area: {type: String}}]}`. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * The fields of a state: objects and lists of objects have their parts, what may have any keys is kept as it is.
 * @throws {TypeError} for a form that no field of a document can have
 */
export const fieldsOf = (state: z.ZodObject): Fields =>
  Object.fromEntries(Object.entries(state.shape).map(([name, form]) => [name, fieldOf(form)]));

function fieldOf(form: z.core.$ZodType): unknown {
  if (form instanceof z.ZodOptional) return fieldOf(form.unwrap());
  if (form instanceof z.ZodObject) return fieldsOf(form);
  if (form instanceof z.ZodArray) {
    return form.element instanceof z.ZodObject ? [{ _id: false, ...fieldsOf(form.element) }] : [fieldOf(form.element)];
  }
  return { type: typeOf(form) };
}

function typeOf(form: z.core.$ZodType): unknown {
  if (form instanceof z.ZodRecord || form instanceof z.ZodUnion) return Object;
  if (form instanceof z.ZodNumber) return Number;
  if (form instanceof z.ZodBoolean) return Boolean;
  if (form instanceof z.ZodString || form instanceof z.ZodStringFormat || form instanceof z.ZodEnum) return String;
  if (form instanceof z.ZodLiteral) return typeof form.value === 'boolean' ? Boolean : String;
  throw new TypeError(`a document has no field of the form ${form._zod.def.type}`);
}
