import { Session } from 'node:inspector';

interface Answer {
  result: { objectId?: string; value?: unknown };
}

/** The timers that keep this process alive, found on the heap: how long each waits, and how its callback begins. */
export function openTimers(): string[] {
  const session = new Session();
  session.connect();
  try {
    const timeout = ask(session, 'Runtime.evaluate', {
      expression: `(() => { const timer = setTimeout(() => {}, 0); clearTimeout(timer); return Object.getPrototypeOf(timer); })()`,
    });
    const all = query(session, timeout.result.objectId ?? '');
    const { result } = ask(session, 'Runtime.callFunctionOn', {
      objectId: all,
      returnByValue: true,
      functionDeclaration: `function () {
        return this.filter((timer) => !timer._destroyed && timer._onTimeout && timer.hasRef())
          .map((timer) => timer._idleTimeout + ' ms: ' + String(timer._onTimeout).replace(/\\s+/g, ' ').slice(0, 160));
      }`,
    });
    return result.value as string[];
  } finally {
    session.disconnect();
  }
}

function query(session: Session, prototypeObjectId: string): string {
  let found = '';
  session.post('Runtime.queryObjects', { prototypeObjectId }, (error, answer) => {
    if (error) throw error;
    found = answer.objects.objectId ?? '';
  });
  return found;
}

/** In this process, the inspector answers before the call returns. */
function ask(session: Session, method: string, params: object): Answer {
  let answer: Answer = { result: {} };
  session.post(method, params, (error, got) => {
    if (error) throw error;
    answer = got as Answer;
  });
  return answer;
}
