import { hashPassword, verifyPassword } from '../../src/security/passwords';

describe('a password', () => {
  it('is stored as argon2id with at least 19 MiB and two passes, each time with another salt', async () => {
    const [once, again] = [await hashPassword('a long walk'), await hashPassword('a long walk')];
    expect(once).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(once).not.toBe(again);
  });

  it('is recognized however the keyboard writes it, and no other is', async () => {
    const stored = await hashPassword('caf\u00e9 on the corner');
    await expect(verifyPassword(stored, 'cafe\u0301 on the corner')).resolves.toBe(true);
    await expect(verifyPassword(stored, 'cafe on the corner')).resolves.toBe(false);
  });

  it('of nobody is always wrong', async () => {
    await expect(verifyPassword(undefined, 'nobody')).resolves.toBe(false);
  });
});
