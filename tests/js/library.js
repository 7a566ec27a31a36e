// Loads files of the library outside of a browser: only those that need no document.
import {readFileSync} from 'node:fs';
import vm from 'node:vm';

const FOLDER = new URL('../../nyx_audit/browser/js/library/', import.meta.url);

/**
 * The library's global with these files in it.
 * @param {string[]} names
 * @param {object} [globals] what the files expect of a page
 */
export function load(names, globals = {}) {
  const context = vm.createContext({nyx: {}, ...globals});
  for (const name of names) vm.runInContext(`(() => {${readFileSync(new URL(`${name}.js`, FOLDER), 'utf8')}\n})()`, context);
  return context.nyx;
}
