// What is said of each error of the import of a plan, by its code.
import en from './en/plan-import.json' with { type: 'json' };
import es from './es/plan-import.json' with { type: 'json' };
import fr from './fr/plan-import.json' with { type: 'json' };
import it from './it/plan-import.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/plan-import.json' with { type: 'json' };
import ru from './ru/plan-import.json' with { type: 'json' };

export const planImportMessages = messages('plan-import', { en, fr, es, ru, it, pt });
