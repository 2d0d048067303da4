import { passwordProblem } from '../../src/accounts/passwordRules';

const ABOUT = ['Thea Müller', 'thea.mueller@cedar.example', 'Cedar Practice'];

describe('a password', () => {
  it.each([
    'a long walk by the river',
    'correct horse battery staple',
    'vK9#mQ2$xL7p',
    'vier Tassen Tee um 5',
    'ジョギングは楽しいですよね。毎朝',
  ])('may be %s', (password) => {
    expect(passwordProblem(password, ABOUT)).toBeUndefined();
  });

  it.each(['', 'vK9#mQ2$xL7', 'short'])('is too short: %s', (password) => {
    expect(passwordProblem(password, ABOUT)).toMatch(/^must have at least 12 characters/);
  });

  it.each([
    ...['password1234', 'P@ssw0rd!2027', 'Passw0rdPassw0rd', 'administrator', 'sunshineprincess'],
    ...['aaaaaaaaaaaaaaaa', 'abcabcabcabcabc', '123456789012', 'qwertyuiop12', '1qaz2wsx3edc4rfv'],
    ...['monkey1989monkey', 'letmein letmein', 'dragon!!!!!!!!', 'zyxwvutsrqponm', 'iloveyou2026!'],
  ])('is easy to guess: %s', (password) => {
    expect(passwordProblem(password, ABOUT)).toMatch(/^must be harder to guess/);
  });

  it.each([
    ['theas garden of roses', 'thea'],
    ['nice day mr MULLER x', 'muller'],
    ['under the cédar tree 7', 'cedar'],
    ['mueller and the moon', 'mueller'],
  ])('must not have the words of the person or the practice: %s', (password, word) => {
    expect(passwordProblem(password, ABOUT)).toBe(
      `must not contain words of your name, your address or the practice, such as “${word}”`,
    );
  });

  it('of a thousand signs is checked at once', () => {
    const began = performance.now();
    passwordProblem('password'.repeat(125), ABOUT);
    passwordProblem('ab'.repeat(500), ABOUT);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
