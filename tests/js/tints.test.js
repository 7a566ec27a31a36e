import assert from 'node:assert/strict';
import test from 'node:test';
import {load} from './library.js';

const {tints} = load(['colour', 'tints']);
const WHITE = [255, 255, 255, 1];
const GREY = [51, 102, 153, 1];

/** @param {string} filter @param {number[]} colour */
const filtered = (filter, colour) => [...tints.filterOf(filter)(colour)].map((part) => Math.round(part * 100) / 100);

test('filters change each channel as the specification has it', () => {
  assert.deepEqual(filtered('brightness(0.5)', GREY), [25.5, 51, 76.5, 1]);
  assert.deepEqual(filtered('invert(1)', GREY), [204, 153, 102, 1]);
  assert.deepEqual(filtered('contrast(2)', GREY), [0, 76.5, 178.5, 1]);
  assert.deepEqual(filtered('opacity(40%)', GREY), [51, 102, 153, 0.4]);
});

test('a colour without its hue is as light as it was', () => {
  const [red, green, blue] = filtered('grayscale(1)', GREY);
  assert.equal(red, green);
  assert.equal(green, blue);
});

test('filters apply one after another, and a shadow changes no colour', () => {
  assert.deepEqual(filtered('invert(1) drop-shadow(rgba(0, 0, 0, 0.4) 0px 2px 4px) invert(1)', GREY), GREY);
});

test('a filter that mixes places, or that a file defines, cannot be worked out', () => {
  assert.equal(tints.filterOf('blur(3px)'), null);
  assert.equal(tints.filterOf('url("#tint")'), null);
});

test('blend modes mix a colour with what is behind it', () => {
  assert.deepEqual([...tints.blended('difference', GREY, WHITE)], [204, 153, 102, 1]);
  assert.deepEqual([...tints.blended('multiply', GREY, WHITE)], GREY);
  assert.deepEqual([...tints.blended('screen', GREY, WHITE)].map(Math.round), WHITE);
});

test('over nothing, a blend mode leaves a colour as it is', () => {
  assert.deepEqual([...tints.blended('difference', GREY, [0, 0, 0, 0])], GREY);
});
