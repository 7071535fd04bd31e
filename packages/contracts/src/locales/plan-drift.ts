// The report plan/drift: its title, and the label and definition of each column.
import en from './en/plan-drift.json' with { type: 'json' };
import es from './es/plan-drift.json' with { type: 'json' };
import fr from './fr/plan-drift.json' with { type: 'json' };
import it from './it/plan-drift.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/plan-drift.json' with { type: 'json' };
import ru from './ru/plan-drift.json' with { type: 'json' };

export const planDriftMessages = messages('plan-drift', { en, fr, es, ru, it, pt });
