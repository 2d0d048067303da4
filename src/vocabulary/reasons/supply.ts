/** Prescriptions, shipments, and the count of doses. course.md §1, §4.1 */
import { text, type Topic } from './text';

export const supply = {
  'given-at-the-clinic': text(
    'This protocol gives doses at the clinic. None can be prescribed to take home.',
    'lead',
  ),
  'too-many-doses': text('The number of doses must be at most {most} at this point.', 'prescriber'),
  'prescription-already-expired': text('The prescription must expire after it was issued.', 'prescriber'),
  'prescription-too-long': text(
    'A Schedule III prescription must expire at most six months after it was issued.',
    'prescriber',
  ),
  'prescription-expired': text('The prescription has expired.', 'prescriber'),
  'supply-under-way': text(
    'A supply is on its way. It must arrive or be reported lost first.',
    'client',
    'frontDesk',
  ),
  'no-supply-under-way': text('No supply is on its way.', 'prescriber'),
  'lost-supply-undecided': text(
    'The last supply was lost. The prescriber must approve again or prescribe a replacement.',
    'prescriber',
  ),
  'nothing-to-replace': text('No supply was lost, so this cannot be a replacement.', 'prescriber'),
  'more-than-prescribed': text(
    'The number of doses must be at most {prescribed}, as prescribed, not {doses}.',
    'prescriber',
  ),
  'not-shipped': text(
    'In this protocol, the client picks up supplies. They are not shipped.',
    'client',
    'frontDesk',
  ),
  'already-shipped': text('This supply has already been shipped.', 'prescriber'),
  'supply-not-expected': text('No delivery of {supply} is expected.', 'client', 'frontDesk'),
  'supply-ambiguous': text(
    'More than one supply may be meant. Report which one: {choices}.',
    'client',
    'frontDesk',
  ),
  'supply-at-hand': text(
    'The other version gives doses differently. Use up or return all doses on hand or in transit first.',
    'prescriber',
  ),
  'no-doses-out': text('The records show no doses left to count.', 'frontDesk', 'prescriber'),
  'doses-do-not-add-up': text(
    'Left, lost, and destroyed doses must add up to {out}, not {counted}. Count again, or report what arrived or was used.',
    'frontDesk',
    'prescriber',
  ),
} satisfies Topic;
