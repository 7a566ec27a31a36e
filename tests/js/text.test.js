import assert from 'node:assert/strict';
import test from 'node:test';
import {load} from './library.js';

const {text} = load(['text']);

test('white space is folded, and text is cut to a length', () => {
  assert.equal(text.fold('  Renew\n\tyour   licence '), 'Renew your licence');
  assert.equal(text.fold('Renew your licence', 5), 'Renew');
});

test('no text folds to an empty one', () => {
  assert.equal(text.fold(null), '');
  assert.equal(text.fold(undefined), '');
});

test('signs at either end and capitals do not make another text', () => {
  assert.equal(text.bare('» Read more…'), 'read more');
  assert.equal(text.bare('Don’t'), "don't");
});

test('words are letters and numbers, in lower case', () => {
  assert.deepEqual([...text.wordsOf('Fee: $20, más')], ['fee', '20', 'más']);
});
