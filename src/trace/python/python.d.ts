/** Python files of ours come in as text: esbuild and vitest are told so. */
declare module "*.py" {
  const text: string;
  export default text;
}
