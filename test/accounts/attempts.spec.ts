import { attempts } from '../../src/accounts/attempts';
import { instant, plusMinutes } from '../../src/time/instant';

const NOW = instant('2027-01-04T17:00:00Z');

describe('failed attempts', () => {
  it('are limited for each key by itself', () => {
    const limited = attempts(2, 15);
    expect([limited.begin('a', NOW), limited.begin('a', NOW)]).toEqual([undefined, undefined]);
    expect(limited.begin('a', NOW)).toBe(900);
    expect(limited.begin('b', NOW)).toBeUndefined();
  });

  it('are forgotten some minutes after the first of them', () => {
    const limited = attempts(1, 15);
    limited.begin('a', NOW);
    expect(limited.begin('a', plusMinutes(NOW, 14.5))).toBe(30);
    expect(limited.begin('a', plusMinutes(NOW, 15))).toBeUndefined();
    expect(limited.begin('a', plusMinutes(NOW, 16))).toBe(840);
  });

  it('are counted only if they failed', () => {
    const limited = attempts(1, 15);
    for (let tries = 0; tries < 5; tries += 1) {
      expect(limited.begin('a', NOW)).toBeUndefined();
      limited.takeBack('a');
    }
    limited.begin('a', NOW);
    expect(limited.begin('a', NOW)).toBeGreaterThan(0);
  });

  it('of another key do not take the place of recent ones', () => {
    const limited = attempts(1, 15);
    limited.begin('mine', NOW);
    for (let each = 0; each < 1_000; each += 1) limited.begin(`other ${each}`, NOW);
    expect(limited.begin('mine', NOW)).toBe(900);
  });
});
