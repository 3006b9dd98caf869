// Builds dist/: one CommonJS bundle with a thin .mjs, the command line, the sandbox child, and one index.d.ts.
