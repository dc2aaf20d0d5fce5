import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../../demo/api.ts';
import { lahore, rawalpindi, warrantOf } from '../../demo/cast.ts';
import { look } from '../browser.ts';
import { describeGatePages } from './gate-walk.ts';
import { signInDialog } from './hands.ts';

const viewSchema = z.object({ matches: z.array(z.object({ subject: z.string() })) });

describeGatePages(
  'the same fingers at two prisons, on the page',
  { people: 2, prisons: [lahore, rawalpindi], at: 1, gatePolicy: { impressionsPerFinger: 1, matchAnswerHours: 24 } },
  (walk) => {
    beforeAll(async () => {
      await walk.gateAt(0).admit(0, warrantOf(0, 1));
      await walk.gate.admit(0, { ...warrantOf(1, 2), name: 'شانی' });
      await walk.gate.home();
    });

    it('stand on the start page until a senior officer has compared them side by side', async () => {
      await walk.lookAt('match-home', { en: 'the same fingers are on record at', ur: 'یہی نشانات' });
      await walk.english.getByText('the same fingers are on record at').click();
      await walk.lookAt('match-record', { en: 'Same fingers at', ur: 'یہی نشانات یہاں بھی' });
      for (const { page, language, name } of walk.glasses) {
        await page.getByRole('button', { name: language === 'ur' ? /سے موازنہ کریں/ : /compare with/ }).click();
        await page.getByRole('dialog').waitFor();
        await look(page, language, `gate-match-sign-${name}`);
      }
      const deputy = walk.officer('deputy-superintendent');
      const { english } = walk;
      const sign = async (reason?: string): Promise<void> => {
        const dialog = english.getByRole('dialog');
        if (reason !== undefined) await dialog.getByLabel('What you compared').fill(reason);
        await signInDialog(english, deputy);
        await dialog.waitFor({ state: 'hidden' });
      };
      await sign();
      await walk.lookAt('match', { en: 'Stand-in suspected', ur: 'جگہ بدلنے کا شبہ' });
      for (const { page, language, name } of walk.glasses) {
        await page.getByRole('button', { name: language === 'ur' ? 'جگہ بدلنے کا شبہ' : 'Stand-in suspected' }).click();
        const named = page.getByRole('dialog');
        for (const { name: of, parentage, prisonerNumber } of [{ ...warrantOf(1, 2), name: 'شانی' }, warrantOf(0, 1)]) {
          const both = named.locator('dd', { hasText: of }).filter({ hasText: parentage });
          await both.filter({ hasText: prisonerNumber }).waitFor();
        }
        await look(page, language, `gate-match-answer-${name}`);
      }
      await sign('The photographs show two men');
      await walk.lookAt('match-answered', { en: 'a stand-in is suspected', ur: 'کسی کی جگہ دوسرے شخص کا شبہ' });
      const open = async () => (await call(`${walk.gate.post.url}/api/view`, viewSchema)).matches;
      expect(
        await until('nothing to be open', 5_000, async () => ((await open()).length === 0 ? true : undefined)),
      ).toBe(true);
    });
  },
);
