import { clientTemplates } from './client';
import { partnerTemplates, staffTemplates } from './staff';
import type { TemplateId } from '../../vocabulary/templates';
import type { Template } from './template';

export type { Audience, Paragraph, Template } from './template';

export const TEMPLATES = {
  ...clientTemplates,
  ...staffTemplates,
  ...partnerTemplates,
} satisfies Record<TemplateId, Template>;

/** The template of that id; undefined when there is none (an older build may ask for a newer one). */
export function templateOf(id: string): Template | undefined {
  return Object.hasOwn(TEMPLATES, id) ? TEMPLATES[id as TemplateId] : undefined;
}
