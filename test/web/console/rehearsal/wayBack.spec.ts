import { wayBackIn, withWayBack } from '../../../../src/web/console/rehearsal/wayBack';

const hashOf = (home: string): string => new URL(withWayBack('http://127.0.0.1:4000/enter/x', home)).hash;

describe('the way back from a rehearsal', () => {
  it.each(['http://127.0.0.1:8787', 'http://localhost:8787', 'http://[::1]:8787'])('leads to %s', (home) => {
    expect(wayBackIn(hashOf(home))).toBe(home);
  });

  it.each([
    'https://elsewhere.example',
    'http://127.0.0.1.elsewhere.example',
    'javascript:alert(1)',
    '//x',
    '',
  ])('does not lead to %s', (home) => {
    expect(wayBackIn(hashOf(home))).toBeUndefined();
  });

  it('is not there in any other address', () => {
    expect(wayBackIn('')).toBeUndefined();
    expect(wayBackIn('#title')).toBeUndefined();
  });
});
