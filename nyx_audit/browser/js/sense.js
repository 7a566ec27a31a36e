// Runs in the page's own world, before its scripts: notes whether they ask what kind of device this is and how it is
// held, and whether they set a clock that ticks.
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
  window.setInterval = new Proxy(window.setInterval, {
    apply(target, self, given) {
      ticks = true;
      return Reflect.apply(target, self, given);
    },
  });
  Object.defineProperty(window, Symbol.for('nyx.turns'), {get: () => turns});
  Object.defineProperty(window, Symbol.for('nyx.ticks'), {get: () => ticks});
  Object.defineProperty(window, Symbol.for('nyx.sensed'), {get: () => [...sensed].join(', ')});
})();
