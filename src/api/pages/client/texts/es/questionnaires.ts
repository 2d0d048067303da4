import type { Instrument } from '../../../../../catalog/shapes';
import type { Questionnaire } from '../questionnaire';

/** As the instruments’ own Spanish versions for the United States word them, as far as they are known here. */
const HOW_OFTEN = ['Ningún día', 'Varios días', 'Más de la mitad de los días', 'Casi todos los días'];
const DIFFICULTY = {
  ask: 'Si marcó alguno de estos problemas, ¿qué tan difícil le han hecho hacer su trabajo, encargarse de las cosas en casa o llevarse bien con otras personas?',
  answers: ['No ha sido difícil', 'Un poco difícil', 'Muy difícil', 'Extremadamente difícil'],
};

export const questionnaires: Record<Instrument, Questionnaire> = {
  'PHQ-9': {
    name: 'Preguntas sobre su ánimo',
    ask: 'Durante las últimas 2 semanas, ¿qué tan seguido ha tenido molestias debido a los siguientes problemas?',
    items: [
      'Poco interés o placer en hacer cosas',
      'Se ha sentido decaído(a), deprimido(a) o sin esperanzas',
      'Ha tenido dificultad para quedarse o permanecer dormido(a), o ha dormido demasiado',
      'Se ha sentido cansado(a) o con poca energía',
      'Sin apetito o ha comido en exceso',
      'Se ha sentido mal con usted mismo(a), o que es un fracaso o que ha quedado mal con usted mismo(a) o con su familia',
      'Ha tenido dificultad para concentrarse en ciertas actividades, tales como leer el periódico o ver la televisión',
      '¿Se ha movido o hablado tan lento que otras personas podrían haberlo notado? O lo contrario: muy inquieto(a) o agitado(a), moviéndose mucho más de lo normal',
      'Pensamientos de que estaría mejor muerto(a) o de lastimarse de alguna manera',
    ],
    answers: HOW_OFTEN,
    difficulty: DIFFICULTY,
  },
  'GAD-7': {
    name: 'Preguntas sobre sus preocupaciones',
    ask: 'Durante las últimas 2 semanas, ¿qué tan seguido ha tenido molestias debido a los siguientes problemas?',
    items: [
      'Se ha sentido nervioso(a), ansioso(a) o con los nervios de punta',
      'No ha sido capaz de parar o controlar su preocupación',
      'Se ha preocupado demasiado por motivos diferentes',
      'Ha tenido dificultad para relajarse',
      'Se ha sentido tan inquieto(a) que no ha podido quedarse quieto(a)',
      'Se ha molestado o irritado fácilmente',
      'Ha tenido miedo de que algo terrible fuera a pasar',
    ],
    answers: HOW_OFTEN,
    difficulty: DIFFICULTY,
  },
  'PCL-5': {
    name: 'Preguntas sobre una experiencia difícil',
    ask: 'A continuación hay una lista de problemas que a veces tienen las personas en respuesta a una experiencia muy estresante. Durante el último mes, ¿cuánto le ha molestado:',
    items: [
      'Recuerdos repetidos, perturbadores y no deseados de la experiencia estresante?',
      'Sueños repetidos y perturbadores de la experiencia estresante?',
      'Sentir o actuar de repente como si la experiencia estresante estuviera ocurriendo otra vez (como si estuviera de nuevo allí reviviéndola)?',
      'Sentirse muy alterado(a) cuando algo le recordó la experiencia estresante?',
      'Tener reacciones físicas fuertes cuando algo le recordó la experiencia estresante (por ejemplo, palpitaciones, dificultad para respirar, sudor)?',
      'Evitar recuerdos, pensamientos o sentimientos relacionados con la experiencia estresante?',
      'Evitar cosas que le recuerdan la experiencia estresante (por ejemplo, personas, lugares, conversaciones, actividades, objetos o situaciones)?',
      'Dificultad para recordar partes importantes de la experiencia estresante?',
      'Tener fuertes creencias negativas sobre usted mismo(a), otras personas o el mundo (por ejemplo: soy malo(a), hay algo muy malo en mí, no se puede confiar en nadie, el mundo es completamente peligroso)?',
      'Culparse a usted mismo(a) o a otra persona por la experiencia estresante o por lo que pasó después?',
      'Tener sentimientos negativos fuertes como miedo, horror, enojo, culpa o vergüenza?',
      'Perder interés en actividades que antes disfrutaba?',
      'Sentirse distante o aislado(a) de otras personas?',
      'Dificultad para tener sentimientos positivos (por ejemplo, no poder sentir felicidad o cariño por las personas cercanas)?',
      'Comportamiento irritable, arranques de enojo o actuar agresivamente?',
      'Tomar demasiados riesgos o hacer cosas que podrían causarle daño?',
      'Estar “superalerta”, vigilante o en guardia?',
      'Sentirse nervioso(a) o sobresaltarse fácilmente?',
      'Tener dificultad para concentrarse?',
      'Dificultad para quedarse o permanecer dormido(a)?',
    ],
    answers: ['Nada', 'Un poco', 'Moderadamente', 'Bastante', 'Extremadamente'],
  },
};
