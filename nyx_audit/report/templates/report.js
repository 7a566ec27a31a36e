'use strict';
(() => {
  const root = document.documentElement;
  root.classList.add('scripted');

  // Filters: cards and topics by their data, rows of pages by their text.
  const form = document.getElementById('filter');
  const status = document.getElementById('shown');
  const findings = [...document.querySelectorAll('[data-finding]')];
  const rows = [...document.querySelectorAll('tr[data-page]')];
  const sites = [...document.querySelectorAll('section[data-site]')];
  const parts = [...document.querySelectorAll('.part')];
  const unfolded = new Set();

  function filter() {
    const wanted = Object.fromEntries(new FormData(form));
    const words = (wanted.page || '').trim().toLowerCase();
    const pages = words ? new Set(rows.filter((row) => textOf(row).includes(words)).map((row) => row.dataset.page)) : null;
    const active = Boolean(wanted.site || wanted.impact || wanted.rule || wanted.status || words);
    let count = 0;
    for (const one of findings) {
      const data = one.dataset;
      const fits = ['site', 'impact', 'rule', 'status'].every((key) => !wanted[key] || data[key] === wanted[key])
        && (!pages || data.pages.split(' ').some((number) => pages.has(number)));
      one.hidden = !fits;
      count += fits ? 1 : 0;
      const folded = one.parentElement.closest('details.more');
      if (folded && fits && active && !folded.open) {
        folded.open = true;
        unfolded.add(folded);
      }
    }
    if (!active) {
      unfolded.forEach((one) => { one.open = false; });
      unfolded.clear();
    }
    for (const row of rows) row.hidden = Boolean(pages && !pages.has(row.dataset.page));
    for (const part of parts) part.hidden = active && !some(part, '[data-finding]');
    for (const site of sites) {
      const other = Boolean(wanted.site && site.dataset.site !== wanted.site);
      site.hidden = other || (active && !some(site, '[data-finding], tr[data-page]'));
    }
    status.textContent = active ? `${count} of ${findings.length} findings shown` : `${findings.length} findings`;
  }

  function some(within, selector) {
    return [...within.querySelectorAll(selector)].some((one) => !one.hidden);
  }

  function textOf(row) {
    return row.cells[0].textContent.toLowerCase();
  }

  let waiting;
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });
  form.addEventListener('reset', () => setTimeout(filter));
  form.addEventListener('submit', (event) => event.preventDefault());
  if (findings.length > 1) {
    form.hidden = false;
    filter();
  }

  // Tables that sort: a button in each heading.
  for (const table of document.querySelectorAll('table.sortable')) {
    const body = table.tBodies[0];
    if (body.rows.length < 2) continue;
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener('click', () => sort(table, heading, column));
    });
    table.classList.add('sorts');
  }

  function sort(table, heading, column) {
    const up = heading.getAttribute('aria-sort') !== 'ascending';
    for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
    heading.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const body = table.tBodies[0];
    const ordered = [...body.rows].map((row) => [valueOf(row.cells[column]), row]);
    ordered.sort(([one], [other]) => (up ? 1 : -1) * compare(one, other));
    body.append(...ordered.map(([, row]) => row));
  }

  function valueOf(cell) {
    const text = cell.dataset.value ?? cell.textContent.trim();
    return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text.toLowerCase();
  }

  function compare(one, other) {
    if (typeof one === 'number' && typeof other === 'number') return one - other;
    return String(one).localeCompare(String(other));
  }

  // A link into something folded opens it.
  function reveal() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let one = target.closest('details'); one; one = one.parentElement.closest('details')) one.open = true;
    target.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  reveal();

  // Paper cannot be unfolded.
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open]):not(.more)')].filter((one) => !one.closest('details.more'));
    opened.forEach((one) => { one.open = true; });
  });
  addEventListener('afterprint', () => {
    opened.forEach((one) => { one.open = false; });
    opened = [];
  });
})();
