/** Why a forecast ends before the course does. */
import { text, type Topic } from './text';

export const forecast = {
  'too-many-steps': text('The course does not end within {steps} steps.'),
  'beyond-horizon': text('The course continues beyond the end of the forecast.'),
  'nothing-assumed': text('The assumptions include nothing more to do from here.'),
} satisfies Topic;
