// The page at `/`.
import en from './en/front-page.json' with { type: 'json' };
import es from './es/front-page.json' with { type: 'json' };
import fr from './fr/front-page.json' with { type: 'json' };
import it from './it/front-page.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/front-page.json' with { type: 'json' };
import ru from './ru/front-page.json' with { type: 'json' };

export const frontPageMessages = messages('front-page', { en, fr, es, ru, it, pt });
