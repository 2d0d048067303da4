import { newTotpSecret, stepOfCode, totpUri } from '../../src/accounts/totp';
import { instant, plusMinutes } from '../../src/time/instant';

/** RFC 6238, appendix B: the secret `12345678901234567890`; of its codes of eight digits, the last six. */
const RFC = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a code of the second factor', () => {
  it.each([
    ['1970-01-01T00:00:59Z', '287082', 1],
    ['2005-03-18T01:58:29Z', '081804', 37_037_036],
    ['2009-02-13T23:31:30Z', '005924', 41_152_263],
  ])('is the one of RFC 6238: at %s %s', (at, code, step) => {
    expect(stepOfCode(RFC, code, instant(at))).toBe(step);
  });

  it('is taken half a minute early and late, with its own step, and no longer', () => {
    const at = instant('2005-03-18T01:58:15Z');
    const taken = [-1, -0.5, 0, 0.5, 1].map((minutes) => stepOfCode(RFC, '081804', plusMinutes(at, minutes)));
    expect(taken).toEqual([undefined, 37_037_036, 37_037_036, 37_037_036, undefined]);
  });

  it.each(['', '81804', '0818040', '08180a', '000000'])('is not %p', (code) => {
    expect(stepOfCode(RFC, code, instant('2005-03-18T01:58:29Z'))).toBeUndefined();
  });

  it('has a secret of its own of 160 bits', () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(newTotpSecret());
    expect(totpUri(RFC, 'Cedar Practice', 'ada@cedar.example')).toBe(
      `otpauth://totp/Cedar%20Practice:ada%40cedar.example?issuer=Cedar%20Practice&secret=${RFC}&algorithm=SHA1&digits=6&period=30`,
    );
  });
});
