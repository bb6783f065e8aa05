import type { Locator, Page } from 'playwright';

/** How often each control is worked, and how many of one kind. */
const TIMES = 4;
const MOST = 8;

/** What a reader can work by keys, and the key for it. */
const byKeys = [
  ['slider', 'input[type=range], [role=slider]', 'ArrowRight'],
  ['choice', 'input[type=radio]:checked', 'ArrowRight'],
  ['tick', 'input[type=checkbox]', 'Space'],
  ['grid', '[role=grid] [tabindex="0"], [role=application]', 'ArrowRight'],
  ['number', 'input[type=number], input[inputmode]', '1'],
] as const;

/** Works every control of a figure by keys and moves the pointer over its pictures; trainings are left alone. */
export async function workedBy(page: Page, figure: string, note: (what: string) => Promise<void>) {
  const root = page.locator(figure);
  await root.scrollIntoViewIfNeeded();
  await page.waitForTimeout(500);
  for (const [kind, selector, key] of byKeys) {
    const controls = root.locator(selector);
    const count = Math.min(MOST, await controls.count());
    for (let i = 0; i < count; i++) {
      const control = controls.nth(i);
      if (!(await canBeWorked(control))) continue;
      const name = await nameOf(control);
      await control.focus();
      for (let time = 0; time < TIMES; time++) {
        await page.keyboard.press(key);
        await note(`${key} on ${kind} ${name}`);
      }
    }
  }
  const pictures = root.locator('svg:visible, canvas:visible');
  const count = Math.min(MOST, await pictures.count());
  for (let i = 0; i < count; i++) {
    const box = await pictures.nth(i).boundingBox();
    if (!box || box.width < 60 || box.height < 60) continue;
    for (let time = 1; time <= TIMES; time++) {
      await page.mouse.move(
        box.x + (box.width * time) / (TIMES + 1),
        box.y + (box.height * time) / (TIMES + 1),
      );
      await note(`pointer over picture ${i + 1}`);
    }
  }
  const buttons = root.locator('button');
  if ((await buttons.count()) === 1) {
    await buttons.click();
    await note('press');
  }
}

const canBeWorked = async (control: Locator) =>
  (await control.isVisible()) && (await control.isEnabled());

const nameOf = (control: Locator) =>
  control.evaluate(
    (element) =>
      element.getAttribute('aria-label') ??
      (element as HTMLInputElement).labels?.[0]?.textContent?.trim().slice(0, 40) ??
      '',
  );
