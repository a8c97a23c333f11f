import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Native, and loaded only when a key is to be remembered: it stays outside the bundle. */
const external = ['electron', 'keytar'];

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      target: 'node20',
      rollupOptions: {
        input: {
          electron: 'src-main/shells/electron/main.ts',
          keychain: 'src-main/shells/keychain/main.ts',
          cli: 'src-main/shells/cli/main.ts',
        },
        external,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: 'src-main/shells/electron/preload.ts' },
        external: ['electron'],
        // A sandboxed preload script cannot be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      rollupOptions: { input: 'src-renderer/index.html' },
    },
  },
});
