import js from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import globals from 'globals';

export default [
  {
    ignores: [
      '**/*',
      '!nyx_audit/',
      '!nyx_audit/browser/',
      '!nyx_audit/browser/js/**',
      '!rules/**',
      '!tests/',
      '!tests/js/**',
      '!eslint.config.js',
    ],
  },
  js.configs.recommended,
  {
    files: ['nyx_audit/browser/js/**/*.js', 'rules/**/*.js'],
    languageOptions: {globals: {...globals.browser, axe: 'readonly', nyx: 'writable', define: 'readonly'}},
    plugins: {regexp},
    rules: {
      // A page may hold a word of a million letters.
      'regexp/no-super-linear-backtracking': ['error', {report: 'potential'}],
      'regexp/no-super-linear-move': 'error',
      'no-unused-vars': ['error', {argsIgnorePattern: '^_', caughtErrors: 'none'}],
      eqeqeq: 'error',
      'prefer-const': 'error',
      'no-var': 'error',
    },
  },
  {files: ['tests/js/**/*.js'], languageOptions: {globals: globals.node}},
];
