// The department's design system: small custom elements with open shadow roots.

const SHARED = `
  :host { display: block; }
  *, *::before, *::after { box-sizing: border-box; }
  :focus-visible { outline: 3px solid #1b1f23; outline-offset: 2px; }
`;

class DsElement extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.attachShadow({ mode: 'open' }).innerHTML = `<style>${SHARED}${this.css()}</style>${this.html()}`;
    this.ready();
  }

  text(name) {
    const box = document.createElement('div');
    box.textContent = this.getAttribute(name) || '';
    return box.innerHTML;
  }

  css() { return ''; }
  html() { return '<slot></slot>'; }
  ready() {}
}

// <ds-header name="..." href="...">: the agency's name over the navigation.
customElements.define('ds-header', class extends DsElement {
  css() {
    return `
      .bar { background: #7a2f3a; padding: .8rem 0; }
      .bar :focus-visible { outline-color: #ffffff; }
      .wrap { max-width: 68rem; margin: 0 auto; padding: 0 1rem; }
      a { display: inline-flex; gap: .7rem; align-items: center; color: #ffffff; font-size: 1.2rem; font-weight: 700; text-decoration: none; }
      img { width: 2.75rem; height: 2.75rem; }
    `;
  }

  html() {
    return `<div class="bar"><div class="wrap"><a href="${this.text('href')}"><img src="/labor/seal.svg" alt=""><span>${this.text('name')}</span></a></div></div>`;
  }
});

// <ds-tabs>: links that look like tabs.
customElements.define('ds-tabs', class extends DsElement {
  css() {
    return `
      .tabs { display: flex; flex-wrap: wrap; gap: .5rem; border-bottom: 2px solid #7a2f3a; padding-top: 1rem; }
      ::slotted(a) { padding: .6rem 1rem; color: #7a2f3a; }
    `;
  }

  html() {
    return '<div class="tabs" role="tablist"><slot name="tab"></slot></div>';
  }
});

// <ds-button>: a button; with icon="clear", only a cross.
customElements.define('ds-button', class extends DsElement {
  css() {
    return `
      :host { display: inline-block; }
      button { min-width: 2.75rem; min-height: 2.75rem; padding: .5rem 1.3rem; border: 2px solid #7a2f3a; border-radius: 4px;
        background: #7a2f3a; color: #ffffff; font: inherit; font-weight: 600; cursor: pointer; }
      :host([icon]) button { padding: .5rem; background: #ffffff; color: #7a2f3a; }
      svg { display: block; width: 1.25rem; height: 1.25rem; margin: 0 auto; }
    `;
  }

  html() {
    if (this.getAttribute('icon') === 'clear') {
      return '<button type="button"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 4l12 12M16 4L4 16" stroke="currentColor" stroke-width="2.5"/></svg></button>';
    }
    return '<button type="button"><slot></slot></button>';
  }

  ready() {
    const form = this.closest('form');
    if (form) this.addEventListener('click', () => form.requestSubmit());
  }
});

// <ds-text-field label="..." hint="..." clearable>: a labelled text field.
customElements.define('ds-text-field', class extends DsElement {
  css() {
    return `
      :host { margin: 1.2rem 0; max-width: 30rem; }
      label { display: block; font-weight: 600; }
      .hint { display: block; color: #a3a8ae; }
      .row { display: flex; gap: .4rem; }
      input { flex: 1; min-width: 0; font: inherit; color: inherit; background: #ffffff; border: 2px solid #59616a; border-radius: 4px; padding: .5rem .6rem; }
    `;
  }

  html() {
    const hint = this.hasAttribute('hint') ? `<span class="hint" id="hint">${this.text('hint')}</span>` : '';
    const clear = this.hasAttribute('clearable') ? '<ds-button icon="clear"></ds-button>' : '';
    return `<label for="input">${this.text('label')}</label>${hint}
      <div class="row"><input id="input"${hint ? ' aria-describedby="hint"' : ''}>${clear}</div>`;
  }

  ready() {
    const button = this.shadowRoot.querySelector('ds-button');
    if (button) button.addEventListener('click', () => { this.shadowRoot.querySelector('input').value = ''; });
  }
});
