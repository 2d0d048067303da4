import { loadConfig } from '../../src/config';
import { revealingPart } from '../../src/catalog/revealingWords';
import { PracticeFile } from '../../src/setup/practice';

describe('a name or an address of a sender', () => {
  it.each([
    ...['MyKetamineHome', 'KetaSpa Portland', 'KetaMD', 'care@portlandketamine.example', 'ketaspa.example'],
    ...['KAPcare', 'KAP Portland', 'My KAP', 'kapclinic.example', 'hello@my-kap.example', 'DosingStudio'],
    ...[
      'Cedar Psychotherapy',
      'cedartherapy.example',
      'infusions@cedar.example',
      'TraumaCare',
      'PsychedelicLab',
    ],
  ])('reveals the kind of care: %s', (sender) => {
    expect(revealingPart(sender)).toBeDefined();
  });

  it.each([
    ...['Cedar Practice', 'CALM', 'Kapok House', 'Dr. Kaplan', 'kaplan.example', 'Market Street Clinic'],
    ...['Marketa Novak', 'care@rocketalley.example', 'healing-cornerstone.example', 'care@cedar.example'],
  ])('does not: %s', (sender) => {
    expect(revealingPart(sender)).toBeUndefined();
  });

  it('that reveals is refused when the practice file is entered, with what to choose instead', () => {
    const read = PracticeFile.safeParse({
      ...{ name: 'MyKetamineHome', senderName: 'MyKetamineHome', senderAddress: 'care@ketaspa.example' },
      ...{ zone: 'America/Los_Angeles', callbackNumber: '+1 503 555 0199', contacts: {} },
      staff: [{ id: 't-1', roles: ['therapist'], name: 'Thea Example', email: 'thea@ketaspa.example' }],
    });
    expect(read.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
      'senderName must not reveal the kind of care; choose a neutral one, such as Cedar Practice',
      'senderAddress must not reveal the kind of care; choose a neutral one, such as care@cedar.example',
    ]);
  });

  it('that reveals is refused at the start, in the address of e-mails and of their links', () => {
    const refused = 'must not reveal the kind of care';
    expect(() => loadConfig({ MAIL_FROM: 'care@myketaminehome.example' })).toThrow(refused);
    expect(() => loadConfig({ PUBLIC_URL: 'https://app.ketaspa.example' })).toThrow(refused);
    expect(() => loadConfig({ MAIL_FROM: 'care@cedar.example' })).not.toThrow();
  });
});
