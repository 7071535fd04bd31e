// The report partnerships/portfolio: its title, and the label and definition of each column.
import en from './en/partnerships-portfolio.json' with { type: 'json' };
import es from './es/partnerships-portfolio.json' with { type: 'json' };
import fr from './fr/partnerships-portfolio.json' with { type: 'json' };
import it from './it/partnerships-portfolio.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/partnerships-portfolio.json' with { type: 'json' };
import ru from './ru/partnerships-portfolio.json' with { type: 'json' };

export const partnershipsPortfolioMessages = messages('partnerships-portfolio', { en, fr, es, ru, it, pt });
