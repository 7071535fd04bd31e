// What a quote says: why something is refused, and how a condition was decided.
import en from './en/quotes.json' with { type: 'json' };
import es from './es/quotes.json' with { type: 'json' };
import fr from './fr/quotes.json' with { type: 'json' };
import it from './it/quotes.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/quotes.json' with { type: 'json' };
import ru from './ru/quotes.json' with { type: 'json' };

export const quoteMessages = messages('quotes', { en, fr, es, ru, it, pt });
