// What protects persons: sealed fields, blind tokens, pairwise ids, masks and the chain of the audit. It knows no store.
export * from './audit/chain.ts';
export * from './audit/checkpoint.ts';
export * from './audit/verification.ts';
export * from './blind/pairwise.ts';
export * from './blind/spoken-code.ts';
export * from './blind/tokens.ts';
export * from './identifiers/document-number.ts';
export * from './identifiers/email.ts';
export * from './identifiers/latin.ts';
export * from './identifiers/names.ts';
export * from './identifiers/phone.ts';
export * from './identifiers/sounds.ts';
export * from './keys/key-ring.ts';
export { CannotOpen, type KeyWrapping, type WrappedKey, wrappingWith } from './keys/wrapping.ts';
export * from './vault/fields.ts';
export * from './vault/masks.ts';
