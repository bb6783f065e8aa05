import { expect, type Locator, type Page } from '@playwright/test';

/** Each button saves a file of this name. */
export async function expectSaved(
  page: Page,
  figure: Locator,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [button, file] of Object.entries(files)) {
    const saved = page.waitForEvent('download');
    await figure.getByRole('button', { name: button }).click();
    expect((await saved).suggestedFilename()).toBe(file);
  }
}
