// Pages that go away by themselves.

/**
 * Seconds until a refresh, or null where the browser ignores the element (HTML: shared declarative refresh steps).
 * @param {string} content
 */
function delayOf(content) {
  const found = /^[\t\n\f\r ]*(?:(\d+)(?:\.[\d.]*)?|\.[\d.]*)(?:[\t\n\f\r ;,]|$)/.exec(content);
  return found && Number(found[1] || 0);
}

function firstRefresh() {
  const metas = document.querySelectorAll('meta[http-equiv="refresh" i][content]');
  return [...metas].find((meta) => delayOf(meta.content) !== null);
}

const TWENTY_HOURS = 72000;

/**
 * Beyond twenty hours a time limit is no failure of level A, and a rule of its own looks at it.
 * @param {number | null} seconds
 */
const isHarmless = (seconds) => seconds === 0 || (seconds !== null && seconds > TWENTY_HOURS);

nyx.refresh = {firstRefresh, delayOf, isHarmless};
