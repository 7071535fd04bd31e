// What can be wrong with one field, by its code.
import en from './en/fields.json' with { type: 'json' };
import es from './es/fields.json' with { type: 'json' };
import fr from './fr/fields.json' with { type: 'json' };
import it from './it/fields.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/fields.json' with { type: 'json' };
import ru from './ru/fields.json' with { type: 'json' };

export const fieldMessages = messages('fields', { en, fr, es, ru, it, pt });
