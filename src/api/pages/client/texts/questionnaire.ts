/** What a questionnaire asks, word for word. */
export interface Questionnaire {
  /** Tells it from the others, in plain words. */
  name: string;
  /** Above the questions. */
  ask: string;
  items: readonly string[];
  /** What can be answered, from 0 up. */
  answers: readonly string[];
  /** The question on daily life, and its answers, if one follows. */
  difficulty?: { ask: string; answers: readonly string[] };
}
