// Made at build time from the lock file and the model packs, by electron.vite.config.ts.
declare module 'virtual:third-parties' {
  export interface ThirdParty {
    name: string
    version: string
    licence: string
    text: string
  }
  export const thirdParties: readonly ThirdParty[]
}
