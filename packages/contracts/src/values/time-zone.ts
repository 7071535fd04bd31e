// Time zones by their IANA names: a day begins and ends where the zone says.
import { z } from 'zod';
import { broken } from './form.ts';

/** Whether a name is one of a time zone, such as `Europe/Chisinau`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The name of a time zone in the IANA database; offsets such as `+02:00` are none, since they know no summer time. */
export const TimeZone = z
  .string()
  .min(1)
  .max(64)
  .refine((name) => /^[A-Za-z]/.test(name) && isTimeZone(name), broken('UNKNOWN_TIME_ZONE'))
  .meta({ examples: ['Europe/Chisinau'] });
