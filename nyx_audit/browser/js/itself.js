// Runs in the page's own world, before its scripts: notes what they do of themselves that takes people away, timers that
// leave the page or load it again, and windows that open without a press.
(() => {
  if (window !== window.top) return;
  const LEAST_MS = 1000;
  const MOST = 20;
  // The window's own place, not a variable of that name.
  const LEAVES =
    /(?:\b(?:window|document|self|top|parent)\s*\.\s*|(?<![.\w$]|\b(?:const|let|var)\s))location\s*(?:\.\s*(?:href|search|pathname)\s*)?(?:=(?!=)|\.\s*(?:reload|replace|assign)\s*\()|\.submit\s*\(\s*\)|\bhistory\s*\.\s*go\s*\(/;
  const toText = Function.prototype.toString;
  const timers = new Map();
  const windows = [];

  const noted = (set, repeats) =>
    new Proxy(set, {
      apply(target, self, given) {
        const id = Reflect.apply(target, self, given);
        const [callback, delay] = given;
        if (delay >= LEAST_MS && timers.size < MOST) {
          const code = (typeof callback === 'function' ? toText.call(callback) : String(callback)).slice(0, 4000);
          if (LEAVES.test(code))
            timers.set(id, {
              seconds: delay / 1000,
              repeats,
              reloads: /reload|history\s*\.\s*go/.test(code),
              conditional: /\bif\b|\?|&&|\|\||\bswitch\b/.test(code),
            });
        }
        return id;
      },
    });
  const cleared = (clear) =>
    new Proxy(clear, {
      apply(target, self, given) {
        timers.delete(given[0]);
        return Reflect.apply(target, self, given);
      },
    });
  window.setTimeout = noted(window.setTimeout, false);
  window.setInterval = noted(window.setInterval, true);
  window.clearTimeout = cleared(window.clearTimeout);
  window.clearInterval = cleared(window.clearInterval);
  window.open = new Proxy(window.open, {
    apply(target, self, given) {
      const [address, name] = given;
      const leads = name === '_self' || name === '_top' || name === '_parent';
      if (!leads && !navigator.userActivation.hasBeenActive && windows.length < MOST) windows.push(String(address ?? '').slice(0, 300));
      return Reflect.apply(target, self, given);
    },
  });
  Object.defineProperty(window, Symbol.for('nyx.itself'), {get: () => ({timers: [...timers.values()], windows: [...windows]})});
})();
