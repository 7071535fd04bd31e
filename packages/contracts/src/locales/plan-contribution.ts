// The report plan/contribution: its title, and the label and definition of each column.
import en from './en/plan-contribution.json' with { type: 'json' };
import es from './es/plan-contribution.json' with { type: 'json' };
import fr from './fr/plan-contribution.json' with { type: 'json' };
import it from './it/plan-contribution.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/plan-contribution.json' with { type: 'json' };
import ru from './ru/plan-contribution.json' with { type: 'json' };

export const planContributionMessages = messages('plan-contribution', { en, fr, es, ru, it, pt });
