// What frames the pages of problems.
import en from './en/problem-pages.json' with { type: 'json' };
import es from './es/problem-pages.json' with { type: 'json' };
import fr from './fr/problem-pages.json' with { type: 'json' };
import it from './it/problem-pages.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/problem-pages.json' with { type: 'json' };
import ru from './ru/problem-pages.json' with { type: 'json' };

export const problemPageMessages = messages('problem-pages', { en, fr, es, ru, it, pt });
