import js from '@eslint/js';
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
    rules: {
      'no-unused-vars': ['error', {argsIgnorePattern: '^_', caughtErrors: 'none'}],
      eqeqeq: 'error',
      'prefer-const': 'error',
      'no-var': 'error',
    },
  },
  {files: ['tests/js/**/*.js'], languageOptions: {globals: globals.node}},
];
