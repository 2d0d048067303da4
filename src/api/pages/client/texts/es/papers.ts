import type { Texts } from '../shape';

export const consents: Texts['consents'] = {
  treatment: 'Su tratamiento',
  telehealth: 'Sesiones por video',
  electronicMessages: 'Mensajes por correo electrónico',
  supportPersonContact: 'Contacto con la persona que se queda con usted',
  part2: 'Compartir registros de atención por consumo de sustancias (42 CFR Parte 2)',
};

export const consent: Texts['asked']['consent'] = {
  title: 'Un texto para leer y firmar',
  name: (what) => `Leer y firmar: ${what}`,
  none: 'Este texto aún no está aquí. Por favor llámenos.',
  typed: 'Su nombre completo, como firma',
  means:
    'Al escribir su nombre y oprimir el botón, usted acepta este texto. Anotamos la fecha y la hora. No tiene que firmar aquí: puede llamarnos y firmar en papel.',
  copy: 'Envíenme un correo con un enlace a mi copia',
  yes: 'Lo he leído y lo firmo',
  saidYes: 'Gracias. Anotamos su firma. El texto está siempre en «Sus documentos».',
  changed: 'Este texto cambió desde que usted lo abrió. Por favor léalo otra vez y luego fírmelo.',
  nameMissing: 'Por favor escriba su nombre completo.',
};

export const copy: Texts['copy'] = {
  sent: 'El correo está en camino.',
  unsent: 'No pudimos enviar el correo. Llámenos si quiere una copia.',
};

export const documents: Texts['documents'] = {
  title: 'Sus documentos',
  file: 'documento',
  one: 'Su documento',
  none: 'Aún no hay documentos.',
  more: 'Si falta algo, si algo está mal o si quiere retirar una firma, por favor llámenos.',
  read: 'Leer',
  all: 'Todos sus documentos',
  print: 'Puede imprimir esta página desde su navegador o guardar el documento como archivo.',
  save: 'Guardar como archivo',
  consent: (what) => `Lo que firmó: ${what}`,
  signed: (when) => `Firmado el ${when}`,
  revoked: (when) => `Retirado el ${when}`,
  given: (when) => `Se le dio el ${when}`,
  as: 'Firmado como',
  signedOn: 'Firmado el',
  revokedOn: 'Retirado el',
  version: 'Versión del texto',
  check: 'Número de control del texto (SHA-256)',
  onPaper:
    'Usted firmó esto con nosotros, no en estas páginas. Guardamos el texto firmado y puede pedirnos una copia.',
  estimate: {
    title: 'Su estimado de costos',
    says: (amount) => `Calculamos que su atención con nosotros costará ${amount}.`,
    more: 'Este es el total del estimado. Se lo dimos con todas sus partidas y puede pedírnoslo otra vez en cualquier momento.',
  },
  instructions: {
    title: 'Qué hacer antes de su cita',
    says: 'Le enviamos instrucciones sobre comida y medicamentos. Puede pedírnoslas otra vez en cualquier momento.',
  },
  reference: 'Referencia',
  givenOn: 'Se le dio el',
  readOn: 'Usted confirmó que lo leyó el',
  notYet: 'Todavía no',
};
