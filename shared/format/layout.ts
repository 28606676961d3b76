// The bundle's bytes as one table: every struct, its fields in order, and every number that has a name. Generates firmware/include/psp_layout.h and
// the tables of FORMAT.md (generate.ts), and drives the writer (bytes.ts), so that writer, reader and document can't drift apart.
// Example: structs.TOPIC.fields.title -> { type: 'u32', offset: 4, … } -> #define PSP_TOPIC_TITLE 4u
// Trap: fields are only ever appended. A reader steps through records by the record size of the directory, so an older reader skips what is new.

export type FieldType = 'u8' | 'u16' | 'u32' | 'i32' | 'bytes'

export interface Field {
  type: FieldType
  offset: number
  size: number // bytes
  unit: string
  meaning: string
}
export interface Struct<Names extends string = string> {
  title: string
  size: number // bytes
  fields: Readonly<Record<Names, Field>>
}

export const formatMajor = 1
export const formatMinor = 6
/** Oldest minor whose runtime plays what this version writes: it skips sections that it does not know. */
export const oldestReaderMinor = 0
/** Oldest minor whose runtime reads questions by a glossary. */
export const glossaryReaderMinor = 5
/** Oldest minor whose runtime knows Opus clips. */
export const opusReaderMinor = 3
/** Starts of sections are multiples of at least this; vectors can be read by wide loads. */
export const alignment = 16
/** As PNG's: a high bit, a name, and line ends that a text-mode transfer would change. */
export const magic = new Uint8Array([0x89, 0x50, 0x53, 0x42, 0x0d, 0x0a, 0x1a, 0x0a])

export const structs = {
  HEADER: struct('Header, at offset 0', {
    magic: bytes(8, '89 50 53 42 0D 0A 1A 0A'),
    headerSize: u16('this header; the directory follows it', 'bytes'),
    formatMajor: u16('a reader refuses a major that it does not know'),
    formatMinor: u16('a reader accepts any minor of its major'),
    sectionCount: u16('entries of the directory'),
    totalSize: u32('the whole bundle with its trailer', 'bytes'),
    contentSize: u32('what the SHA-256 covers: everything before the trailer', 'bytes'),
    flags: u32('see "Header flags"'),
    alignment: u32('starts of sections are multiples of it: 16, or the erase sector of the flash', 'bytes'),
    toolBuild: bytes(24, 'version of the tool that wrote it, ASCII, padded with zeros'),
    directoryCrc: u32('CRC-32 of the directory'),
    headerCrc: u32('CRC-32 of the header before this field'),
  }),
  ENTRY: struct('Directory entry, one a section', {
    id: u32('four letters, see "Sections"'),
    offset: u32('from the start of the bundle, a multiple of `alignment`', 'bytes'),
    size: u32('without padding', 'bytes'),
    count: u32('records', 'records'),
    recordSize: u16('step from one record to the next; 0 where the section has no records', 'bytes'),
    language: u16('which language of the bundle it belongs to, from 0'),
    crc: u32('CRC-32 of the section without padding'),
    encoding: u32('0: as described here; a reader refuses others'),
    reserved: u32('0'),
  }),
  METADATA: struct('METADATA: one record', {
    productName: u32('', 'string'),
    language: u32('BCP 47 tag such as "en"', 'string'),
    target: u32('device profile that it was built for', 'string'),
    vendorId: u32('0: any'),
    productId: u32('0: any; a dishwasher refuses the bundle of an oven'),
    securityCounter: u32('a device refuses a bundle whose counter is lower than one it has accepted'),
    minRuntimeMajor: u16('oldest runtime that may play it'),
    minRuntimeMinor: u16(''),
    encoder: u16('see "Encoders"'),
    dim: u16('components of a vector'),
    topicCount: u32('', 'records'),
    phraseCount: u32('', 'records'),
    vectorCount: u32('', 'records'),
    clipCount: u32('', 'records'),
  }),
  TOPIC: struct('TOPICS: one record a topic, in the order that decides ties', {
    id: u32('stable id, the same in the project', 'string'),
    title: u32('said in "Did you mean …"', 'string'),
    kind: u8('see "Topic kinds"'),
    flags: u8('see "Topic flags"'),
    stepCount: u16('steps, without hazards'),
    firstUtterance: u32('', 'index'),
    utteranceCount: u16('hazards first, then steps; at least 1'),
    vectorCount: u16(''),
    firstVector: u32('vectors lie in topic order', 'index'),
    firstPhrase: u32('', 'index'),
    phraseCount: u16(''),
    titleClipCount: u16('clips that say the title; 0 where it has none'),
    firstTitleClip: u32('in CLIP_RUNS', 'index'),
  }),
  UTTERANCE: struct('UTTERANCES: one thing said in one breath', {
    text: u32('', 'string'),
    role: u8('see "Utterance roles"'),
    flags: u8('see "Utterance flags"'),
    step: u16('which step it is, from 1; 0 for a hazard'),
    firstSource: u32('', 'index'),
    sourceCount: u16(''),
    clipCount: u16('clips that say it, one after another; 0 where it has none'),
    firstClip: u32('in CLIP_RUNS', 'index'),
  }),
  SOURCE: struct('SOURCES: a place in a manual that a sentence came from', {
    manual: u16('', 'index'),
    page: u16('page of the PDF from 1'),
    x: u16('left', '1/16 pt'),
    y: u16('top, from the top of the page', '1/16 pt'),
    width: u16('', '1/16 pt'),
    height: u16('', '1/16 pt'),
  }),
  PHRASE: struct('PHRASES: ways to ask; a recogniser of closed phrases answers with an index here', {
    text: u32('', 'string'),
    topic: u16('', 'index'),
    reserved: u16('0'),
  }),
  NORM: struct('VECTOR_NORMS and BACKGROUND_NORMS: one a row', {
    inverse: u32('2^24 / length of the row; 0 for a row of zeros', 'Q24'),
  }),
  VECTOR_ROLE: struct('VECTOR_ROLES: one a row of VECTORS; without it all rows count alike', {
    role: u8('what the row is of, see "Vector roles"'),
  }),
  TERM: struct('TERMS: sorted by the bytes of the term', {
    term: u32('as psp_text_next gives it', 'string'),
    weight: u32('rarity, up to 2^24 - 1; only ratios matter. Of a term without postings: rise of the threshold, Q15'),
    firstPosting: u32('', 'index'),
    postingCount: u32('0: a name of something else, which no topic has; two words are their terms with a space'),
  }),
  POSTING: struct('POSTINGS: of one term, sorted by topic', {
    topic: u16('', 'index'),
    frequency: u16('how often the topic has the term'),
  }),
  GLOSS: struct('GLOSSARY: sorted by the bytes of the word', {
    word: u32('lower case without marks; two words are a pair that may stand apart ("schalten" … "aus")', 'string'),
    meaning: u32('in the language of the encoder; empty: the word is left out', 'string'),
    flags: u32('see "Gloss flags"'),
  }),
  RANKING: struct('RANKING: one record', {
    threshold: i32('best score below it: refusal', 'Q15'),
    margin: i32(
      'best - second below it, below three times it for titles that differ in words that the question leaves open: clarification',
      'Q15',
    ),
    lexicalWeight: i32('', 'Q15'),
    backgroundWeight: i32('share of the best background similarity that is subtracted', 'Q15'),
    textThreshold: i32('as threshold, where there is no vector and terms alone decide', 'Q15'),
    textMargin: i32('as margin, where terms alone decide', 'Q15'),
    unknownWeight: u32('weight of a term of the question that no topic has'),
    choices: u16('most choices of a clarification, 2 to 5'),
    safetyRise: u16('added to the threshold for topics of the kind SAFETY', 'Q15'),
  }),
  PROMPT: struct('PROMPTS: what the device says of its own, sorted by id', {
    id: u16('see "Prompts"'),
    clipCount: u16('as in UTTERANCES'),
    text: u32('', 'string'),
    firstClip: u32('in CLIP_RUNS', 'index'),
  }),
  OFFER: struct('OFFERS: questions after an answer, sorted by the topic that they follow', {
    topic: u16('whose answer it follows', 'index'),
    leadsTo: u16('what "yes" leads to', 'index'),
    text: u32('the question', 'string'),
    firstClip: u32('in CLIP_RUNS', 'index'),
    clipCount: u16('as in UTTERANCES'),
    reserved: u16('0'),
  }),
  COMMAND_PHRASE: struct('COMMAND_PHRASES: ways to say a command, as whole utterances', {
    text: u32('its words; a number among them stands for any number', 'string'),
    command: u16('see "Commands"'),
    number: u16('of GO_TO, where the words say it ("the second step"); 0: the number that was said'),
  }),
  MANUAL: struct('MANUALS: the PDFs that it was made from', {
    id: u32('', 'string'),
    title: u32('', 'string'),
    fileName: u32('', 'string'),
    pageCount: u32(''),
    sha256: bytes(32, 'of the PDF'),
  }),
  CLIP_RUN: struct('CLIP_RUNS: which clips say a text, in order; one clip may be in many runs', {
    clip: u32('', 'index'),
  }),
  CLIP: struct('CLIPS: one recorded sentence', {
    offset: u32('in CLIP_BYTES', 'bytes'),
    size: u32('', 'bytes'),
    sampleCount: u32('', 'samples'),
    sampleRate: u16('', 'Hz'),
    blockSize: u16('of IMA_ADPCM and OPUS: a reader decodes a block at a time; 0 for PCM', 'bytes'),
    codec: u16('see "Codecs"'),
    pause: u16('silence behind it', 'samples'),
  }),
  PIECE_START: struct('PIECE_STARTS: 257 of them', {
    first: u16('first piece whose hash has this first byte; the last one is the number of pieces', 'index'),
  }),
  PIECE: struct('PIECES: sorted by hash', {
    hash: bytes(3, 'low 24 bits of FNV-1a of the piece, little-endian; PIECE_STARTS has the first byte'),
  }),
  TRAILER: struct('Trailer, at contentSize', {
    sha256: bytes(32, 'of all bytes before it'),
  }),
  SIGNATURE: struct('Signature, after the trailer where the header has the flag SIGNED', {
    algorithm: u32('1: Ed25519 over the 32 bytes of the SHA-256'),
    blockSize: u32('this struct', 'bytes'),
    keyId: bytes(8, 'first 8 bytes of the SHA-256 of the raw public key'),
    signature: bytes(64, ''),
  }),
} as const

export type StructName = keyof typeof structs

/** Sections in the order in which they are written. `records` names the struct of a record; null where the bytes have no records. */
export const sections = {
  METADATA: { id: 'META', records: 'METADATA', meaning: 'what this bundle is and who may play it' },
  STRINGS: { id: 'STRS', records: null, meaning: 'UTF-8 texts, each ended by a zero byte; the last byte is zero' },
  TOPICS: { id: 'TOPC', records: 'TOPIC', meaning: 'what can be asked for' },
  UTTERANCES: { id: 'UTTR', records: 'UTTERANCE', meaning: 'what is said' },
  SOURCES: { id: 'SRCS', records: 'SOURCE', meaning: 'where it stands in the manual' },
  PHRASES: { id: 'PHRS', records: 'PHRASE', meaning: 'ways to ask' },
  VECTORS: { id: 'VECS', records: null, meaning: 'rows of dim signed bytes; recordSize is dim' },
  VECTOR_NORMS: { id: 'VNRM', records: 'NORM', meaning: 'inverse lengths of these rows' },
  VECTOR_ROLES: { id: 'VROL', records: 'VECTOR_ROLE', meaning: 'what these rows are of' },
  BACKGROUND: { id: 'BKGD', records: null, meaning: 'rows of dim signed bytes: sentences from outside the manual' },
  BACKGROUND_NORMS: { id: 'BNRM', records: 'NORM', meaning: 'inverse lengths of these rows' },
  TERMS: { id: 'TERM', records: 'TERM', meaning: 'words of the topics' },
  POSTINGS: { id: 'POST', records: 'POSTING', meaning: 'which topics have a word' },
  GLOSSARY: { id: 'GLOS', records: 'GLOSS', meaning: 'words of this language in the language of the encoder' },
  RANKING: { id: 'RANK', records: 'RANKING', meaning: 'weights and limits' },
  PROMPTS: { id: 'PRMT', records: 'PROMPT', meaning: 'what the device says of its own' },
  OFFERS: { id: 'OFFR', records: 'OFFER', meaning: 'what the device asks after an answer' },
  COMMAND_PHRASES: { id: 'CMDP', records: 'COMMAND_PHRASE', meaning: 'how commands are said in this language' },
  CLIP_RUNS: { id: 'CRUN', records: 'CLIP_RUN', meaning: 'which clips say a text' },
  CLIPS: { id: 'CLIP', records: 'CLIP', meaning: 'recorded sentences' },
  CLIP_BYTES: { id: 'CBYT', records: null, meaning: 'the sound of the clips, one after another' },
  MANUALS: { id: 'MANL', records: 'MANUAL', meaning: 'source documents' },
  PIECE_STARTS: {
    id: 'PCST',
    records: 'PIECE_START',
    meaning: 'static encoder: where pieces by the first byte of their hash are',
  },
  PIECES: { id: 'PIEC', records: 'PIECE', meaning: 'static encoder: word pieces, one a row' },
  PIECE_ROWS: { id: 'PROW', records: null, meaning: 'static encoder: a scale, and a code for each part of the vector' },
  CODEBOOK: {
    id: 'CODE',
    records: null,
    meaning: 'static encoder: 256 entries for all parts, or for each part, of signed bytes',
  },
} as const satisfies Record<string, { id: string; records: StructName | null; meaning: string }>

export type SectionName = keyof typeof sections

/** Named numbers. Flags are bits, the others are values. */
export const constants = {
  HEADER_FLAG: { title: 'Header flags', values: { SIGNED: 1, DEVELOPMENT: 2 } },
  TOPIC_KIND: {
    title: 'Topic kinds',
    values: { TASK: 0, TROUBLESHOOTING: 1, ERROR_CODE: 2, REFERENCE: 3, CONCEPT: 4, SAFETY: 5 },
  },
  TOPIC_FLAG: { title: 'Topic flags', values: { PROCEDURE: 1 } },
  VECTOR_ROLE: { title: 'Vector roles', values: { PHRASE: 0, ANSWER: 1, PHRASE_AND_ANSWER: 2, PARAPHRASE: 3 } },
  ROLE: { title: 'Utterance roles', values: { HAZARD: 0, STEP: 1, PROMPT: 2 } },
  GLOSS_FLAG: { title: 'Gloss flags', values: { PART_OF_COMPOUNDS: 1 } },
  UTTERANCE_FLAG: { title: 'Utterance flags', values: { PAUSE_AFTER: 1 } },
  ENCODER: { title: 'Encoders', values: { NONE: 0, MINILM: 1, STATIC_SMALL: 2, STATIC_FULL: 3 } },
  /** EARCONs are sounds without words, for what the device does: clips and an empty text. */
  PROMPT: {
    title: 'Prompts',
    values: {
      REFUSAL: 1,
      DID_YOU_MEAN: 2,
      OR: 3,
      END_OF_STEPS: 4,
      NOTHING_TO_SAY: 5,
      STOPPED: 6,
      LOUDER: 7,
      QUIETER: 8,
      LOUDEST: 9,
      QUIETEST: 10,
      NO_SUCH_STEP: 11,
      EARCON_LISTENING: 12,
      EARCON_THINKING: 13,
      EARCON_NOT_UNDERSTOOD: 14,
      EARCON_END: 15,
    },
  },
  /** POLITE is no command: a word that may stand around one without changing it. */
  COMMAND: {
    title: 'Commands',
    values: {
      NEXT: 0,
      BACK: 1,
      REPEAT: 2,
      STOP: 3,
      LOUDER: 4,
      QUIETER: 5,
      MUTE: 6,
      UNMUTE: 7,
      YES: 8,
      NO: 9,
      GO_TO: 10,
      POLITE: 255,
    },
  },
  CODEC: { title: 'Codecs', values: { PCM: 0, IMA_ADPCM: 1, OPUS: 2 } },
  SIGNATURE: { title: 'Signature algorithms', values: { ED25519: 1 } },
} as const

export const limits = {
  /** Largest dim of a vector. */
  DIM: 1024,
  /** Fraction bits of an inverse norm. */
  NORM_SHIFT: 24,
  CHOICES: 5,
  /** Largest block of a clip: a decoder may keep one in RAM. */
  BLOCK: 4096,
  /** Largest weight of a term: sums of them stay within 64 bits. */
  WEIGHT: 0xffffff,
} as const

/** 'META' -> 0x4154454D: the four letters as they lie in memory. */
export const sectionId = (letters: string): number =>
  [...letters].reduceRight((value, letter) => value * 256 + letter.charCodeAt(0), 0)

type Shape = Omit<Field, 'offset'>

function u8(meaning: string, unit = ''): Shape {
  return { type: 'u8', size: 1, unit, meaning }
}
function u16(meaning: string, unit = ''): Shape {
  return { type: 'u16', size: 2, unit, meaning }
}
function u32(meaning: string, unit = ''): Shape {
  return { type: 'u32', size: 4, unit, meaning }
}
function i32(meaning: string, unit = ''): Shape {
  return { type: 'i32', size: 4, unit, meaning }
}
function bytes(size: number, meaning: string): Shape {
  return { type: 'bytes', size, unit: '', meaning }
}

/** Offsets follow from the order; every number lies on a multiple of its size. */
function struct<const Names extends string>(title: string, shapes: Record<Names, Shape>): Struct<Names> {
  let offset = 0
  const place = (name: Names): Field => {
    const shape = shapes[name]
    if (shape.type !== 'bytes' && offset % shape.size !== 0) throw new TypeError(`${title}: ${name} is not aligned`)
    const field = { ...shape, offset }
    offset += shape.size
    return field
  }
  const fields = mapRecord(shapes, place)
  return { title, size: offset, fields }
}

/** Object.fromEntries with the keys kept in the type. */
function mapRecord<Names extends string>(
  shapes: Record<Names, Shape>,
  place: (name: Names) => Field,
): Record<Names, Field> {
  const isName = (key: string): key is Names => Object.hasOwn(shapes, key)
  const hasAll = (fields: Partial<Record<Names, Field>>): fields is Record<Names, Field> =>
    Object.keys(shapes).every((key) => Object.hasOwn(fields, key))
  const fields: Partial<Record<Names, Field>> = {}
  for (const key of Object.keys(shapes)) if (isName(key)) fields[key] = place(key)
  if (!hasAll(fields)) throw new TypeError('a field is missing')
  return fields
}
