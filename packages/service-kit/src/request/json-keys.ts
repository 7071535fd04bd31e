// Keys that stand more than once in one object: JSON.parse would keep the last of their values and drop the others.

/** How many keys a value has, at all depths. */
export function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const children = Object.values(value);
  let count = Array.isArray(value) ? 0 : children.length;
  for (const child of children) count += keysIn(child);
  return count;
}

/** The object or list that is being read: where it is, and of an object the keys that it has had so far. */
interface Level {
  readonly keys: Set<string> | undefined;
  /** of the value that is read now: a key, or an index */
  at: string | number;
}

/**
 * The path to the first key that its object has had before; undefined where there is none.
 * @param text well-formed JSON
 */
export function repeatedKeyIn(text: string): readonly string[] | undefined {
  const levels: Level[] = [];
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;
  let awaitsKey = false;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [token] = match;
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      levels.push(token === '{' ? { keys: new Set(), at: '' } : { keys: undefined, at: 0 });
      awaitsKey = token === '{';
    } else if (token === '}' || token === ']') {
      levels.pop();
      awaitsKey = false;
    } else if (token === ',') {
      awaitsKey = level?.keys !== undefined;
      if (typeof level?.at === 'number') level.at += 1;
    } else if (awaitsKey && level?.keys !== undefined) {
      const key: string = JSON.parse(token);
      level.at = key;
      if (level.keys.has(key)) return levels.map(({ at }) => String(at));
      level.keys.add(key);
      awaitsKey = false;
    }
  }
  return undefined;
}
