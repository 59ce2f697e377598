import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { type PlainTab, plainTab } from './plainTab';
import { servePage } from './servePage';

const built = join(__dirname, '../../../.cache/e2e');

/** How a spec file's browser is. */
export interface BrowserSetup {
  /** The WAV file that its fake microphone hears, once. Where left out, the microphone beeps. */
  readonly microphone?: () => Promise<string>;
  /** Whether it has any audio device at all. */
  readonly devices?: boolean;
  /** Whether a page has to wait for a gesture before it sounds, as for users it has to. */
  readonly gesture?: boolean;
}

/** A spec file's browser. */
export interface TestBrowser {
  /** Opens a page of its own, with what it may. */
  open(
    path?: string,
    permissions?: readonly string[],
    options?: BrowserContextOptions,
  ): Promise<Page>;
  /** Opens a tab in which nothing is a gesture that no user made, and which can be hidden. */
  openPlain(path?: string): Promise<PlainTab>;
  /** Lets the console of this test's pages tell such an error. Every other one fails it. */
  mayTell(message: RegExp): void;
  /** Where the test page is served. */
  url(): string;
}

/** Starts Chromium for the tests of a file, each of which gets pages of its own. */
export function inBrowser(setup: BrowserSetup = {}): TestBrowser {
  let browser: Browser | undefined;
  let server: Awaited<ReturnType<typeof servePage>> | undefined;
  let contexts: BrowserContext[] = [];
  let tabs: PlainTab[] = [];
  let told: string[] = [];
  let allowed: RegExp[] = [];

  beforeAll(async () => {
    server = await servePage();
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: argumentsOf(setup, await setup.microphone?.()),
    });
  });
  afterEach(async () => {
    await Promise.all([...contexts, ...tabs].map((opened) => opened.close()));
    const bad = told.filter((line) => !allowed.some((pattern) => pattern.test(line)));
    [contexts, tabs, told, allowed] = [[], [], [], []];
    expect(bad).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  return {
    url: () => server!.url,
    mayTell: (pattern) => allowed.push(pattern),
    openPlain: async (path = '/') => {
      const tab = await plainTab(browser!, new URL(path, server!.url).href);
      tabs.push(tab);
      return tab;
    },
    open: async (path = '/', permissions = ['microphone'], options = {}) => {
      const context = await browser!.newContext({ permissions: [...permissions], ...options });
      contexts.push(context);
      await context.addInitScript({ path: join(built, 'tap.js') });
      const page = await context.newPage();
      page.on('pageerror', (error) => told.push(String(error)));
      page.on('console', (line) => {
        if (line.type() === 'error') told.push(line.text());
      });
      await page.goto(new URL(path, server!.url).href);
      return page;
    },
  };
}

const argumentsOf = (
  { devices = true, gesture = false }: BrowserSetup,
  microphone: string | undefined,
) => [
  `--autoplay-policy=${gesture ? 'document-user-activation-required' : 'no-user-gesture-required'}`,
  // The recorder shares its memory with pages that are not isolated, too.
  '--enable-features=SharedArrayBuffer',
  // A name that is not localhost, so that a page can be an insecure one.
  '--host-resolver-rules=MAP insecure.test 127.0.0.1',
  ...(devices ? ['--use-fake-device-for-media-stream'] : []),
  ...(microphone === undefined ? [] : [`--use-file-for-fake-audio-capture=${microphone}%noloop`]),
];
