// Why a rule of the alignment score gives the points that it gives.
import en from './en/scores.json' with { type: 'json' };
import es from './es/scores.json' with { type: 'json' };
import fr from './fr/scores.json' with { type: 'json' };
import it from './it/scores.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/scores.json' with { type: 'json' };
import ru from './ru/scores.json' with { type: 'json' };

export const scoreMessages = messages('scores', { en, fr, es, ru, it, pt });
