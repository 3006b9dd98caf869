import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  plugins: [
    {
      // Python of ours comes in as text, as in the bundles.
      name: "python-as-text",
      transform: (code: string, id: string) =>
        id.endsWith(".py") ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined,
    },
  ],
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/lens/goldenFiles.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
    // Weights that tests dequantise are no part of the user's cache.
    env: {
      TRACEBOOK_CACHE:
        process.env.TRACEBOOK_CACHE ??
        fileURLToPath(new URL("node_modules/.cache/tracebook", import.meta.url)),
    },
  },
});

export default config;
