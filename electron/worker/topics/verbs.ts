// A heading that names an action -> the action as a person asks for it. Example: "Cleaning the filters" -> "clean the filters".
// Trap: English drops letters before -ing ("using", "removing") and doubles others ("setting"); a heading such as "Ceiling" is no action.

const dropsE =
  /(?:us|mak|remov|chang|clos|prepar|stor|replac|dispos|descal|reduc|measur|sav|driv|tak|giv|choos|manag|operat|activat|deactivat|rins|levell?|cycl|defin|combin|lubricat|ventilat|illuminat|programm|updat|creat|delet|enabl|disabl|balanc|bak|mov|serv|servic|charg|recharg|freez|decalcif|translat|rotat|insulat|locat|relocat|reus|pleas|purchas|releas|squeez|sterilis|steriliz|customis|customiz|organis|organiz|recogniz|recognis|configur|secur|fir|tun|wip|wir|tast|past|wast|shav|trad)$/
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
])
const imperatives =
  /^(?:set|clean|remove|install|fill|refill|replace|use|open|close|turn|start|stop|change|adjust|check|load|unload|select|switch|connect|disconnect|store|descale|defrost|dispose|level|move|press|choose|prepare|make|add|empty|drain|rinse|wash|dry|wipe|unplug|plug|charge|reset|activate|deactivate|lock|unlock|insert|attach|detach|fit|unpack|transport)\b/i

/** '' where the title names no action. */
export function baseVerb(title: string): string {
  const text = title.replace(/^(?:how to|to)\s+/i, '')
  if (imperatives.test(text)) return text.charAt(0).toLowerCase() + text.slice(1)
  const [first = '', ...rest] = text.split(' ')
  if (!/^\p{L}{2,}ing$/u.test(first) || notActions.has(first.toLowerCase()) || rest.length === 0) return ''
  return [stem(first.toLowerCase().slice(0, -3)), ...rest].join(' ')
}

function stem(text: string): string {
  if (dropsE.test(text)) return `${text}e`
  if (doubles.test(text) && !/(?:fill|press|install|add)$/.test(text)) return text.slice(0, -1)
  return text
}
