// A picture in a line of text where a word should be: "press ￼ for 3 seconds". What is heard in its place: topics/spokenText/pictures.ts.

/** U+FFFC, object replacement character. */
export const inlinePicture = '\ufffc'
