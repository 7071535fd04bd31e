// The report programmes/funnel: its title, and the label and definition of each column.
import en from './en/programmes-funnel.json' with { type: 'json' };
import es from './es/programmes-funnel.json' with { type: 'json' };
import fr from './fr/programmes-funnel.json' with { type: 'json' };
import it from './it/programmes-funnel.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/programmes-funnel.json' with { type: 'json' };
import ru from './ru/programmes-funnel.json' with { type: 'json' };

export const programmesFunnelMessages = messages('programmes-funnel', { en, fr, es, ru, it, pt });
