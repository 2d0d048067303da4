import { clientTemplates } from './client';
import { partnerTemplates, staffTemplates } from './staff';
import type { Template } from './template';

export type { Audience, Paragraph, Template } from './template';

export const TEMPLATES = { ...clientTemplates, ...staffTemplates, ...partnerTemplates };
export type TemplateId = keyof typeof TEMPLATES;
export const TEMPLATE_IDS = Object.keys(TEMPLATES) as TemplateId[];

/** The template of that id; undefined when there is none (an older build may ask for a newer one). */
export function templateOf(id: string): Template | undefined {
  return Object.hasOwn(TEMPLATES, id) ? TEMPLATES[id as TemplateId] : undefined;
}
