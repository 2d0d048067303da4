import { newKeyEntry, parseKeyring } from '../../src/security/keyring';
import { isCurrent, seal, unseal } from '../../src/security/sealed';

const [old, recent] = [newKeyEntry('2026'), newKeyEntry('2027')];
const before = parseKeyring(old);
const after = parseKeyring(`${recent},${old}`);

describe('a sealed secret', () => {
  it('opens in its own place, and tells nothing meanwhile', () => {
    const sealed = seal(before, 'totp ada', 'JBSWY3DPEHPK3PXP');
    expect(sealed).not.toContain('JBSWY3DPEHPK3PXP');
    expect(seal(before, 'totp ada', 'JBSWY3DPEHPK3PXP')).not.toBe(sealed);
    expect(unseal(before, 'totp ada', sealed)).toBe('JBSWY3DPEHPK3PXP');
    expect(() => unseal(before, 'totp bea', sealed)).toThrow('payload-tampered');
  });

  it('opens with an earlier key, as long as it is there', () => {
    const sealed = seal(before, 'totp ada', 'secret');
    expect(unseal(after, 'totp ada', sealed)).toBe('secret');
    expect([isCurrent(before, sealed), isCurrent(after, sealed)]).toEqual([true, false]);
    expect(() => unseal(parseKeyring(recent), 'totp ada', sealed)).toThrow('payload-key-unknown');
  });

  it.each([
    ['altered', (text: string) => `${text.slice(0, -6)}AAAA==`],
    ['cut', (text: string) => text.slice(0, 12)],
    ['of another key', (text: string) => text.replace('2026:', '2027:')],
  ])('does not open when it is %s', (_what, change) => {
    const sealed = change(seal(before, 'totp ada', 'secret'));
    expect(() => unseal(after, 'totp ada', sealed)).toThrow('payload-tampered');
  });
});
