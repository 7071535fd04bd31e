// Whom a token stands for where it names no subject: a natural person alone, and the same one in every service.
import { SubjectId } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { subjectsAt } from '../src/access/subject.ts';

const key = Buffer.alloc(32, 7);
const subjectOf = subjectsAt('https://issuer.example.org', key);

describe('the subject of an identity', () => {
  it('is always the same, has the form of the claim, and tells nothing of the name', () => {
    const subject = subjectOf('amina@example.org');
    expect(subjectsAt('https://issuer.example.org', key)('amina@example.org')).toBe(subject);
    expect(SubjectId.parse(subject)).toBe(subject);
    expect(subject).not.toContain('amina');
  });

  it('differs by name, by issuer and by installation', () => {
    const all = [
      subjectOf('amina'),
      subjectOf('Amina'),
      subjectsAt('https://other.example.org', key)('amina'),
      subjectsAt('https://issuer.example.org', Buffer.alloc(32, 8))('amina'),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
