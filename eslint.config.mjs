import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist', 'out', 'coverage', '.vscode-test', 'tour', 'node_modules'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.json',
          './media/tsconfig.json',
          './test/support/tsconfig.json',
          './test/panel/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers and ids in sentences are what this product writes all day.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // The extension requires its larger bundles when they are first needed.
      '@typescript-eslint/no-require-imports': [
        'error',
        { allow: ['^\\./(agentTools|app|aws|failureCauses|sampleFarm|supportBundle)$'] },
      ],
      curly: 'error',
      eqeqeq: 'error',
      'no-restricted-globals': ['error', { name: 'setInterval', message: 'Wait with core/async/clock delay instead.' }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Mocha's functions return nothing that could be awaited.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [] }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly' } },
  },
);
