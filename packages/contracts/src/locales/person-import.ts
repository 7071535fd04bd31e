// What is said of a file of persons that cannot be gone through, by its code.
import en from './en/person-import.json' with { type: 'json' };
import es from './es/person-import.json' with { type: 'json' };
import fr from './fr/person-import.json' with { type: 'json' };
import it from './it/person-import.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/person-import.json' with { type: 'json' };
import ru from './ru/person-import.json' with { type: 'json' };

export const personImportMessages = messages('person-import', { en, fr, es, ru, it, pt });
