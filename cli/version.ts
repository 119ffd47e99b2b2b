/** Which Rampart this is. */

/** The build puts the version of package.json here. */
export const VERSION: string = process.env.RAMPART_VERSION ?? 'development';
