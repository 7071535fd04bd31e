// Circles of imports, types included: files of a circle can only be understood, moved and loaded together.

/** Every set of files that reach each other, in the order of their names; none where nothing goes in a circle. */
export function circles(imports: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const [order, lowest] = [new Map<string, number>(), new Map<string, number>()];
  const [open, found]: [string[], string[][]] = [[], []];
  // Tarjan: a file whose lowest reachable file that is still open is itself closes its circle.
  const visit = (file: string): number => {
    order.set(file, order.size);
    let low = order.size - 1;
    open.push(file);
    for (const to of imports.get(file) ?? []) {
      if (!order.has(to)) low = Math.min(low, visit(to));
      else if (open.includes(to)) low = Math.min(low, lowest.get(to) ?? order.get(to) ?? low);
    }
    lowest.set(file, low);
    if (low !== order.get(file)) return low;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1 || imports.get(file)?.includes(file)) found.push(circle.sort());
    return low;
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return found;
}
