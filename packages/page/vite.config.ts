import { defineConfig } from 'vite';

export default defineConfig({
  // Reporting serves the documents at `/` and under `/page/`, and the files below `/page/assets/`.
  base: '/page/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    // The content security policy allows no address of data but images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
});
