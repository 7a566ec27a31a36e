// Runs in the page's own world, before its scripts: notes whether they ask what kind of device this is and how it is
// held, whether they set a clock that ticks, and what they still mean to do in a moment.
(() => {
  if (window !== window.top) return;
  const sensed = new Set();
  for (const name of ['userAgent', 'userAgentData', 'maxTouchPoints', 'platform', 'appVersion']) {
    const found = Object.getOwnPropertyDescriptor(Navigator.prototype, name);
    if (!found || !found.get) continue;
    Object.defineProperty(Navigator.prototype, name, {
      ...found,
      get() {
        sensed.add(name);
        return found.get.call(this);
      },
    });
  }
  let turns = false;
  const matchMedia = window.matchMedia;
  window.matchMedia = function (query) {
    if (/pointer|hover/i.test(String(query))) sensed.add('pointer');
    turns ||= /orientation|aspect-ratio|height/i.test(String(query));
    return matchMedia.call(window, query);
  };
  let ticks = false;
  const clocks = new Map();
  const MOST = 50;
  window.setInterval = new Proxy(window.setInterval, {
    apply(target, self, given) {
      ticks = true;
      const id = Reflect.apply(target, self, given);
      if (clocks.size < MOST) clocks.set(id, Number(given[1]) || 0);
      return id;
    },
  });
  window.clearInterval = new Proxy(window.clearInterval, {
    apply(target, self, given) {
      clocks.delete(given[0]);
      return Reflect.apply(target, self, given);
    },
  });
  const SOONEST_MS = 400;
  const LATEST_MS = 10000;
  const pending = new Map();
  window.setTimeout = new Proxy(window.setTimeout, {
    apply(target, self, given) {
      const id = Reflect.apply(target, self, given);
      if (given[1] >= SOONEST_MS && given[1] <= LATEST_MS && pending.size < MOST)
        pending.set(id, {at: performance.now() + given[1], ms: given[1]});
      return id;
    },
  });
  window.clearTimeout = new Proxy(window.clearTimeout, {
    apply(target, self, given) {
      pending.delete(given[0]);
      return Reflect.apply(target, self, given);
    },
  });
  // The periods of the clocks that tick, and of the timers that have yet to ring, in milliseconds.
  const periods = () => ({
    clocks: [...clocks.values()],
    timers: [...pending.values()].filter(({at}) => at > performance.now()).map(({ms}) => ms),
  });
  // In how many milliseconds the last of the timers is due that were set since this was last read.
  const due = () => {
    const now = performance.now();
    const last = Math.max(now, ...[...pending.values()].map(({at}) => at));
    pending.clear();
    return last - now;
  };
  Object.defineProperty(window, Symbol.for('nyx.due'), {get: due});
  Object.defineProperty(window, Symbol.for('nyx.periods'), {get: periods});
  Object.defineProperty(window, Symbol.for('nyx.turns'), {get: () => turns});
  Object.defineProperty(window, Symbol.for('nyx.ticks'), {get: () => ticks});
  Object.defineProperty(window, Symbol.for('nyx.sensed'), {get: () => [...sensed].join(', ')});
})();
