// The version of this tool, as it is written into bundles and printed by --version. package.json is the source; a test compares them.
export const toolVersion = '0.1.0'
