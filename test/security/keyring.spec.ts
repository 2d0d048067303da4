import { inspect } from 'node:util';
import { KeyringError } from '../../src/security/errors';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';

const refusal = (text: string): KeyringError => {
  try {
    parseKeyring(text);
  } catch (error) {
    if (error instanceof KeyringError) return error;
    throw error;
  }
  throw new Error('The list was accepted.');
};

describe('a list of payload keys', () => {
  it('encrypts with its first key and finds every key', () => {
    const keyring = parseKeyring(`${newKeyEntry('2027-02')}, ${newKeyEntry('2027-01')}\n`);
    expect(keyring.current.id).toBe('2027-02');
    expect(keyring.find('2027-01')?.id).toBe('2027-01');
    expect(keyring.find('2026-12')).toBeUndefined();
  });

  it.each([
    ['', 'keyring-empty', 0],
    [' , \n', 'keyring-empty', 0],
    ['no-colon', 'keyring-key-invalid', 1],
    [`:${'A'.repeat(43)}=`, 'keyring-entry-malformed', 1],
    [`${newKeyEntry('a')}:more`, 'keyring-entry-malformed', 1],
    [`a:${Buffer.alloc(16).toString('base64')}`, 'keyring-key-invalid', 1],
    [`a:${Buffer.alloc(33).toString('base64')}`, 'keyring-key-invalid', 1],
    [`${newKeyEntry('a')},${newKeyEntry('a')}`, 'keyring-id-repeated', 2],
  ])('is refused with a code and a position (%#)', (text, code, position) => {
    expect(refusal(text)).toMatchObject({ code, position });
  });

  it('never shows a key: not in an error for a key in the wrong place, not when printed', () => {
    const entry = `a:${Buffer.from('thirty-two bytes, all of letters').toString('base64')}`;
    const key = entry.slice(2);
    expect(refusal(`${key}:a`).message).not.toContain(key.slice(0, 8));
    expect(refusal(`${key.replace(/[+/=]/g, '')}:a`).message).not.toContain(key.slice(0, 4));
    expect(refusal(key).message).not.toContain(key.slice(0, 8));
    const { current } = parseKeyring(entry);
    const bytes = Buffer.from(key, 'base64').toString('hex');
    expect(`${inspect(current, { depth: 9 })}${JSON.stringify(current)}`).not.toContain(bytes.slice(0, 8));
  });
});
