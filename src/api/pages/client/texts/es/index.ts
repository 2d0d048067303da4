import type { Texts } from '../shape';
import { inquiry } from './inquiry';
import { consent, consents, copy, documents } from './papers';
import { questionnaires } from './questionnaires';
import { oneByOne, reach, reminders, takeBack, vitals } from './wishes';

/** Everything that the pages for clients say, in Spanish as it is spoken in the United States. */
export const es: Texts = {
  language: 'Español',
  locale: 'es-US',

  at: (day, time) => `${day} a las ${time}`,
  call: 'Llámenos',
  back: 'Volver a su página',

  overview: {
    title: 'Su página',
    next: 'Lo que sigue',
    nothingBooked: 'No hay nada reservado por ahora.',
    asked: 'Lo que necesitamos de usted',
    nothingAsked: 'No tiene que hacer nada por ahora.',
    answer: 'Responder',
    offered: 'Qué más puede hacer aquí',
  },

  appointment: {
    title: 'Su cita',
    when: 'Cuándo',
    where: 'Dónde',
    places: { inPerson: 'En nuestra oficina', remote: 'Por video', houseCall: 'En su casa' },
    minutes: (count) => `${count} minutos`,
    calendar: 'Agregarla a su calendario',
    off: 'Esta cita no se realizará.',
    over: 'Esta cita ya pasó.',
    change: 'Pedir otra hora',
    call: 'Si esta hora no le conviene, por favor llámenos.',
  },

  factTitle: 'Primero una pregunta',
  fact: {
    phone: 'Los últimos cuatro números de su teléfono',
    phoneHelp: 'Del número que tenemos registrado.',
    why: 'Para que solo usted pueda ver esta página.',
    go: 'Continuar',
    wrong: 'Eso no es lo que tenemos registrado. Inténtelo otra vez o llámenos.',
    none: 'Por favor llámenos. Lo veremos juntos.',
  },

  questionnaires,
  consents,
  copy,
  documents,
  inquiry,
  oneByOne,
  reach,

  asked: {
    consent,
    vitals,
    supportPerson: {
      title: 'La persona que se queda con usted',
      question: (when) => `¿Estará con usted la persona que lo acompaña el ${when}?`,
      yes: 'Sí, estará conmigo',
      no: 'No, no puede venir',
      saidYes: 'Gracias. Anotamos que estará con usted.',
      saidNo: 'Gracias por avisarnos. Lo llamaremos para buscar una solución.',
    },
    rideHome: {
      title: 'Su regreso a casa',
      question: (when) => `¿Alguien lo llevará a casa después de su cita del ${when}?`,
      yes: 'Sí, tengo quien me lleve',
      no: undefined,
      saidYes: 'Gracias. Lo anotamos.',
      saidNo: '',
    },
    travelFee: {
      title: 'El costo de nuestro viaje',
      question: (when, amount) =>
        `Por nuestro viaje a su casa el ${when} cobramos ${amount}. ¿Está de acuerdo?`,
      yes: 'Sí, acepto este costo',
      no: undefined,
      saidYes: 'Gracias. Lo anotamos.',
      saidNo: '',
    },
    estimate: {
      title: 'Su estimado de costos',
      question: (amount) => `Calculamos que su atención con nosotros costará ${amount}.`,
      more: 'Le dimos el estimado con todas sus partidas. Usted tiene derecho a recibirlo y puede preguntarnos en cualquier momento.',
      yes: 'He leído mi estimado',
      saidYes: 'Gracias. Anotamos que lo leyó.',
    },
    instructions: {
      title: 'Qué hacer antes de su cita',
      question: 'Le enviamos instrucciones sobre comida y medicamentos. Por favor léalas antes de su cita.',
      yes: 'Las he leído',
      saidYes: 'Gracias. Anotamos que las leyó.',
    },
    changedOrder: {
      title: 'Algo ha cambiado',
      question:
        'Su médico ha cambiado su orden. No use nada de una entrega anterior hasta que haya hablado con nosotros.',
      yes: 'He leído esto',
      saidYes: 'Gracias. Anotamos que lo leyó.',
    },
    delivery: {
      title: 'Su entrega',
      question: (when) => `Nos dijeron que se le envió algo el ${when}. ¿Ya llegó?`,
      count: '¿Cuántas dosis contiene?',
      yes: 'Sí, ya llegó',
      no: 'No, y parece que se perdió',
      saidYes: 'Gracias. Anotamos que llegó.',
      saidNo: 'Gracias por avisarnos. Lo averiguaremos y lo llamaremos.',
    },
    questionnaire: {
      title: 'Unas preguntas',
      help: 'Puede dejar en blanco cualquier pregunta.',
      yes: 'Enviar mis respuestas',
      saidYes: 'Gracias. Ya tenemos sus respuestas.',
      saidHelp:
        'Nos contó de pensamientos difíciles. No está solo(a) con ellos, y alguien de su consultorio lo llamará.',
    },
    checkIn: {
      title: '¿Cómo está?',
      question: '¿Cómo está desde su cita?',
      feelings: {
        well: 'Estoy bien',
        wantsToTalk: 'Quisiera hablar con alguien',
        unwell: 'No estoy bien',
      },
      words: 'Lo que quiera contarnos (puede dejarlo en blanco)',
      send: 'Enviar mi respuesta',
      said: {
        well: 'Gracias. Nos alegra saber de usted.',
        wantsToTalk: 'Gracias por decírnoslo. Alguien de su consultorio lo llamará.',
        unwell:
          'Gracias por decírnoslo. Alguien de su consultorio lo llamará. Si necesita ayuda antes, llámenos o use los números de arriba.',
      },
    },
  },

  offered: {
    takeBack,
    reminders,
    words: {
      none: 'Ninguna de estas',
      notWatched: 'Nadie lee esto de noche ni los fines de semana. Si no puede esperar, llámenos.',
    },
    ownTime: {
      title: 'Elija su próxima cita',
      by: (when) => `Debe realizarse antes del ${when}.`,
      choose: 'Estas horas están libres ahora. Si ninguna le conviene, llámenos.',
      noneFree: 'Ahora no vemos una hora libre. Llámenos y buscaremos una juntos.',
      taken: 'Lo sentimos, alguien acaba de tomar esa hora. Por favor elija otra.',
      send: 'Reservar esta hora',
      said: 'Gracias. Su cita está reservada.',
    },
    anotherTime: {
      title: 'Otra hora',
      name: (when) => `Pedir otra hora en lugar del ${when}`,
      now: (when) => `Su cita es el ${when}. Sigue a esta hora hasta que le avisemos.`,
      already: (when) =>
        when === undefined
          ? 'Ya pidió otra hora. Le responderemos. Puede cambiar lo que pidió.'
          : `Ya pidió el ${when}. Le responderemos. Puede cambiar lo que pidió.`,
      fee: (from, amount) => `Si cambia a petición suya después del ${from}, cobramos ${amount}.`,
      choose: 'Estas horas están libres ahora. Elija la que más le convenga.',
      noneFree: 'Ahora no vemos una hora libre. Díganos qué le convendría.',
      orWords: 'O díganos qué le convendría',
      words: 'Qué le convendría',
      send: 'Pedir otra hora',
      said: 'Gracias. Lo veremos y le responderemos. Hasta entonces, su cita sigue como está.',
    },
    askSupport: {
      title: 'La persona que se queda con usted',
      name: (when) => `Pedir a alguien que lo acompañe el ${when}`,
      what: 'Le enviamos un correo con un enlace propio. Muestra cuándo y dónde, y nada más. Ahí puede decir si estará con usted.',
      person: 'Su nombre',
      email: 'Su correo electrónico',
      send: 'Enviarle el enlace',
      said: 'Gracias. El enlace va en camino.',
      unreadable: 'Por favor dé un nombre y un correo electrónico.',
      unsent: 'No pudimos enviar el correo. Revise la dirección o llámenos.',
    },
    message: {
      title: 'Escríbanos',
      notWatched:
        'Nadie vigila esto las 24 horas. Lo leemos en días hábiles y respondemos en un día hábil. Si no puede esperar, llámenos.',
      about: '¿De qué se trata?',
      topics: { appointments: 'Citas o cuentas', care: 'Cómo estoy, o mi atención' },
      words: 'Su mensaje',
      send: 'Enviar mi mensaje',
      said: 'Gracias. Ya tenemos su mensaje. Le responderemos el próximo día hábil. Si no puede esperar, llámenos.',
    },
  },

  companion: {
    title: '¿Puede estar ahí?',
    places: { inPerson: 'En nuestro consultorio', remote: 'En su casa', houseCall: 'En su casa' },
    question: 'Le pidieron acompañar a alguien que usted conoce a esta hora. ¿Estará ahí?',
    noted: 'Ya anotamos un sí para esta hora. Si eso cambia, avísenos, aunque sea poco antes.',
    yes: 'Sí, estaré ahí',
    no: 'No, no puedo ir',
    saidYes: 'Gracias. Anotamos que estará ahí. Si eso cambia, abra este enlace otra vez o llámenos.',
    saidNo: 'Gracias por avisarnos. Buscaremos otra solución.',
    over: 'Ya no tiene que hacer nada.',
  },

  crisisLabel: 'Ayuda inmediata',
  crisis: 'Si está en peligro o piensa en hacerse daño: llame o envíe un texto al 988, o llame al 911.',

  ended: 'Su tiempo con nosotros ha terminado. Si tiene alguna pregunta, por favor llámenos.',
  done: 'Esto ya fue respondido o ya no es necesario.',
  lost: {
    title: 'Este enlace ya no funciona',
    why: 'Ya se usó, es muy antiguo o hay uno más nuevo.',
    again: 'Envíenme un enlace nuevo',
    sent: 'Si este enlace era nuestro, uno nuevo va en camino al correo que tenemos registrado.',
  },
  incomplete: 'Por favor responda primero y vuelva a presionar el botón.',
  again: 'Intentar otra vez',
  unsent: 'Lo que escribió no nos llegó. Por favor llámenos y cuéntenoslo.',
  refused: 'No pudimos anotarlo ahora. Por favor llámenos.',
  later: 'Esta página no responde en este momento. No se perdió nada. Inténtelo en unos minutos o llámenos.',
  enough: 'Ya tenemos hoy varias respuestas suyas de este tipo. Por favor llámenos para cualquier otra cosa.',
  tooLong: 'Lo que envió es demasiado largo o no pudimos leerlo. Vuelva atrás y acórtelo, o llámenos.',
  tooOften: 'Eso fue demasiado seguido. Inténtelo en unos minutos o llámenos.',
};
