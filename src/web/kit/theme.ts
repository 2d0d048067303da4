/** Light, dark, or as the system says. */
export type Theme = 'light' | 'dark' | 'system';

export const theme = (): Theme => (document.documentElement.dataset.theme as Theme | undefined) ?? 'system';

export function setTheme(to: Theme): void {
  if (to === 'system') {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem('theme');
    return;
  }
  document.documentElement.dataset.theme = to;
  localStorage.setItem('theme', to);
}
