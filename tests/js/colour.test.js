import assert from 'node:assert/strict';
import test from 'node:test';
import {load} from './library.js';

const {colour} = load(['colour'], {axe: {commons: {color: {}}}});
const BLACK = [0, 0, 0, 1];
const WHITE = [255, 255, 255, 1];

test('black on white has the highest contrast', () => {
  assert.equal(colour.contrast(BLACK, WHITE), 21);
});

test('contrast does not depend on which colour is in front', () => {
  assert.equal(colour.contrast([200, 10, 10, 1], WHITE), colour.contrast(WHITE, [200, 10, 10, 1]));
});

test('half transparent black over white is grey', () => {
  assert.deepEqual([...colour.over([0, 0, 0, 0.5], WHITE)], [127.5, 127.5, 127.5, 1]);
});

test('computed colours are read with and without transparency', () => {
  assert.deepEqual([...colour.parse('rgb(1, 2, 3)')], [1, 2, 3, 1]);
  assert.deepEqual([...colour.parse('rgba(1, 2, 3, 0.25)')], [1, 2, 3, 0.25]);
});

test('a colour is reported in hexadecimal digits', () => {
  assert.equal(colour.hex([0, 128, 255, 1]), '#0080ff');
});
