import { effectiveLength } from '../../src/accounts/guessing';

describe('how much of a password has to be guessed sign by sign', () => {
  it.each([
    ['', 0],
    ['x', 1],
    ['vk9#mq2$xl7p', 12],
    ['password', 2],
    ['p@ssw0rd', 2],
    ['xpasswordx', 4],
    ['passwordpassword', 2],
    ['2027', 2],
    ['zz', 2],
    ['zzzzzzzz', 2],
    ['x7x7x7x7', 2],
    ['lkjhgfdsa', 2],
    ['x2027y', 4],
  ])('%s: %i', (text, signs) => {
    expect(effectiveLength(text)).toBe(signs);
  });
});
