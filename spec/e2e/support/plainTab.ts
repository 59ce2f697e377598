import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type CDPSession } from 'playwright-core';

const tap = join(__dirname, '../../../.cache/e2e/tap.js');

/**
 * A tab as users have it. Playwright's own pages have the focus at all times, so that they are never hidden, and all that a test
 * evaluates in them is a gesture to the browser.
 */
export interface PlainTab {
  evaluate<T, A = undefined>(scene: (given: A) => T | Promise<T>, given?: A): Promise<T>;
  /** Waits until the scene gives `true`. */
  until(scene: () => boolean): Promise<void>;
  click(): Promise<void>;
  press(): Promise<void>;
  /** Brings another tab to the front, and this one back. */
  hide(): Promise<void>;
  show(): Promise<void>;
  /** Stops and starts all that runs in it, as browsers do with tabs in the background. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  close(): Promise<void>;
}

interface Answer {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: {
    readonly result?: { readonly value?: unknown };
    readonly exceptionDetails?: { readonly exception?: { readonly description?: string } };
  };
}

export async function plainTab(browser: Browser, url: string): Promise<PlainTab> {
  const cdp: CDPSession = await browser.newBrowserCDPSession();
  const { targetId } = await cdp.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId });
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  let front: string | undefined;

  await cdp.send('Browser.grantPermissions', {
    permissions: ['audioCapture'],
    origin: new URL(url).origin,
  });

  cdp.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer = JSON.parse(message) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  const send = async (method: string, params: object = {}): Promise<Answer['result']> => {
    const id = ++asked;
    const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    await cdp.send('Target.sendMessageToTarget', { sessionId, message });
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  const run = async (expression: string) => {
    const params = { expression, awaitPromise: true, returnByValue: true };
    const answer = await send('Runtime.evaluate', params);
    const failed = answer?.exceptionDetails;
    if (failed) throw new Error(failed.exception?.description ?? 'The scene threw.');
    return answer?.result?.value;
  };
  const until = async (condition: string) => {
    await run(
      `new Promise((done) => { const look = () => (${condition}) ? done() : setTimeout(look, 5); look(); })`,
    );
  };

  await send('Page.enable');
  await send('Page.addScriptToEvaluateOnNewDocument', { source: readFileSync(tap, 'utf8') });
  await send('Page.navigate', { url });
  // The page of before may still answer.
  while ((await run(`'voice' in globalThis && document.readyState`)) !== 'complete');

  const mouse = (type: string) =>
    send('Input.dispatchMouseEvent', { type, x: 20, y: 20, button: 'left', clickCount: 1 });
  const key = (type: string) => send('Input.dispatchKeyEvent', { type, key: 'a', text: 'a' });

  return {
    evaluate: async <T, A>(scene: (given: A) => T | Promise<T>, given?: A) =>
      (await run(`(${String(scene)})(${given === undefined ? '' : JSON.stringify(given)})`)) as T,
    until: (scene) => until(`(${String(scene)})()`),
    click: async () => {
      await mouse('mousePressed');
      await mouse('mouseReleased');
    },
    press: async () => {
      await key('keyDown');
      await key('keyUp');
    },
    hide: async () => {
      ({ targetId: front } = await cdp.send('Target.createTarget', { url: 'about:blank' }));
      await cdp.send('Target.activateTarget', { targetId: front });
      await until(`document.visibilityState === 'hidden'`);
    },
    show: async () => {
      await cdp.send('Target.activateTarget', { targetId });
      await until(`document.visibilityState === 'visible'`);
    },
    freeze: async () => {
      await send('Page.setWebLifecycleState', { state: 'frozen' });
    },
    thaw: async () => {
      await send('Page.setWebLifecycleState', { state: 'active' });
    },
    close: async () => {
      for (const id of [front, targetId]) {
        if (id !== undefined) await cdp.send('Target.closeTarget', { targetId: id });
      }
      await cdp.detach();
    },
  };
}
