// The pillars of the engagement model, which ship with the product: their codes, and what each is about.
import { z } from 'zod';
import { open } from '../kernel/access.ts';
import { LangQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { pillarMessages } from '../locales/pillars.ts';
import { Label } from '../values/label.ts';

export const pillars = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10'] as const;
export const Pillar = z.enum(pillars);
export type Pillar = z.infer<typeof Pillar>;

/** The title of a pillar, in every language of the product. */
export const pillarTitle = (pillar: Pillar): Label => pillarMessages.label(`${pillar}.title`);

/** What a pillar is about, in every language of the product. */
export const pillarAbout = (pillar: Pillar): Label => pillarMessages.label(`${pillar}.about`);

export const listPillars = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/pillars',
  summary: 'List the pillars of the engagement model, in their order',
  access: open,
  query: z.strictObject(LangQuery),
  reply: {
    200: z.strictObject({
      pillars: z.array(
        z.strictObject({
          code: Pillar.describe('the code of the pillar, by which programmes and steps of the roadmap name it'),
          title: Label,
          about: Label.describe('what the pillar is about'),
        }),
      ),
    }),
  },
});
