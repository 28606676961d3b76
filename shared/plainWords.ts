// Text -> its words as they compare: small letters and figures, no marks. Example: "It's E-15!" -> ["it", "s", "e", "15"].

export const plainWords = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
