import { newRecoveryCodes, recoveryHash } from '../../src/accounts/recoveryCodes';

describe('recovery codes', () => {
  it('are ten, all different, and easy to read aloud', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
  });

  it('are recognized however people type them', () => {
    const [code = ''] = newRecoveryCodes();
    expect(recoveryHash(` ${code.toUpperCase().replaceAll('-', ' ')}`)).toBe(recoveryHash(code));
    expect(recoveryHash(code.slice(0, -1))).not.toBe(recoveryHash(code));
  });
});
