// How fresh the record of a person is: worked out when it is read, kept nowhere.
import { z } from 'zod';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { person } from './person.ts';

export const PersonFreshness = z.strictObject({
  seenOn: LocalDate.describe(
    'the day from which it counts: of the last confirmation, else the later one of registration and verification',
  ),
  dueOn: LocalDate.describe('the day from which on it is to be confirmed again'),
  isDue: z.boolean().describe('whether that day has come'),
  staleness: Count.describe(
    'days since `seenOn` in per cent of the days between `seenOn` and `dueOn`, rounded half up: 0 on the first day, 100 on the day it is due, and more after',
  ),
  dormantFrom: LocalDate.describe('the day from which on it is dormant unless it is confirmed, once it is active'),
});
export type PersonFreshness = z.infer<typeof PersonFreshness>;

export const personBecameDormant = person.event(
  'became-dormant.v1',
  'A person has not confirmed the record for so long that it is dormant; a confirmation makes it active again',
  z.strictObject({ dormantOn: LocalDate.describe('the day on which that was seen') }),
  'dormantOn',
);
