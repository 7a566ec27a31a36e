import assert from 'node:assert/strict';
import test from 'node:test';
import {load} from './library.js';

const {secrets} = load(['secrets']);

test('a name and a password are not shown', () => {
  assert.equal(secrets.withoutSecrets('https://anna:pw@a.example/b'), 'https://a.example/b');
  assert.equal(secrets.withoutSecrets('//anna:pw@a.example/b'), '//a.example/b');
});

test('tokens and signatures are not shown', () => {
  assert.equal(secrets.withoutSecrets('/a?access_token=abc&page=2'), '/a?access_token=…&page=2');
  assert.equal(secrets.withoutSecrets('/a?X-Amz-Signature=abc&sig=d'), '/a?X-Amz-Signature=…&sig=…');
});

test('an address without a secret is shown as it is', () => {
  for (const address of ['mailto:anna@a.example', '/@anna', '/?q=anna@b.example', '/?design=3&keyword=renew'])
    assert.equal(secrets.withoutSecrets(address), address);
});
