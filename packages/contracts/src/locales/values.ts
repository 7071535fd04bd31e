// How values are said inside other sentences: kinds, forms, small numbers, what was received, and in which quotation marks.
import en from './en/values.json' with { type: 'json' };
import es from './es/values.json' with { type: 'json' };
import fr from './fr/values.json' with { type: 'json' };
import it from './it/values.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/values.json' with { type: 'json' };
import ru from './ru/values.json' with { type: 'json' };

export const valueMessages = messages('values', { en, fr, es, ru, it, pt });
