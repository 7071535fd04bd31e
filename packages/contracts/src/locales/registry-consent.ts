// The report registry/consent: its title, and the label and definition of each column.
import en from './en/registry-consent.json' with { type: 'json' };
import es from './es/registry-consent.json' with { type: 'json' };
import fr from './fr/registry-consent.json' with { type: 'json' };
import it from './it/registry-consent.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/registry-consent.json' with { type: 'json' };
import ru from './ru/registry-consent.json' with { type: 'json' };

export const registryConsentMessages = messages('registry-consent', { en, fr, es, ru, it, pt });
