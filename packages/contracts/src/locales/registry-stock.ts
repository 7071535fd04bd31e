// The report registry/stock: its title, and the label and definition of each column.
import en from './en/registry-stock.json' with { type: 'json' };
import es from './es/registry-stock.json' with { type: 'json' };
import fr from './fr/registry-stock.json' with { type: 'json' };
import it from './it/registry-stock.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/registry-stock.json' with { type: 'json' };
import ru from './ru/registry-stock.json' with { type: 'json' };

export const registryStockMessages = messages('registry-stock', { en, fr, es, ru, it, pt });
