// Parts of the details of problems: conditions of access, and why a token was refused.
import en from './en/phrases.json' with { type: 'json' };
import es from './es/phrases.json' with { type: 'json' };
import fr from './fr/phrases.json' with { type: 'json' };
import it from './it/phrases.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/phrases.json' with { type: 'json' };
import ru from './ru/phrases.json' with { type: 'json' };

export const phraseMessages = messages('phrases', { en, fr, es, ru, it, pt });
