// What mongoose's `strict: 'throw'` says of a document, said of a plain state: making a document of each state in order
// to ask would cost a fifth of a write.

type Fields = Readonly<Record<string, unknown>>;

/** The fields within a field as mongoose reads them, `[{a: String}]` and `{a: {b: String}}`; undefined where there are none. */
function within(field: unknown): Fields | undefined {
  if (Array.isArray(field)) return within(field[0]);
  const nested = typeof field === 'object' && field !== null && !('type' in field);
  return nested ? (field as Fields) : undefined;
}

/** The path of the first field of `state` that `fields` does not name; a field of type Object may hold anything. */
export function unknownField(fields: Fields, state: object): string | undefined {
  for (const [name, value] of Object.entries(state)) {
    if (!Object.hasOwn(fields, name)) return name;
    const inner = typeof value === 'object' && value !== null ? within(fields[name]) : undefined;
    if (inner === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) {
      const found = unknownField(inner, Object(item));
      if (found !== undefined) return `${name}.${found}`;
    }
  }
  return undefined;
}
