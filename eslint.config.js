// One lint setup. Its heart is the walls: folder = where code may run (style.md). prettier formats, tsc types; no rule here repeats them.
import js from '@eslint/js'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'
import vueParser from 'vue-eslint-parser'

const node = ['node:*', 'fs', 'path', 'os', 'electron', 'onnxruntime-node', '@napi-rs/canvas']

/** A wall: files in `folder` may not import what matches `banned`. */
const wall = (folder, banned, why) => ({
  files: [`${folder}/**/*.{ts,vue}`],
  rules: {
    'no-restricted-imports': ['error', { patterns: banned.map((group) => ({ group: [group], message: why })) }],
  },
})

export default tseslint.config(
  { ignores: ['out', 'dist', 'node_modules', '.cache', 'firmware/build', 'assets/runtime', 'test/fixtures'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.vue'] } },
  },
  { languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    rules: {
      'no-undef': 'off', // tsc knows better
      'no-control-regex': 'off', // PDF text has control characters to look for
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }], // parse, don't cast
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'vue/html-indent': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/html-self-closing': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
    },
  },
  // `as const` is not a cast; typescript-eslint allows it under 'never'. Casts proper are allowed where a type is made or data is tested.
  {
    files: ['shared/ids.ts', 'shared/ipc/*.ts', 'test/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  wall('shared', [...node, '**/electron/**', '**/renderer/**', 'vue'], 'shared/ runs anywhere'),
  wall('renderer', [...node, '**/electron/**'], 'the renderer is a sandboxed page: it talks through shared/ipc'),
  wall(
    'electron/preload',
    ['node:*', '**/worker/**', '**/main/**', '**/renderer/**'],
    'the preload only passes messages',
  ),
  wall(
    'electron/main',
    ['**/worker/pipeline/**', '**/worker/topics/**', 'onnxruntime-node', 'pdfjs-dist*', '**/renderer/**'],
    'main is a thin shell',
  ),
  wall(
    'electron/worker',
    ['electron', '**/main/**', '**/preload/**', '**/renderer/**', 'vue'],
    'the worker also runs in plain Node (the CLI)',
  ),
  wall('electron/cli', ['electron', '**/main/**', '**/renderer/**'], 'the CLI runs in plain Node'),
  wall(
    'electron/worker/pipeline',
    ['node:fs*', 'node:os', 'node:child_process', '**/project/**'],
    'the pipeline is pure: values in, values out',
  ),
)
