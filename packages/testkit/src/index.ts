// What tests of the whole house share.
export { given, type Told } from './given.ts';
