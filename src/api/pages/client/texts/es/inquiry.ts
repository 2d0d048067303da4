import type { inquiry as english } from '../en/inquiry';
import type { Loosely } from '../shape';

/** The public form for people who are not clients yet. */
export const inquiry: Loosely<typeof english> = {
  title: 'Escríbanos',
  notWatched: (days: number) =>
    `Nadie vigila esto las 24 horas. Lo leemos en días laborables y respondemos en ${days === 1 ? 'un día laborable' : `${days} días laborables`}. Si no puede esperar, llámenos.`,
  name: 'Su nombre',
  reach: 'Denos un correo electrónico o un número de teléfono, o los dos.',
  email: 'Su correo electrónico',
  phone: 'Su número de teléfono',
  reachedBy: '¿Cómo prefiere que le respondamos?',
  ways: { email: 'Por correo electrónico', phone: 'Por teléfono', either: 'De cualquiera de las dos formas' },
  questions: 'Algunas preguntas',
  questionsHelp: 'Puede dejar en blanco cualquier pregunta.',
  answers: { yes: 'Sí', no: 'No', unsure: 'No lo sé' },
  message: 'Lo que quiera decirnos (puede dejarlo en blanco)',
  messageHelp: 'Por favor, no escriba detalles sobre su salud. Podrá contárnoslos cuando hablemos.',
  empty: 'Deje este campo vacío',
  send: 'Enviar',
  sentTitle: 'Gracias',
  sent: 'Recibimos su mensaje. Nos pondremos en contacto con usted. Puede cerrar esta página.',
  closedTitle: 'Llámenos',
  closed: 'Este formulario no está disponible. Por favor, llámenos.',
  wrong: 'Por favor, revise lo que está marcado abajo. No se perdió nada de lo que escribió.',
  pressAgain: 'Por favor, revise lo que escribió y presione el botón una vez más. No se perdió nada.',
  tooOften:
    'Ahora no podemos recibir más mensajes por este formulario. Por favor, inténtelo más tarde o llámenos.',
  later:
    'Este formulario no responde en este momento. No se perdió nada de lo que escribió. Por favor, presione el botón de nuevo en unos minutos o llámenos.',
  problems: {
    name: 'Por favor, escriba su nombre.',
    email: 'Esto no es un correo electrónico.',
    phone: 'Por favor, escriba un solo número de teléfono, con su código de área.',
    reach: 'Por favor, escriba un correo electrónico o un número de teléfono.',
    reachedBy: 'Por favor, elija una opción. Para eso necesitamos el correo o el número.',
    message: 'Esto es demasiado largo. Por favor, hágalo más corto.',
  },
};
