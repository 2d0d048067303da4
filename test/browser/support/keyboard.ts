/** A page without a mouse. */
import type { Page } from 'playwright-core';

const MOST = 150;

/** Presses Tab until the focus is on a control with this role (if one is given) and name. @throws if none is reached */
export async function tabTo(page: Page, role: string, name: string | RegExp): Promise<void> {
  for (let pressed = 0; pressed < MOST; pressed++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate<{ role: string; name: string }>(DESCRIBE);
    const named = typeof name === 'string' ? at.name === name : name.test(at.name);
    if (named && (role === '' || at.role === role)) return;
  }
  throw new Error(`Tab reached no ${role} with the name ${String(name)}`);
}

/** Role and name of what has the focus, as far as the console needs them. */
const DESCRIBE = `(() => {
  const at = document.activeElement;
  if (!at) return { role: '', name: '' };
  const tag = at.tagName.toLowerCase();
  const label = at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent ?? '';
  const role = at.getAttribute('role') ?? { a: 'link', button: 'button', select: 'combobox', textarea: 'textbox' }[tag] ??
    (tag === 'input' ? { checkbox: 'checkbox', number: 'spinbutton' }[at.type] ?? 'textbox' : tag);
  return { role, name: label.replace(' (optional)', '').trim() };
})()`;
