// The theme takes single letters for commands, wherever the focus is: people who speak to their computer call them by
// accident. A capturing listener of the window comes before its own.
addEventListener(
  'keydown',
  (event) => {
    const typing = event.target instanceof Element && event.target.matches('input, textarea');
    if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !typing) event.stopImmediatePropagation();
    if (event.key === 'Escape') close('__drawer');
  },
  true,
);

// The menu and the search are boxes that are checked by labels, which no key reaches: here, buttons check them.
addEventListener('click', (event) => {
  const button = event.target instanceof Element && event.target.closest('[data-opens]');
  if (!button) return;
  document.getElementById(button.dataset.opens).click();
  if (button.dataset.opens === '__search') document.querySelector('[name=query]').focus();
});

function close(id) {
  const box = document.getElementById(id);
  if (!box?.checked) return;
  box.click();
  document.querySelector(`[data-opens=${id}]`)?.focus();
}
