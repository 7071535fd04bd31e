import type { PlanAlignmentTexts } from '../plan-alignment-columns.ts';

export const es: PlanAlignmentTexts = {
  title: 'Alineación de las iniciativas con un plan',
  grain: 'Una fila por nodo de la versión vigente del plan; las cifras de un nodo incluyen las de sus descendientes.',
  columns: {
    code: { label: 'Código', definition: 'El código del nodo en el plan.' },
    level: { label: 'Nivel', definition: 'Profundidad en el árbol del plan, 1 en la cima.' },
    levelLabel: { label: 'Tipo de nodo', definition: 'El nombre que el plan da a este nivel.' },
    levelLabelLang: {
      label: 'Idioma del tipo',
      definition: 'Idioma en que se muestra el tipo de nodo (BCP 47).',
    },
    title: {
      label: 'Título',
      definition: 'El título del nodo en el idioma pedido, si no en inglés, si no en el primero que haya.',
    },
    titleLang: { label: 'Idioma del título', definition: 'Idioma en que se muestra el título (BCP 47).' },
    responsibleMinistry: {
      label: 'Ministerio responsable',
      definition: 'La institución que decide sobre los vínculos con este nodo.',
    },
    initiatives: {
      label: 'Iniciativas',
      definition: 'Iniciativas vivas con un vínculo aceptado con el nodo o por debajo; cada una cuenta una vez.',
    },
    budget: {
      label: 'Presupuesto alineado',
      definition: 'Suma de presupuesto × peso aceptado de las iniciativas vivas, redondeada una sola vez.',
    },
    awaiting: {
      label: 'En espera',
      definition:
        'Iniciativas vivas con un vínculo con el nodo o por debajo que espera una decisión; cada una cuenta una vez.',
    },
    rejected: {
      label: 'Rechazadas',
      definition: 'Iniciativas vivas con un vínculo rechazado con el nodo o por debajo; cada una cuenta una vez.',
    },
    centralPaid: {
      label: 'Fondos centrales pagados',
      definition: 'Fondos públicos centrales pagados × peso aceptado. Vacío: sin fuente en esta versión.',
    },
    mobilised: {
      label: 'Movilizado',
      definition:
        'Contribuciones verificadas de todas las demás partes × peso aceptado. Vacío: sin fuente en esta versión.',
    },
    budgetSharePct: {
      label: 'Parte de la cartera',
      definition: 'Presupuesto alineado ÷ presupuesto de todas las iniciativas vivas, en por ciento con un decimal.',
    },
    weightedScore: {
      label: 'Puntuación ponderada',
      definition:
        'Puntuación de alineación de 0 a 100, ponderada por el presupuesto alineado. Vacía hasta que todas sus partes tengan fuente.',
    },
    band: { label: 'Franja', definition: 'La franja de la puntuación ponderada. Vacía cuando esta lo está.' },
  },
  footer: {
    planVersion: {
      label: 'Versión del plan',
      definition:
        'La versión vigente el día del informe; los vínculos con versiones anteriores cuentan en ella si tiene un nodo con el mismo código.',
    },
    currency: { label: 'Moneda', definition: 'La moneda de todos los importes (ISO 4217).' },
    liveInitiatives: {
      label: 'Iniciativas vivas',
      definition: 'Registradas hasta el día del informe y no canceladas en él.',
    },
    unlinkedInitiatives: {
      label: 'Iniciativas sin vínculo',
      definition: 'Iniciativas vivas sin vínculo con el plan.',
    },
    driftedInitiatives: {
      label: 'Iniciativas con vínculo caduco',
      definition:
        'Iniciativas vivas con un vínculo a un nodo que tenía una versión anterior y que la versión vigente ya no tiene; cada una cuenta una vez.',
    },
    portfolioBudget: {
      label: 'Presupuesto de la cartera',
      definition:
        'Presupuesto de todas las iniciativas vivas; es aceptado + en espera + rechazado + caduco + sin vínculo.',
    },
    accepted: {
      label: 'Aceptado',
      definition:
        'Presupuesto × peso de los vínculos aceptados, redondeado de modo que las cinco partes sumen el de la cartera.',
    },
    awaiting: {
      label: 'En espera',
      definition: 'Presupuesto × peso de los vínculos que esperan una decisión, redondeado con las demás partes.',
    },
    rejected: {
      label: 'Rechazado',
      definition: 'Presupuesto × peso de los vínculos rechazados, redondeado con las demás partes.',
    },
    drifted: {
      label: 'Caduco',
      definition:
        'Presupuesto × peso de los vínculos cuyo nodo ya no está en la versión vigente, cualquiera que fuera la decisión, redondeado con las demás partes.',
    },
    unlinked: {
      label: 'Sin vínculo',
      definition: 'Presupuesto de las iniciativas vivas sin vínculo con el plan.',
    },
    weightedAlignment: {
      label: 'Alineación ponderada',
      definition:
        'Puntuación de alineación sobre todo el presupuesto vivo. Vacía hasta que todas sus partes tengan fuente.',
    },
  },
};
