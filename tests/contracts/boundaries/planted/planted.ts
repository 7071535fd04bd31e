/** A source, where it stands, and the words that it is refused with. */
export type Planted = readonly [what: string, path: string, text: string, says: string];
