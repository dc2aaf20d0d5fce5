import type { Page } from 'playwright-core';

/**
 * In a page, before its own scripts: what it hears of the finger on the glass waits behind the message that says a wanted sentence, as on a
 * line that has become slow.
 */
const slowLine = `(() => {
  const waiting = [];
  let wanted;
  let held = false;
  const hearOn = () => {
    while (!held && waiting.length > 0) {
      const { hear, message } = waiting.shift();
      hear(message);
      held = wanted !== undefined && message.data.includes(wanted);
    }
  };
  window.holdGlassAt = (sentence) => {
    wanted = sentence;
    held = false;
    hearOn();
  };
  const listen = EventSource.prototype.addEventListener;
  EventSource.prototype.addEventListener = function (type, hear) {
    const later = (message) => {
      waiting.push({ hear, message });
      hearOn();
    };
    listen.call(this, type, type === 'glass' ? later : hear);
  };
})()`;

/** Opens a page anew as one on which what a finger on the glass shows for a moment can be held. */
export async function reopenOnSlowLine(page: Page): Promise<void> {
  await page.addInitScript(slowLine);
  await page.reload();
}

/**
 * Has the page go on, and stay at the first picture of which a sentence is said, from before the finger is laid until it is told to go on
 * again: 15 s at most, after which the page itself takes every picture away.
 */
export const holdGlassAt = (page: Page, sentence?: string): Promise<unknown> =>
  page.evaluate(`holdGlassAt(${JSON.stringify(sentence)})`);
