// A heading that names an action -> the action as a person asks for it. Example: "Cleaning the filters" -> "clean the filters".
// Trap: English drops letters before -ing ("using", "removing") and doubles others ("setting"); a heading such as "Ceiling" is no action.

const dropsE =
  /(?:us|mak|remov|chang|clos|prepar|stor|replac|dispos|descal|reduc|measur|sav|driv|tak|giv|choos|manag|operat|activat|deactivat|rins|cycl|leav|rais|solv|dissolv|improv|arrang|exchang|compar|receiv|prun|defin|combin|lubricat|ventilat|illuminat|programm|updat|creat|delet|enabl|disabl|balanc|bak|mov|serv|servic|charg|recharg|freez|decalcif|translat|rotat|insulat|locat|relocat|reus|pleas|purchas|releas|squeez|sterilis|steriliz|customis|customiz|organis|organiz|recogniz|recognis|configur|secur|fir|tun|wip|wir|tast|past|wast|shav|trad)$/
const doubles = /([bdgmnprt])\1$/
const notActions = new Set([
  'ceiling',
  'during',
  'warning',
  'warnings',
  'string',
  'spring',
  'king',
  'ring',
  'thing',
  'following',
  'according',
  'housing',
  'casing',
  'opening',
  'morning',
  'evening',
  'nothing',
  'something',
  'lighting',
  'meaning',
  'heading',
  'rating',
  'bearing',
  'troubleshooting',
  'wiring',
  'packaging',
  'plumbing',
  'according',
  'including',
  'regarding',
  'concerning',
])
/** Behind an -ing form they make a name of it: "Drying time", "Operating instructions". */
const named =
  /^(?:time|times|light|indicator|lamp|phase|system|programmes?|programs?|mode|modes|function|functions|sequence|instructions?|conditions?|machine|tips?|hints?|guides?|chart|tables?|area|elements?|fan|drawer|levels?|results?|option|options|temperatures?|zones?|problems?|plate|panel|ventilation|cycles?|dial|button|agents?|tools?|material|materials|safety|warnings?)\b/i
/** Verbs that are nouns as well: "Drain hose", "Rinse aid". They are commands only before an article or the like. */
const ambiguous =
  /^(?:set|load|stop|start|drain|rinse|wash|dry|lock|level|store|press|add|plug|charge|reset|use|open|change|check|switch|fit|select)$/i
const opener = /^(?:the|your|a|an|all|any|up|out|off|on|in|new|both|each|another|for|with|to|whether|if|that|\d.*)$/i
const imperatives =
  /^(?:set|clean|remove|install|fill|refill|replace|use|open|close|turn|start|stop|change|adjust|check|load|unload|select|switch|connect|disconnect|store|descale|defrost|dispose|level|move|press|choose|prepare|make|add|empty|drain|rinse|wash|dry|wipe|unplug|plug|charge|reset|activate|deactivate|lock|unlock|insert|attach|detach|fit|unpack|transport)\b/i

/** '' where the title names no action. */
export function baseVerb(title: string): string {
  const text = title.replace(/^(?:how to|to)\s+/i, '')
  const [first = '', second = '', ...rest] = text.split(/\s+/)
  if (second === '') return ''
  const isSure = text !== title || !ambiguous.test(first) || opener.test(second)
  if (imperatives.test(first) && !/[-/]/.test(first) && isSure) return text.charAt(0).toLowerCase() + text.slice(1)
  if (!/^\p{L}{2,}ing$/u.test(first) || notActions.has(first.toLowerCase()) || named.test(second)) return ''
  // "Cleaning and care" names a chapter; "Raising and lowering" two actions
  if (/^(?:and|or)$/i.test(second) && !/ing$/.test(rest[0] ?? '')) return ''
  const words = [first.toLowerCase(), second, ...rest]
  return words
    .map((word, at) => (at === 0 || /^(?:and|or)$/.test(words[at - 1] ?? '') ? infinitive(word) : word))
    .join(' ')
}

/** English by its verb, German by an infinitive in small letters at the end ("Filter reinigen") or a form with "Sie". */
export const namesAction = (title: string): boolean =>
  baseVerb(title) !== '' || /^\p{Lu}.*\s\p{Ll}+(?:en|ern|eln)$/u.test(title)

/** "Raising and lowering the basket" -> "raise and lower the basket". */
const infinitive = (word: string): string =>
  /^\p{L}{2,}ing$/u.test(word) && !notActions.has(word) ? stem(word.slice(0, -3)) : word

function stem(text: string): string {
  if (dropsE.test(text)) return `${text}e`
  if (/(?:cancel|control|travel|label|level|fuel|model)l$/.test(text)) return text.slice(0, -1)
  if (doubles.test(text) && !/(?:fill|press|install|add)$/.test(text)) return text.slice(0, -1)
  return text
}
