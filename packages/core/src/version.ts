/** The version of the packages, all released together; kept equal to package.json by a test. */
export const VERSION = '0.0.0';
