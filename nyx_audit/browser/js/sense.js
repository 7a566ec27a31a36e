// Runs in the page's own world, before its scripts: notes whether they ask what kind of device this is and whether they
// set a clock that ticks, and lets no web socket out, which the debugger protocol cannot stop.
(() => {
  class ClosedSocket extends EventTarget {
    constructor(url) {
      super();
      Object.assign(this, {url: String(url), readyState: 0, bufferedAmount: 0, extensions: '', protocol: '', binaryType: 'blob'});
      Object.assign(this, {onopen: null, onmessage: null, onerror: null, onclose: null});
      setTimeout(() => this.#end());
    }
    #end() {
      this.readyState = ClosedSocket.CLOSED;
      for (const event of [new Event('error'), new CloseEvent('close', {code: 1006})]) {
        this['on' + event.type]?.(event);
        this.dispatchEvent(event);
      }
    }
    send() {}
    close() {}
  }
  Object.assign(ClosedSocket, {CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3});
  Object.defineProperty(window, 'WebSocket', {value: ClosedSocket, writable: true, configurable: true});

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
  const matchMedia = window.matchMedia;
  window.matchMedia = function (query) {
    if (/pointer|hover/i.test(String(query))) sensed.add('pointer');
    return matchMedia.call(window, query);
  };
  let ticks = false;
  window.setInterval = new Proxy(window.setInterval, {
    apply(target, self, given) {
      ticks = true;
      return Reflect.apply(target, self, given);
    },
  });
  Object.defineProperty(window, Symbol.for('nyx.ticks'), {get: () => ticks});
  Object.defineProperty(window, Symbol.for('nyx.sensed'), {get: () => [...sensed].join(', ')});
})();
