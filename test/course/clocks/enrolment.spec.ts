import { started } from '../support/courses';
import { given } from '../support/given';
import { report } from '../support/signals';

describe('a welcome', () => {
  it('waits for the consent and the morning', () => {
    given(started())
      .at('2027-01-04T22:00-08:00')
      .when(report('consentSigned', { kinds: ['electronicMessages'] }))
      .thenNoMessages('welcome')
      .at('2027-01-05T10:00-08:00')
      .thenMessages('welcome', '2027-01-05 09:00');
  });
});
