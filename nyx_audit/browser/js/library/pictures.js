// Names of images that say nothing.
const {bare, fold, listed} = nyx.text;

const NO_IMAGE = listed(
  'image, images, picture, pictures, pic, photo, photograph, foto, img, graphic, graphics, illustration, icon, spacer, blank, placeholder, alt, alt text, alternative text, alttext, image alt text, image alt, image here, insert image, image description, description, untitled, untitled image, null, undefined, none, empty, bild, imagen, immagine, imagem, afbeelding, image placeholder, thumbnail, banner image, hero image, featured image, decorative, decorative image, temp, tmp, test, lorem ipsum, jpg, jpeg, png, gif',
);

const FILE = /^[\p{L}\p{N}\s%()_.,~+-]+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|avif|jfif|ico|heic)$/iu;
const CAMERA = /^(?:dscn?|dscf|dcim|imgp?|image|images|photo|pic|picture|pict|screenshot|screen shot|scan|foto|bild)[\s_-]*\d[\d\s_-]*$/i;

// Dots and dashes, put in to have an alt at all.
const SIGNS = /^[\s.,;:_\-–—…]+$/;

/** @param {string} name */
const namesNothing = (name) => SIGNS.test(name) || NO_IMAGE.has(bare(name)) || FILE.test(fold(name)) || CAMERA.test(fold(name));

nyx.pictures = {namesNothing};
