// The columns of the roadmap as a file, by their keys.
import en from './en/roadmap-steps.json' with { type: 'json' };
import es from './es/roadmap-steps.json' with { type: 'json' };
import fr from './fr/roadmap-steps.json' with { type: 'json' };
import it from './it/roadmap-steps.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/roadmap-steps.json' with { type: 'json' };
import ru from './ru/roadmap-steps.json' with { type: 'json' };

export const roadmapStepMessages = messages('roadmap-steps', { en, fr, es, ru, it, pt });
