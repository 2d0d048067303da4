/** The pictures of the documentation, taken by the specs when `npm run docs:pictures` asks for them. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

const PAGES = ['README.md', 'docs/console.md'];

export const takesPictures = process.env.THROUGHLINE_PICTURES === 'yes';

/** What the window shows, as `docs/images/NAME.png`, if a page of the documentation has that picture. */
export async function picture(page: Page, name: string): Promise<void> {
  const file = `images/${name}.png`;
  if (!takesPictures || !PAGES.some((text) => readFileSync(text, 'utf8').includes(file))) return;
  const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  // Fewer colors: a third of the size, and nobody sees it.
  await sharp(shot).png({ palette: true, quality: 80, effort: 10 }).toFile(`docs/${file}`);
}
