// What is said of each problem: `CODE.title` and `CODE.detail`.
import en from './en/problems.json' with { type: 'json' };
import es from './es/problems.json' with { type: 'json' };
import fr from './fr/problems.json' with { type: 'json' };
import it from './it/problems.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/problems.json' with { type: 'json' };
import ru from './ru/problems.json' with { type: 'json' };

export const problemMessages = messages('problems', { en, fr, es, ru, it, pt });
