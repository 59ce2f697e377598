/** What a browser tells of its network and its page, put into this process until `leave`. */
export interface Browser {
  /** Says whether there is a network, with its event where that changes. */
  network(online: boolean): void;
  /** Shows or hides the page, with its event. */
  page(visibility: 'visible' | 'hidden'): void;
  /** Thaws the page, or shows it out of the browser's cache, with the event of that. */
  wake(event: 'resume' | 'pageshow'): void;
  /** How many listeners there are. */
  listeners(): number;
  /** Takes all of it away. */
  leave(): void;
}

/** The listeners of an event target, counted. */
function counted() {
  const target = new EventTarget();
  let count = 0;
  return {
    target,
    count: () => count,
    methods: {
      addEventListener: (name: string, listener: EventListener) => {
        count++;
        target.addEventListener(name, listener);
      },
      removeEventListener: (name: string, listener: EventListener) => {
        count--;
        target.removeEventListener(name, listener);
      },
    },
  };
}

/** Lets this process look like a browser, or like a worker of one, which has no document. */
export function browser({ document = true } = {}): Browser {
  const window = counted();
  const page = counted();
  const navigator = { onLine: true };
  const shown = { visibilityState: 'visible', ...page.methods };
  const globals: Record<string, unknown> = {
    ...window.methods,
    navigator,
    ...(document ? { document: shown } : {}),
  };
  const before = Object.keys(globals).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  return {
    network: (online) => {
      navigator.onLine = online;
      window.target.dispatchEvent(new Event(online ? 'online' : 'offline'));
    },
    page: (visibility) => {
      shown.visibilityState = visibility;
      page.target.dispatchEvent(new Event('visibilitychange'));
    },
    wake: (event) => {
      (event === 'resume' ? page : window).target.dispatchEvent(new Event(event));
    },
    listeners: () => window.count() + page.count(),
    leave: () => {
      for (const [name, descriptor] of before) {
        if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
        else Object.defineProperty(globalThis, name, descriptor);
      }
    },
  };
}
