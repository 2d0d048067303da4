import { setImmediate as turn } from 'node:timers/promises';
import { ForecastTurns } from '../../src/engine/forecastTurns';

const LONG = 60_000;

/** Asks for forecasts that end when they are told to. */
function desk(ms = LONG) {
  const turns = new ForecastTurns();
  const begun: string[] = [];
  const computed: { resolve: () => void; reject: (why: Error) => void }[] = [];
  const ask = (who: string): Promise<void> =>
    turns.take(who, ms, () => {
      begun.push(who);
      return new Promise<void>((resolve, reject) => computed.push({ resolve, reject }));
    });
  /** Ends the one that began first. */
  const end = async (failure?: Error): Promise<void> => {
    const first = computed.shift();
    if (failure) first?.reject(failure);
    else first?.resolve();
    await turn();
  };
  const endAll = async (): Promise<void> => {
    while (computed.length > 0) await end();
  };
  return { begun, ask, end, endAll };
}

const busy = { name: 'EngineError', code: 'forecasts-busy' };

describe('forecasts', () => {
  it('are computed two at a time, one of each person, who take turns', async () => {
    const { ask, begun, end, endAll } = desk();
    const all = ['ann', 'ann', 'ann', 'ben', 'cat'].map(ask);
    await turn();
    expect(begun).toEqual(['ann', 'ben']);
    await end();
    expect(begun).toEqual(['ann', 'ben', 'cat']);
    await endAll();
    expect(begun).toEqual(['ann', 'ben', 'cat', 'ann', 'ann']);
    await Promise.all(all);
  });

  it('are refused at once to who has asked for many, and to nobody else', async () => {
    const { ask, begun, endAll } = desk();
    const all = Array.from({ length: 9 }, () => ask('greedy'));
    await expect(ask('greedy')).rejects.toMatchObject(busy);
    all.push(ask('ann'));
    await turn();
    expect(begun).toEqual(['greedy', 'ann']);
    await endAll();
    await Promise.all([...all, ask('greedy'), turn().then(endAll)]);
  });

  it('are refused at once to everyone while many people ask', async () => {
    const { ask, endAll } = desk();
    const all = Array.from({ length: 22 }, (_, each) => ask(`person-${each}`));
    await turn();
    await expect(ask('one more')).rejects.toMatchObject(busy);
    await endAll();
    await Promise.all([...all, ask('one more'), turn().then(endAll)]);
  });

  it('are refused after a wait in vain', async () => {
    const { ask, endAll } = desk(10);
    const all = [ask('ann'), ask('ben')];
    await expect(ask('ann')).rejects.toMatchObject(busy);
    await expect(ask('cat')).rejects.toMatchObject(busy);
    await endAll();
    await Promise.all(all);
  });

  it('leave their turn to the next when they fail', async () => {
    const { ask, end, endAll } = desk();
    const [first, second] = [ask('ann'), ask('ann')];
    await turn();
    await Promise.all([expect(first).rejects.toThrow('no answer'), end(new Error('no answer'))]);
    await endAll();
    await second;
  });
});
