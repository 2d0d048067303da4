import type { Texts } from '../shape';

export const takeBack: Texts['offered']['takeBack'] = {
  title: 'Conservar su cita',
  name: (when) => `Pidió otra hora en lugar del ${when}: dejarla como está`,
  asked: (when, wished) =>
    wished === undefined
      ? `Pidió otra hora en lugar del ${when}. Aún no le hemos respondido.`
      : `Pidió el ${wished} en lugar del ${when}. Aún no le hemos respondido.`,
  stays: 'Si ya no lo desea, oprima el botón: su cita se queda como está.',
  send: 'Dejar mi cita como está',
  said: 'Gracias. Su cita se queda como está.',
};

export const reminders: Texts['offered']['reminders'] = {
  title: 'Sus recordatorios',
  what: 'Le recordamos sus citas por correo electrónico.',
  which: '¿Qué recordatorios desea?',
  before: (hours) => {
    const days = hours / 24;
    if (!Number.isInteger(days)) return hours === 1 ? '1 hora antes' : `${hours} horas antes`;
    return days === 1 ? '1 día antes' : `${days} días antes`;
  },
  all: (which) => `Todos (${which})`,
  only: (which) => `Solo uno, ${which}`,
  none: 'Ninguno',
  always:
    'Elija lo que elija, le avisamos cuando una cita se reserva, cambia o se cancela, y lo llamamos cuando algo es importante para su seguridad.',
  send: 'Guardar mi elección',
  said: 'Gracias. Anotamos qué recordatorios desea.',
};

export const vitals: Texts['asked']['vitals'] = {
  title: 'Sus mediciones',
  before: 'Por favor mídase como le enseñaron, antes de su cita de hoy, y anote lo que ve.',
  after: 'Por favor mídase como le enseñaron, ahora que terminó su cita, y anote lo que ve.',
  fields: {
    systolic: 'Presión arterial, número de arriba',
    diastolic: 'Presión arterial, número de abajo',
    pulse: 'Pulso, latidos por minuto',
  },
  unwell: 'Si no se siente bien, no nos espere: llámenos o llame al 911.',
  unlikely:
    'Estos números no parecen correctos. Por favor mídase otra vez y anótelos. Si salen iguales, llámenos.',
  yes: 'Enviar mis mediciones',
  saidYes: 'Gracias. Ya tenemos sus mediciones. Si no se siente bien, llámenos o llame al 911.',
  saidOutside:
    'Gracias. Estos números están fuera de los límites que se fijaron para usted. Por favor llámenos ahora, y no tome ninguna dosis antes de hablar con nosotros. Si tiene dolor en el pecho, le cuesta respirar o le duele mucho la cabeza, o si se siente en peligro, llame al 911.',
};

export const oneByOne: Texts['oneByOne'] = {
  begin: 'Una pregunta a la vez',
  all: 'Todas las preguntas juntas',
  next: 'Siguiente',
  before: 'Volver a la pregunta anterior',
  count: (at, of) => `Pregunta ${at} de ${of}`,
};

export const reach: Texts['reach'] = {
  title: 'Cómo nos comunicamos con usted',
  byMail: (address) => `Le enviamos correos a ${address} y lo llamamos cuando algo no puede esperar.`,
  byPhone: 'No recibe correos nuestros. En su lugar lo llamamos para todo lo que necesite saber.',
  noMail: 'No tenemos su dirección de correo, por eso lo llamamos. Para darnos una, por favor llámenos.',
  stopTitle: 'Detener los correos',
  stopHelp:
    'En ese caso lo llamamos. Lo que es importante para su seguridad le llega igual: alguien de su consultorio lo llama.',
  stop: 'Detener todos los correos',
  stopped: 'Ya no recibirá correos nuestros. Lo llamamos cuando haya algo que necesite saber.',
  signFirst:
    'Para recibir correos, por favor vuelva a su página y firme primero el texto sobre ellos, o llámenos.',
  start: 'Enviarme correos otra vez',
  started: 'Le enviamos correos otra vez.',
  zoneTitle: 'Su zona horaria',
  zone: 'Las horas se muestran en esta zona',
  zoneHelp: 'Las horas de sus citas no cambian. Los recordatorios llegan según su hora local.',
  saveZone: 'Guardar la zona horaria',
  zoneSaved: 'Su zona horaria está guardada.',
  zoneWrong: 'Por favor elija una zona horaria de la lista.',
  zones: {
    'America/New_York': 'Hora del Este (Nueva York)',
    'America/Chicago': 'Hora del Centro (Chicago)',
    'America/Denver': 'Hora de la Montaña (Denver)',
    'America/Phoenix': 'Arizona (Phoenix)',
    'America/Los_Angeles': 'Hora del Pacífico (Los Ángeles)',
    'America/Anchorage': 'Alaska (Anchorage)',
    'Pacific/Honolulu': 'Hawái (Honolulu)',
    'America/Puerto_Rico': 'Puerto Rico (San Juan)',
  },
};
