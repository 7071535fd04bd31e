// Where the parts of the small description are.
export const plans = 'paths > /v1/plans';
export const get = `${plans} > get`;
export const answer = `${get} > responses > 200`;
export const list = `${answer} > content > application/json > schema`;
export const post = `${plans} > post`;
export const plan = `${post} > requestBody > content > application/json > schema`;
