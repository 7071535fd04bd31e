// The list of tranches that are due and not paid: its columns, and why each is not paid.
import en from './en/funds-unpaid.json' with { type: 'json' };
import es from './es/funds-unpaid.json' with { type: 'json' };
import fr from './fr/funds-unpaid.json' with { type: 'json' };
import it from './it/funds-unpaid.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/funds-unpaid.json' with { type: 'json' };
import ru from './ru/funds-unpaid.json' with { type: 'json' };

export const fundsUnpaidMessages = messages('funds-unpaid', { en, fr, es, ru, it, pt });
