// The variables of the environment as data, for whoever writes a manifest or checks one.
export { doorVariables } from './door.ts';
export type { Variable } from './variable.ts';
export { variables } from './variables.ts';
