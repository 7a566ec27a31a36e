const {isEntry} = nyx.contents;
const {isExplained, isNamedLink, isSaidByNothing, isStops, nameOf} = nyx.phrases;

define({
  selector: 'a[href], area[href], [role=link]',
  matches: isNamedLink,
  evaluate(element, _options, node) {
    const name = nameOf(node);
    this.data({name: name.slice(0, 60)});
    return (!isSaidByNothing(name, element) || isEntry(element)) && (!isStops(name) || isExplained(element));
  },
  message: '"${data.name}" does not say where the link leads',
});
