// The report roadmap/progress: its title, and the label and definition of each column.
import en from './en/roadmap-progress.json' with { type: 'json' };
import es from './es/roadmap-progress.json' with { type: 'json' };
import fr from './fr/roadmap-progress.json' with { type: 'json' };
import it from './it/roadmap-progress.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/roadmap-progress.json' with { type: 'json' };
import ru from './ru/roadmap-progress.json' with { type: 'json' };

export const roadmapProgressMessages = messages('roadmap-progress', { en, fr, es, ru, it, pt });
