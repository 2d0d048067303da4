/** A page without a mouse: what a spec clicks, fills or chooses is reached and done by keys alone. */
import type { Locator, Page } from 'playwright-core';
import { lookAt } from './lookAt';

/** More keys than this lead nowhere. */
const MOST = 300;
/** In a list as long as this, somebody types the beginning of a word. */
const MANY = 30;

/** The same page, whose controls are used by keyboard alone. A control that keys do not reach fails. */
export function withoutMouse(page: Page): Page {
  return through(page, (name) => {
    if (name === 'mouse') throw new Error('there is no mouse');
    return undefined;
  });
}

interface Choice {
  label?: string;
  index?: number;
}

type Action = (...given: never[]) => Promise<unknown>;

/** `instead`: what is done differently. What leads to a locator leads to one without a mouse. */
function through<T extends object>(target: T, instead: (name: string) => Action | undefined): T {
  return new Proxy(target, {
    get(_, name): unknown {
      if (name === ITSELF) return target;
      const value: unknown =
        (typeof name === 'string' ? instead(name) : undefined) ?? Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        const result: unknown = Reflect.apply(value, target, given.map(itself));
        return isLocator(result) ? byKeys(result) : result;
      };
    },
  });
}

const ITSELF = Symbol('the locator itself');

const itself = (value: unknown): unknown =>
  isLocator(value) ? ((value as { [ITSELF]?: Locator })[ITSELF] ?? value) : value;

const isLocator = (value: unknown): value is Locator =>
  typeof value === 'object' && value !== null && 'waitFor' in value && 'getByRole' in value;

function byKeys(locator: Locator): Locator {
  const { keyboard } = locator.page();
  const press = async (key: string, times = 1) => {
    for (let pressed = 0; pressed < times; pressed++) await keyboard.press(key);
  };
  const use = async (times = 1) => {
    // As with a mouse, not before it can be used.
    await locator.click({ trial: true });
    const { isOption, isTicked } = await reach(locator);
    await press(isTicked && !isOption ? 'Space' : 'Enter', times);
  };
  // A date and a time have parts, and are entered from the first.
  const enterAnew = async () => {
    do await press('Shift+Tab');
    while ((await locator.evaluate(lookAt)).key === '');
    await press('Tab');
  };
  const tick = async (to: boolean) => {
    if ((await locator.isChecked()) === to) return;
    await reach(locator);
    // The arrow key that leads to a choice makes it.
    if ((await locator.isChecked()) !== to) await press('Space');
  };
  const actions: Record<string, Action> = {
    click: () => use(),
    dblclick: () => use(2),
    focus: () => reach(locator),
    hover: () => Promise.reject(new Error('there is no mouse')),
    check: () => tick(true),
    uncheck: () => tick(false),
    fill: async (text: string) => {
      const { type } = await reach(locator);
      if (type === 'date' || type === 'time') await enterAnew();
      else await press('Control+a');
      if (text === '') await press('Delete');
      else await keyboard.type(type === 'date' ? asDate(text) : type === 'time' ? asTime(text) : text);
    },
    selectOption: async (wanted: string | Choice) => {
      const { options } = await reach(locator);
      const { label = '', index } = typeof wanted === 'string' ? { label: wanted } : wanted;
      const to = index ?? options.findIndex((option) => option.includes(label));
      if (options.length > MANY) await keyboard.type(options[to]?.at(-1)?.split(' ', 1)[0] ?? '');
      for (let pressed = 0; pressed < MOST; pressed++) {
        const { chosen } = await locator.evaluate(lookAt);
        if (chosen === to) return;
        await press(chosen < to ? 'ArrowDown' : 'ArrowUp');
      }
      throw new Error(`the arrow keys do not choose ${JSON.stringify(wanted)}`);
    },
  };
  return through(locator, (name) => (Object.hasOwn(actions, name) ? actions[name] : undefined));
}

/** Moves the focus to a control, forward or back, as a person does. @throws if no key leads there, or it is covered */
async function reach(locator: Locator) {
  await locator.waitFor();
  for (let pressed = 0; pressed < MOST; pressed++) {
    const seen = await locator.evaluate(lookAt);
    if (seen.key === '') {
      if (seen.isCovered) throw new Error(`the focus cannot be seen: ${String(locator)}`);
      return seen;
    }
    await locator.page().keyboard.press(seen.key);
  }
  throw new Error(`no key leads to ${String(locator)}`);
}

/** As they are typed into the parts of a field, in American English. */
const asDate = (date: string): string => `${date.slice(5, 7)}${date.slice(8, 10)}${date.slice(0, 4)}`;

function asTime(time: string): string {
  const hour = Number(time.slice(0, 2));
  return `${String(hour % 12 || 12).padStart(2, '0')}${time.slice(3, 5)}${hour < 12 ? 'AM' : 'PM'}`;
}
