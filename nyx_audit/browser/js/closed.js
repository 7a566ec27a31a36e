// Runs in the page's own world, before its scripts: closes the ways out that the debugger protocol cannot pause. The
// browser's way to the net closes most of them, too, in workers as well; here they fail as they do on a bad line.
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

  // With relays as the only way and none of them named, a connection never finds a way out.
  const closed = (config) => ({...config, iceServers: [], iceTransportPolicy: 'relay'});
  class ClosedPeer extends (window.RTCPeerConnection ?? Object) {
    constructor(config) {
      super(closed(config));
    }
    setConfiguration(config) {
      super.setConfiguration(closed(config));
    }
  }

  const replace = (name, value) => {
    if (name in window) Object.defineProperty(window, name, {value, writable: true, configurable: true});
  };
  replace('WebSocket', ClosedSocket);
  replace('RTCPeerConnection', ClosedPeer);
  replace('webkitRTCPeerConnection', ClosedPeer);
  delete window.WebSocketStream;
  delete window.WebTransport;

  // What is prefetched by such rules is requested past the debugger. An observer comes before the rules are read.
  const rules = 'script[type="speculationrules" i]';
  const observer = new MutationObserver((records) => {
    for (const node of records.flatMap((record) => [...record.addedNodes])) {
      if (!(node instanceof Element)) continue;
      if (node.matches(rules)) node.remove();
      else for (const inner of node.querySelectorAll(rules)) inner.remove();
    }
  });
  const observe = (root) => observer.observe(root, {childList: true, subtree: true});
  observe(document);
  Element.prototype.attachShadow = new Proxy(Element.prototype.attachShadow, {
    apply(target, host, given) {
      const root = Reflect.apply(target, host, given);
      observe(root);
      return root;
    },
  });
})();
