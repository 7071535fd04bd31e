// What is said of applications: how they are ranked, and the condition that no rules need to write.
import en from './en/applications.json' with { type: 'json' };
import es from './es/applications.json' with { type: 'json' };
import fr from './fr/applications.json' with { type: 'json' };
import it from './it/applications.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/applications.json' with { type: 'json' };
import ru from './ru/applications.json' with { type: 'json' };

export const applicationMessages = messages('applications', { en, fr, es, ru, it, pt });
