// What mongoose would take as it is, found out without asking it: its validation goes through every element of every list
// by name, which costs a tenth of a write. Whatever is not plainly right is for mongoose to judge.

type Fields = Readonly<Record<string, unknown>>;
type Fits = (value: unknown) => boolean;

const leaves = new Map<unknown, Fits>([
  [String, (value) => typeof value === 'string'],
  [Number, Number.isFinite],
  [Boolean, (value) => typeof value === 'boolean'],
  [Object, () => true],
]);

const never: Fits = () => false;

/** Whether a value is plainly of a field as mongoose reads it; never where the field asks for more than its type. */
function fitOf(field: unknown): Fits {
  if (Array.isArray(field)) {
    const fits = fitOf(field[0]);
    return (value) => Array.isArray(value) && value.every((item) => item !== undefined && fits(item));
  }
  if (typeof field !== 'object' || field === null) return leaves.get(field) ?? never;
  if (!('type' in field)) return plainFit(field as Fields);
  return Object.keys(field).length === 1 ? (leaves.get(field.type) ?? never) : never;
}

/**
 * Whether a state has no field too many, and in each of them plainly what the field is for.
 * @param fields as mongoose reads them
 */
export function plainFit(fields: Fields): Fits {
  const fits = new Map(
    Object.entries(fields).flatMap(([name, field]) =>
      name === '_id' && field === false ? [] : [[name, fitOf(field)]],
    ),
  );
  // what a field asks beside its type is asked of a state without that field, too
  if ([...fits.values()].includes(never)) return never;
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([name, inner]) => {
      const fit = fits.get(name);
      return fit !== undefined && (inner === undefined || fit(inner));
    });
}
