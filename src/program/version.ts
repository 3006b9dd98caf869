/** Version of this library, as in package.json (a test keeps the two equal). */
export const version: string = "0.1.0";
