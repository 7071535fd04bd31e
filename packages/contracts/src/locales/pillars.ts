// The pillars of the engagement model: the title of each, and what it is about.
import en from './en/pillars.json' with { type: 'json' };
import es from './es/pillars.json' with { type: 'json' };
import fr from './fr/pillars.json' with { type: 'json' };
import it from './it/pillars.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/pillars.json' with { type: 'json' };
import ru from './ru/pillars.json' with { type: 'json' };

export const pillarMessages = messages('pillars', { en, fr, es, ru, it, pt });
