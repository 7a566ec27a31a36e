// Runs in the page's own world, before its scripts: marks components that say what they are, or are called, without any
// attribute. A state is seen by selectors in every world, and changes nothing on the page.
(() => {
  const {apply} = Reflect;
  const states = Object.getOwnPropertyDescriptor(ElementInternals.prototype, 'states')?.get;
  if (!states) return;
  const mark = (property, state) => {
    const found = Object.getOwnPropertyDescriptor(ElementInternals.prototype, property);
    if (!found?.set) return;
    const marking = {
      apply(target, self, given) {
        apply(target, self, given);
        apply(states, self, [])[given[0] ? 'add' : 'delete'](state);
      },
    };
    Object.defineProperty(ElementInternals.prototype, property, {...found, set: new Proxy(found.set, marking)});
  };
  mark('role', 'nyx-role');
  mark('ariaLabel', 'nyx-name');
  mark('ariaLabelledByElements', 'nyx-name');
})();
