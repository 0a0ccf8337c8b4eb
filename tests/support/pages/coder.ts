import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { unitsOf } from '../../../pipeline/model/anchors.ts';
import type { AuthoredMap } from '../../../pipeline/model/authored.ts';

/** A value as a list; nothing is an empty one. */
export const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]) as string[];

/** Codes a claim the way a quick coder does, and counts keys and clicks; those for the paraphrase are counted apart. */
export class Coder {
  keys = 0;
  clicks = 0;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(key: string): Promise<void> {
    // Each key of a chord is pressed.
    this.keys += key.split('+').length;
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    this.keys += text.length;
    await this.page.keyboard.type(text);
  }

  async click(selector: ReturnType<Page['locator']>): Promise<void> {
    this.clicks += 1;
    await selector.click();
  }

  field(key: string) {
    return this.page.locator(`[data-field="${key}"]`);
  }

  /** A number for a code in the field that has the focus. */
  async code(key: string, letter: string, code: string): Promise<void> {
    await this.press(`Alt+${letter.toLowerCase()}`);
    await this.field(key).locator('.codes').waitFor();
    const codes = await this.field(key).locator('.codes label').allTextContents();
    const number = codes.findIndex((text) => text.trim().endsWith(` ${code}`)) + 1;
    await this.page.waitForTimeout(30);
    await this.type(String(number));
    await expect
      .poll(() => this.field(key).locator('label.chosen').textContent())
      .toMatch(new RegExp(`${code}$`));
  }

  /** Types into a field that completes until the first choice is the wanted one. */
  async complete(id: string, wanted: string): Promise<void> {
    const input = this.page.locator(`#${id}`);
    await expect.poll(() => this.page.evaluate('document.activeElement?.id')).toBe(id);
    const combo = input.locator('xpath=ancestor::*[contains(@class,"combo")]');
    const isFirst = async (): Promise<boolean> => {
      const option = combo.locator('[aria-selected="true"] > span').first();
      const value = await option.textContent({ timeout: 500 }).catch(() => '');
      return value === wanted || value === `“${wanted}”`;
    };
    let isFound = false;
    for (const letter of wanted) {
      await this.type(letter);
      isFound = await isFirst();
      if (isFound) break;
    }
    // What was typed, as it stands, is the last choice.
    if (!isFound && (await combo.locator('[role="option"]', { hasText: 'as it stands' }).count()) > 0)
      await this.press('ArrowUp');
    await this.press('Enter');
  }

  /** Names: a click where the sentence prints them, else typed. */
  async names(key: string, letter: string, wanted: readonly string[]): Promise<void> {
    let isThere = this.field(key);
    if ((await isThere.count()) === 0) {
      await this.press(`Alt+${letter.toLowerCase()}`);
      isThere = this.field(key);
    }
    for (const name of wanted) {
      const offer = isThere.getByRole('button', { name: `+ ${name}`, exact: true });
      if ((await offer.count()) > 0) await this.click(offer);
      else {
        if ((await this.page.evaluate('document.activeElement?.id')) !== `field-${key}`)
          await this.press(`Alt+${letter.toLowerCase()}`);
        await this.complete(`field-${key}`, name);
      }
    }
  }

  /** Opens a field that is folded away, unless something opened it already. */
  async more(key: string): Promise<void> {
    if ((await this.field(key).count()) === 0)
      await this.click(
        this.page
          .locator('.rest')
          .getByRole('button', { name: `+ ${key.replaceAll('_', ' ')}`, exact: true }),
      );
  }

  async line(key: string, letter: string | null, text: string): Promise<void> {
    if (letter !== null) await this.press(`Alt+${letter.toLowerCase()}`);
    else await this.click(this.page.locator('.rest').getByRole('button', { name: `+ ${key}`, exact: true }));
    await expect.poll(() => this.page.evaluate('document.activeElement?.id')).toBe(`field-${key}`);
    await this.type(text);
  }
}

/**
 * Enters a claim of a record key by key.
 * @returns the coder, with the keys and clicks that it took
 */
export async function enterClaim(page: Page, claim: AuthoredMap): Promise<Coder> {
  const coder = new Coder(page);
  const [first = '', ...others] = unitsOf(String(claim.at));
  const unit = page.locator(`.unit:has(.address:text-is("${first}"))`);
  const another = unit.locator('.mark.add');
  await coder.click((await another.count()) > 0 ? another : unit.locator('.sentence'));
  await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('field-text');
  await page.keyboard.type(String(claim.text));
  const last = others.at(-1);
  if (last !== undefined) {
    coder.clicks += 1;
    await page.locator(`.unit:has(.address:text-is("${last}")) .sentence`).click({ modifiers: ['Shift'] });
  }
  const told = (key: string): boolean => claim[key] !== undefined;
  if (told('claimant')) await coder.names('claimant', 'C', listOf(claim.claimant));
  if (told('said_in')) await coder.names('said_in', 'I', listOf(claim.said_in));
  if (told('via')) await coder.names('via', 'V', listOf(claim.via));
  if (told('attribution')) await coder.code('attribution', 'R', String(claim.attribution));
  if (told('cue')) await coder.line('cue', 'U', String(claim.cue));
  await coder.code('type', 'T', String(claim.type));
  for (const [key, letter] of [
    ['subject', 'S'],
    ['addressee', 'A'],
    ['object', 'O'],
    ['holder', 'H'],
  ] as const)
    if (told(key)) await coder.names(key, letter, listOf(claim[key]));
  if (told('imputed')) await coder.code('imputed', 'J', String(claim.imputed));
  await coder.press('Alt+p');
  for (const topic of listOf(claim.topics)) await coder.complete('field-topics', topic);
  if (told('quote')) {
    if ((await coder.field('quote').count()) === 0) await coder.press('Alt+q');
    const words = coder.field('quote').locator('.words button');
    // Marks before and after a word belong to no quote.
    const bare = (word: string): string => word.replace(/^[^\p{L}\p{N}$€£]+|[^\p{L}\p{N}%]+$/gu, '');
    const all = (await words.allTextContents()).map(bare);
    const wanted = String(claim.quote).split(/\s+/).map(bare).filter(Boolean);
    const at = all.findIndex((_, index) => wanted.every((word, offset) => all[index + offset] === word));
    await coder.click(words.nth(at));
    await coder.click(words.nth(at + wanted.length - 1));
  }
  if (told('frames')) {
    await coder.press('Alt+f');
    for (const frame of listOf(claim.frames)) await coder.complete('field-frames', frame);
  }
  if (told('certainty')) await coder.code('certainty', 'Y', String(claim.certainty));
  if (told('polarity')) await coder.code('polarity', 'W', String(claim.polarity));
  for (const [name, code] of Object.entries((claim.stance ?? {}) as Record<string, string>)) {
    if ((await coder.field('stance').count()) === 0) await coder.press('Alt+n');
    const offer = coder.field('stance').getByRole('button', { name: `+ ${name}`, exact: true });
    if ((await offer.count()) > 0) await coder.click(offer);
    else {
      if ((await page.evaluate('document.activeElement?.id')) !== 'field-stance') await coder.press('Alt+n');
      await coder.complete('field-stance', name);
    }
    await page.locator(`[data-stance="${name}"]`).waitFor();
    coder.keys += 3;
    await page.locator(`[data-stance="${name}"]`).selectOption(code);
  }
  for (const [key, letter] of [
    ['event', 'E'],
    ['place', 'L'],
  ] as const)
    if (told(key)) await coder.names(key, letter, listOf(claim[key]));
  for (const [key, letter] of [
    ['period', 'D'],
    ['made', 'M'],
    ['proposition', null],
    ['note', null],
  ] as const)
    if (told(key)) await coder.line(key, letter, String(claim[key]));
  if (told('form')) {
    await coder.press('Alt+g');
    await coder.complete('field-form', String(claim.form));
  }
  for (const key of ['presupposed', 'jointly'] as const)
    if (told(key)) {
      if ((await coder.field(key).count()) === 0)
        await coder.click(page.locator('.rest').getByRole('button', { name: `+ ${key}`, exact: true }));
      coder.keys += 1;
      await page.locator(`#field-${key}`).selectOption(String(claim[key]));
    }
  for (const [index, quantity] of (listOf(claim.quantities) as unknown as AuthoredMap[]).entries()) {
    if ((await coder.field('quantities').count()) === 0) await coder.press('Alt+z');
    await coder.click(coder.field('quantities').getByRole('button', { name: '+ another number' }));
    const group = coder.field('quantities').locator('.group').nth(index);
    coder.keys += 2;
    await group.locator('select').selectOption(String(quantity.comparator));
    for (const key of ['value', 'unit'] as const)
      if (quantity[key] !== undefined) {
        await coder.press('Tab');
        await group.locator(`#field-quantities-${index}-${key}`).focus();
        await coder.type(String(quantity[key]));
      }
    if (quantity.value_max !== undefined) {
      await coder.press('Tab');
      await group.locator(`#field-quantities-${index}-max`).focus();
      await coder.type(String(quantity.value_max));
    }
    if (quantity.of !== undefined) {
      await coder.press('Tab');
      await group.locator(`#field-quantities-${index}-of`).focus();
      await coder.complete(`field-quantities-${index}-of`, String(quantity.of));
    }
  }
  for (const key of ['reporter_stance', 'status'] as const)
    if (told(key)) {
      await coder.more(key);
      await coder.click(coder.field(key).locator('label', { hasText: new RegExp(`^\\d+ ${claim[key]}$`) }));
    }
  if (told('change')) await enterChange(coder, claim.change as AuthoredMap);
  if (told('members')) await enterMembers(coder, claim.members as AuthoredMap);
  return coder;
}

async function enterChange(coder: Coder, change: AuthoredMap): Promise<void> {
  await coder.more('change');
  for (const key of ['dimension', 'from', 'to'])
    if (change[key] !== undefined) {
      await coder.click(coder.page.locator(`#field-change-${key}`));
      await coder.type(String(change[key]));
    }
  if (change.direction !== undefined)
    await coder.page.getByLabel('Change: direction').selectOption(String(change.direction));
  for (const [key, id] of [
    ['from_event', 'field-change-from-event'],
    ['to_event', 'field-change-to-event'],
  ] as const)
    if (change[key] !== undefined) {
      await coder.click(coder.page.locator(`#${id}`));
      await coder.complete(id, String(change[key]));
    }
}

async function enterMembers(coder: Coder, members: AuthoredMap): Promise<void> {
  await coder.more('members');
  if (members.of !== undefined) {
    await coder.click(coder.page.locator('#field-members-of'));
    await coder.complete('field-members-of', String(members.of));
  }
  if (members.category !== undefined) {
    await coder.click(coder.page.locator('#field-members-category'));
    await coder.type(String(members.category));
  }
  await coder.page.getByLabel('Members: role').selectOption(String(members.role));
  for (const name of listOf(members.list)) {
    await coder.click(coder.page.locator('#field-members-list'));
    await coder.complete('field-members-list', name);
  }
  if (members.complete !== undefined)
    await coder.page.locator('#field-members-complete').selectOption(String(members.complete));
}

/** Enters the links of a claim, once the claims that they lead to are there. */
export async function enterRelations(coder: Coder, relations: readonly AuthoredMap[]): Promise<void> {
  await coder.more('relations');
  for (const [index, { type, to, by }] of relations.entries()) {
    await coder.click(coder.page.locator('#field-relations'));
    await coder.complete('field-relations', String(to));
    await coder.page.getByLabel(`Links to other claims ${index + 1}: kind`).selectOption(String(type));
    if (by !== undefined)
      await coder.page
        .getByLabel(`Links to other claims ${index + 1}: who makes the link`)
        .selectOption(String(by));
  }
}
