// The one condition that no rules need to write: an organisation that applies is recognised.
import type { Label } from '@tributary/contracts';

export const recognisedLabel: Label = {
  en: 'The organisation that applies is recognised on the day of its submission, and not suspended',
  fr: 'L’organisation qui dépose la demande est reconnue le jour du dépôt, et n’est pas suspendue',
  es: 'La organización solicitante está reconocida el día de la presentación y no está suspendida',
  ru: 'Организация-заявитель признана на день подачи заявки, и её признание не приостановлено',
  it: 'L’organizzazione richiedente è riconosciuta il giorno della presentazione e non è sospesa',
  pt: 'A organização requerente está reconhecida no dia da apresentação e não está suspensa',
};
