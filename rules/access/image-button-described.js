const {nameOf} = nyx.phrases;
const {namesNothing} = nyx.pictures;
const {bare, listed} = nyx.text;

const NO_ACTION = listed(
  'click, click here, here, button, image, image button, img, picture, icon, press, press here, input, submit.png, bild, botón, boton, bouton, knopf, knop',
);

define({
  selector: 'input[type=image]',
  matches: (_element, node) => nameOf(node) !== '',
  evaluate(element, _options, node) {
    const name = nameOf(node);
    this.data({name: name.slice(0, 80)});
    return !NO_ACTION.has(bare(name)) && !namesNothing(name);
  },
  message: '"${data.name}" does not say what the button does',
});
