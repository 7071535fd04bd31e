// The report plan/gaps: its title, and the label and definition of each column.
import en from './en/plan-gaps.json' with { type: 'json' };
import es from './es/plan-gaps.json' with { type: 'json' };
import fr from './fr/plan-gaps.json' with { type: 'json' };
import it from './it/plan-gaps.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/plan-gaps.json' with { type: 'json' };
import ru from './ru/plan-gaps.json' with { type: 'json' };

export const planGapsMessages = messages('plan-gaps', { en, fr, es, ru, it, pt });
