import type { ConsentKind } from '../catalog/shapes';

export const SPANISH: Record<ConsentKind, string> = {
  treatment: `
# De qué se trata

Acepto participar en psicoterapia asistida con ketamina en este consultorio. Combina sesiones de preparación, sesiones de dosis en las que tomo la ketamina recetada y sesiones de integración en las que mi terapeuta y yo trabajamos con lo que surgió. Todo el proceso dura varios meses.

# Quién hace qué

Mi terapeuta me prepara, está conmigo durante las sesiones de dosis y me atiende después para la integración. Un profesional autorizado para recetar me examina, decide si el medicamento es seguro para mí, lo receta y hace el seguimiento. Todas las decisiones médicas son suyas.

# Lo que puedo sentir y los riesgos

Durante una sesión puedo sentirme separado(a) de mi cuerpo o de lo que me rodea, y puede cambiar lo que veo, oigo y siento. Esto pasa. Son frecuentes el mareo, las náuseas, el cansancio, la presión y el pulso más altos, y la ansiedad. Son menos frecuentes los vómitos, la angustia fuerte y las lesiones por caídas. Usada a menudo o sin supervisión, la ketamina puede causar dependencia y daños en la vejiga. El uso de la ketamina para la depresión, la ansiedad o el trauma no está aprobado por la FDA; aun así, los profesionales pueden recetarla para ello. No hay garantía de que me ayude.

# Lo que yo hago

Informo al consultorio de todos mis medicamentos, enfermedades, embarazo y consumo de alcohol u otras sustancias, y de cualquier cambio. Sigo las instrucciones sobre comida y medicamentos. No conduzco ni manejo máquinas hasta el día después de una sesión de dosis. Si mi plan lo exige, un adulto de mi confianza está conmigo durante la sesión o me lleva a casa. No doy el medicamento a nadie más.

# Otras opciones

Hay otros tratamientos, como otros medicamentos, la psicoterapia sin medicamentos y otros procedimientos. También puedo elegir ningún tratamiento.

# Mi decisión

Participar es voluntario. Puedo dejarlo en cualquier momento, también durante el proceso, y seguir recibiendo otra atención. Puedo hacer preguntas en cualquier momento.

# En una emergencia

Este consultorio no es un servicio de emergencia. Si estoy en peligro o pienso en hacerme daño, llamo o envío un mensaje de texto al 988, o llamo al 911.
`,
  telehealth: `
# Sesiones por video

Acepto que las sesiones sean por video. Tengo un lugar privado, una conexión estable y un teléfono cerca.

# Qué es distinto

La conexión puede fallar. Entonces mi terapeuta me llama al número de teléfono que di. Mi terapeuta no puede ver ni hacer todo lo que es posible en una misma habitación. Por eso, si mi plan lo exige, un adulto de mi confianza está en mi casa durante una sesión de dosis y se queda hasta que yo esté despierto(a) y pueda moverme con seguridad.

# Dónde estoy

Se aplica la ley del estado en el que me encuentro. Al comienzo de cada sesión digo dónde estoy, y aviso antes al consultorio si voy a estar en otro estado. Mi terapeuta necesita la dirección para poder enviar ayuda en una emergencia.

# Privacidad

Las sesiones no se graban, a menos que yo lo acepte por escrito. Ninguna conexión por internet es del todo segura.

# Mi decisión

Puedo pedir sesiones en persona donde el consultorio las ofrezca y puedo retirar este consentimiento en cualquier momento.
`,
  electronicMessages: `
# Mensajes por correo electrónico

Acepto que el consultorio me envíe correos sobre mis citas y lo que hay que hacer, con enlaces a páginas en las que puedo responder. Los correos no dicen de qué se trata mi atención. Otras personas que tengan mi teléfono, mi computadora o mi cuenta pueden leerlos.

# Para qué no son

Nadie vigila las respuestas a toda hora. En una emergencia llamo al 911, o llamo o envío un mensaje de texto al 988.

# Mi decisión

No tengo que aceptarlo: en ese caso el consultorio me llama. Puedo detener los correos en cualquier momento con el enlace que trae cada uno, en mi página o por teléfono.
`,
  supportPersonContact: `
# La persona que se queda conmigo

Acepto que el consultorio se comunique con la persona que yo nombre como mi acompañante. Le dice cuándo y dónde se la necesita y qué tiene que hacer allí. No le habla de mi salud, salvo lo que necesite saber en una emergencia.

# Mi decisión

Puedo nombrar a otra persona o retirar este consentimiento en cualquier momento. Si mi plan exige un acompañante, una sesión de dosis no puede hacerse sin él.
`,
  part2: `
# Registros de atención por consumo de sustancias

La ley federal (42 CFR Parte 2) protege los registros que dicen que recibo o recibí tratamiento por el consumo de sustancias. Con este consentimiento permito que el consultorio los use y los comparta para el tratamiento, el pago y las operaciones de atención médica.

# Con quién

Con quien me receta y la farmacia, con otros profesionales que me atienden y con quienes pagan mi atención. Quienes los reciben solo pueden volver a compartirlos como la ley lo permite. No se pueden usar contra mí en un tribunal sin mi consentimiento por escrito o una orden judicial.

# Mi decisión

Este consentimiento vale hasta que yo lo retire. Puedo hacerlo por escrito en cualquier momento. No deshace lo que se compartió antes.
`,
};
