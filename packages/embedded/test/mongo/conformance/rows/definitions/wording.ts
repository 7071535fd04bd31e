// Indexes, inserts and pages of the manual, as the rows about definitions write them.
export const manual = (title: string) => `MongoDB manual, "${title}"`;
export const index = (key: object, name: string, more: object = {}) => ({ key, name, ...more });
export const insert = (...documents: object[]) => ({ insert: 'c', documents });
