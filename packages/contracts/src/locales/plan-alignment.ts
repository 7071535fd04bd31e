// The report plan/alignment: its title, and the label and definition of each column.
import en from './en/plan-alignment.json' with { type: 'json' };
import es from './es/plan-alignment.json' with { type: 'json' };
import fr from './fr/plan-alignment.json' with { type: 'json' };
import it from './it/plan-alignment.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/plan-alignment.json' with { type: 'json' };
import ru from './ru/plan-alignment.json' with { type: 'json' };

export const planAlignmentMessages = messages('plan-alignment', { en, fr, es, ru, it, pt });
