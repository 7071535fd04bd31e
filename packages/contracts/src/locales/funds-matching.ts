// The report funds/matching: its title, and the label and definition of each column.
import en from './en/funds-matching.json' with { type: 'json' };
import es from './es/funds-matching.json' with { type: 'json' };
import fr from './fr/funds-matching.json' with { type: 'json' };
import it from './it/funds-matching.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/funds-matching.json' with { type: 'json' };
import ru from './ru/funds-matching.json' with { type: 'json' };

export const fundsMatchingMessages = messages('funds-matching', { en, fr, es, ru, it, pt });
