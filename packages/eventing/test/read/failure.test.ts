import { describe, expect, test } from 'vitest';
import { isStorageFull, isTransient, TransientFailure } from '../../src/consume/failure.ts';

const error = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });
const network = error('MongoNetworkError');

describe('a failure', () => {
  test.each([
    ['of ours that says so', new TransientFailure('away')],
    ['of the connection', network],
    ['of a socket', error('Error', { code: 'ECONNRESET' })],
    ['of a server that steps down', error('MongoServerError', { code: 189 })],
    ['of a server that is out of space', error('MongoServerError', { code: 14031 })],
    ['of a server that takes the password for wrong', error('MongoServerError', { code: 18 })],
    ['of a batch at a server that shuts down', error('MongoBulkWriteError', { code: 91, errorResponse: {} })],
    ['of a disk without room', error('MongoServerError', { code: 14031 })],
    ['behind another', new Error('a chunk', { cause: new Error('a write', { cause: network }) })],
    ['behind a batch that never came through', error('MongoBulkWriteError', { errorResponse: network })],
  ])('%s passes by itself', (_what, failure) => {
    expect(isTransient(failure)).toBe(true);
  });

  test.each([
    ['of a program', new TypeError('no function')],
    ['on a key that is there', error('MongoBulkWriteError', { code: 11000, errorResponse: { code: 11000 } })],
    ['on a document that is too large', error('MongoBulkWriteError', { code: 17419, errorResponse: { code: 17419 } })],
    ['that is no error', 'MongoNetworkError'],
  ])('%s does not', (_what, failure) => {
    expect(isTransient(failure)).toBe(false);
  });
});

describe('a store without room', () => {
  test.each([
    ['by itself', error('MongoServerError', { code: 14031 })],
    ['of a batch', error('MongoBulkWriteError', { code: 14031 })],
    ['behind a write', new TransientFailure('a write', { cause: error('MongoServerError', { code: 14031 }) })],
  ])('is known %s', (_what, failure) => {
    expect(isStorageFull(failure)).toBe(true);
  });

  test.each([
    ['that is away', network],
    ['with a key that is there', error('MongoServerError', { code: 11000 })],
    ['that is no store', error('Error', { code: 14031 })],
  ])('is not one %s', (_what, failure) => {
    expect(isStorageFull(failure)).toBe(false);
  });
});
