const { performance } = require('node:perf_hooks');
const { clearTimeout } = require('node:timers');
const { setTimeout: after } = require('node:timers/promises');
const { TestEnvironment } = require('jest-environment-node');

/** How long what a spec file began may take to end behind its last test, ms: sockets close in a round trip. */
const patience = 2000;
/** Kinds that Jest itself has at times. Timers are counted where they are made. */
const ownKinds = new Set(['Timeout', 'Immediate', 'FSReqCallback', 'FSReqPromise']);

/** What keeps the process alive, counted by kind. */
function handles() {
  const counts = new Map();
  for (const kind of process.getActiveResourcesInfo()) {
    if (!ownKinds.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** Puts itself before the globals that make and clear timers; counts those that keep the process alive. */
function watchTimers(global) {
  const made = new Set();
  const put = (name, wrap) => {
    const real = global[name];
    global[name] = Object.defineProperties(wrap(real), Object.getOwnPropertyDescriptors(real));
  };
  put('setTimeout', (make) => (callback, ...rest) => {
    const run = (...args) => {
      made.delete(timer);
      return callback(...args);
    };
    const timer = make(run, ...rest);
    made.add(timer);
    return timer;
  });
  put('setInterval', (make) => (...args) => {
    const timer = make(...args);
    made.add(timer);
    return timer;
  });
  for (const name of ['clearTimeout', 'clearInterval']) {
    put(name, (clear) => (timer) => {
      made.delete(timer);
      clear(timer);
    });
  }
  return {
    count: () => [...made].filter((timer) => timer.hasRef()).length,
    clear: () => made.forEach(clearTimeout),
  };
}

/**
 * Node's environment, in which a spec file fails where it leaves a timer, a socket, a process or a thread behind, or an error that
 * nobody handles. Jest itself tells of errors within a test alone, and waits for what is left, or cuts it off.
 */
module.exports = class TidyEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.before = handles();
    this.timers = watchTimers(this.global);
  }

  handleTestEvent(event) {
    if (event.name === 'test_done' && event.test.errors.length > 0) this.failed = true;
  }

  async teardown() {
    const unhandled = [];
    const keep = (error) => unhandled.push(error);
    process.on('uncaughtException', keep).on('unhandledRejection', keep);
    const left = await this.leftAtLast();
    process.off('uncaughtException', keep).off('unhandledRejection', keep);
    // Told of below: the other files need not wait for them.
    this.timers.clear();
    await super.teardown();

    // What is thrown here takes the place of all that Jest has to tell of the file.
    if (this.failed) return;
    if (unhandled.length > 0) throw unhandled[0];
    if (left.length > 0) {
      throw new Error(`The spec file is over, and left this behind: ${left.join(', ')}.`);
    }
  }

  /** What is still there when the time is up; nothing, as soon as nothing is. */
  async leftAtLast() {
    const until = performance.now() + patience;
    for (;;) {
      // A rejection is known to be unhandled a turn of the event loop later.
      await after(1);
      const left = this.left();
      if (left.length === 0 || performance.now() > until) return left;
    }
  }

  left() {
    const more = [...handles()].map(([kind, count]) => [
      kind,
      count - (this.before.get(kind) ?? 0),
    ]);
    return [['timers', this.timers.count()], ...more]
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => `${count} ${kind}`);
  }
};
